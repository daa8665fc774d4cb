//! The orders of files already read: `OUT/<pipeline>/cache/orders-HASH/`, by the hash of all that they are made from.
//!
//! What is kept is never trusted: orders whose digest is not the one written down count as absent.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::staging::Staging;
use super::{SinkError, parquet_file};
use crate::source::{OrdersPart, PartKey, hex};

const ORDERS: &str = "orders.parquet";
const KEPT: &str = "part.json";
const PREFIX: &str = "orders-";

#[derive(Serialize, Deserialize)]
struct Kept {
    sha256: String,
    tallies: String,
}

/// What a pipeline keeps for its next run.
pub(super) fn cache(out: &Path, pipeline: &str) -> PathBuf {
    out.join(pipeline).join("cache")
}

fn name(key: &PartKey) -> String {
    format!("{PREFIX}{}", key.hash)
}

/// The part of that key; `None` when it was not kept, or not whole.
#[must_use]
pub fn read_part(out: &Path, pipeline: &str, key: &PartKey) -> Option<OrdersPart> {
    let folder = cache(out, pipeline).join(name(key));
    if !folder.exists() {
        return None;
    }
    let kept = fs::read(folder.join(KEPT)).ok();
    let part = kept.and_then(|kept| serde_json::from_slice::<Kept>(&kept).ok()).and_then(|kept| {
        let bytes = fs::read(folder.join(ORDERS)).ok()?;
        let whole = hex(&Sha256::digest(&bytes)) == kept.sha256;
        let orders = whole.then(|| parquet_file::read(&folder.join(ORDERS)).ok())??;
        OrdersPart::restored(orders, &kept.tallies)
    });
    if part.is_none() {
        tracing::warn!(folder = %folder.display(), "kept orders are damaged, and read again from their files");
        // So that what is read again can be kept in its place.
        let _ = fs::remove_dir_all(&folder);
    }
    part
}

/// Keeps a part, at once; one that is there already stays. A part of files that could not be read is not kept.
///
/// # Errors
/// When it cannot be written, or has a column that Parquet does not know.
pub fn keep_part(out: &Path, pipeline: &str, key: &PartKey, part: &OrdersPart) -> Result<(), SinkError> {
    let Some(tallies) = part.tallies() else { return Ok(()) };
    let orders = part.orders().map_err(SinkError::table(ORDERS))?;
    let table = parquet_file::write(ORDERS.to_owned(), &orders, 0, &parquet_file::Provenance::default())?;
    let kept = Kept { sha256: hex(&Sha256::digest(&table.bytes)), tallies };
    let kept = serde_json::to_vec(&kept).map_err(SinkError::table(KEPT))?;
    let (cache, name) = (cache(out, pipeline), name(key));
    let mut staging = Staging::begin(&cache)?;
    staging.write(&format!("{name}/{ORDERS}"), &table.bytes)?;
    staging.write(&format!("{name}/{KEPT}"), &kept)?;
    staging.put_new(&name, &cache.join(&name)).map(drop)
}

/// Removes all parts but those of `keys`.
///
/// # Errors
/// When the folder cannot be listed, or a part not be removed.
pub fn forget_other_parts(out: &Path, pipeline: &str, keys: &[PartKey]) -> Result<(), SinkError> {
    let folder = cache(out, pipeline);
    let Ok(entries) = fs::read_dir(&folder) else { return Ok(()) };
    for entry in entries {
        let path = entry.map_err(SinkError::io(&folder, "cannot be listed"))?.path();
        let kept = path.file_name().and_then(|name| name.to_str());
        let other = kept.is_some_and(|kept| kept.starts_with(PREFIX) && !keys.iter().any(|key| name(key) == kept));
        if other {
            fs::remove_dir_all(&path).map_err(SinkError::io(&path, "cannot be removed"))?;
        }
    }
    Ok(())
}
