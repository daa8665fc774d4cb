//! What a pipeline's newest run computed: `OUT/<pipeline>/cache/results`, a line each.
//!
//! A line is a key, the SHA-256 of key and value, and the value as JSON. What is kept is never trusted: a line that is not
//! what its digest says counts as absent, and the others stand. The file is replaced at once, so that of runs at the same
//! time one leaves all of its results.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::SinkError;
use super::orders_cache::cache;
use super::staging::put_files;
use crate::source::hex;

const RESULTS: &str = "results";

/// Values as JSON, by key.
pub type Results = BTreeMap<String, String>;

fn place(out: &Path, pipeline: &str) -> PathBuf {
    cache(out, pipeline).join(RESULTS)
}

fn digest(key: &str, value: &str) -> String {
    hex(&Sha256::new().chain_update(key).chain_update([0]).chain_update(value).finalize())
}

/// The results that were kept and are whole.
#[must_use]
pub fn read_results(out: &Path, pipeline: &str) -> Results {
    let path = place(out, pipeline);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            if error.kind() != ErrorKind::NotFound {
                tracing::warn!(path = %path.display(), %error, "kept results cannot be read, and are computed again");
            }
            return Results::new();
        }
    };
    let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    let (mut results, mut damaged) = (Results::new(), 0_u64);
    for line in lines {
        match whole(line) {
            Some((key, value)) => drop(results.insert(key.to_owned(), value.to_owned())),
            None => damaged += 1,
        }
    }
    if damaged > 0 {
        tracing::warn!(path = %path.display(), damaged, "kept results are damaged, and computed again");
    }
    results
}

fn whole(line: &[u8]) -> Option<(&str, &str)> {
    let (key, rest) = std::str::from_utf8(line).ok()?.split_once(' ')?;
    let (sha256, value) = rest.split_once(' ')?;
    (digest(key, value) == sha256).then_some((key, value))
}

/// Keeps `results`, and none but these.
///
/// # Errors
/// When they cannot be written.
pub fn keep_results(out: &Path, pipeline: &str, results: &Results) -> Result<(), SinkError> {
    let lines = results.iter().map(|(key, value)| format!("{key} {} {value}\n", digest(key, value)));
    put_files(&cache(out, pipeline), [(RESULTS, lines.collect::<String>().as_bytes())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results() -> Results {
        [("a1", "[1.5,\"é\"]"), ("b2", "{}"), ("c3", "-0.0")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into()
    }

    #[test]
    fn any_changed_byte_loses_its_own_line_and_none_is_believed_that_was_not_written() {
        let out = tempfile::tempdir().unwrap();
        let read = || read_results(out.path(), "shop");
        assert_eq!(read(), Results::new());
        keep_results(out.path(), "shop", &results()).unwrap();
        assert_eq!(read(), results());
        let path = place(out.path(), "shop");
        let good = fs::read(&path).unwrap();
        for index in 0..good.len() {
            let mut bad = good.clone();
            bad[index] ^= 0x15;
            fs::write(&path, &bad).unwrap();
            let found = read();
            assert!(found.iter().all(|(key, value)| results().get(key) == Some(value)), "byte {index}");
            // A line end lost takes the next line with it.
            assert!(!found.is_empty(), "byte {index}");
            fs::write(&path, &good[..index]).unwrap();
            assert!(read().iter().all(|(key, value)| results().get(key) == Some(value)), "{index} bytes");
        }
    }

    #[test]
    fn a_value_under_another_key_is_not_believed() {
        let out = tempfile::tempdir().unwrap();
        keep_results(out.path(), "shop", &results()).unwrap();
        let path = place(out.path(), "shop");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("a1 ", "d4 ")).unwrap();
        assert_eq!(read_results(out.path(), "shop").keys().collect::<Vec<_>>(), ["b2", "c3"]);
    }

    #[test]
    fn only_what_is_kept_last_is_there() {
        let out = tempfile::tempdir().unwrap();
        keep_results(out.path(), "shop", &results()).unwrap();
        let fewer = Results::from([("b2".to_owned(), "{}".to_owned())]);
        keep_results(out.path(), "shop", &fewer).unwrap();
        assert_eq!(read_results(out.path(), "shop"), fewer);
        assert_eq!(fs::read_dir(cache(out.path(), "shop")).unwrap().count(), 1, "nothing else is left");
    }
}
