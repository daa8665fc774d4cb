//! The large tables of a run: a window's is the very file of an earlier run, where that is still there and whole.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Cache;
use crate::sink::{SinkError, Table};
use crate::source::hex;

/// Where a table was written last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    run: String,
    path: String,
    sha256: String,
    rows: u64,
}

/// The table that `write` gives for the run `run`, which is made from `of` and nothing else: taken from an earlier run, or
/// written.
///
/// # Errors
/// As `write`.
pub(super) fn table(
    cache: &Cache,
    kind: &str,
    of: &impl Serialize,
    run: &str,
    write: impl FnOnce() -> Result<Table, SinkError>,
) -> Result<Table, SinkError> {
    let Some(key) = cache.key(kind, of) else { return write() };
    let found = cache.find::<Written>(&key).and_then(|before| {
        let bytes = cache.file(&before.run, &before.path)?;
        let whole = hex(&Sha256::digest(&bytes)) == before.sha256;
        whole.then_some((Table { path: before.path, bytes, rows: before.rows }, before.sha256))
    });
    cache.count(found.is_some());
    let (table, sha256) = if let Some(found) = found {
        found
    } else {
        let table = write()?;
        let sha256 = hex(&Sha256::digest(&table.bytes));
        (table, sha256)
    };
    cache.put(key, &Written { run: run.to_owned(), path: table.path.clone(), sha256, rows: table.rows });
    Ok(table)
}
