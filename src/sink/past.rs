//! A pipeline's earlier runs and assignments as they are found: what is damaged is said to be, and stops nothing.

use std::cmp::Reverse;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::de::DeserializeOwned;

use super::assignment_folder::{self, AS_OF};
use super::folder::{self, runs};
use super::{SinkError, versioned};
use crate::record::{PastAssignment, PastRun, SCHEMA_VERSION, Unreadable};

/// The runs of a pipeline below `out`, latest day first; of several of one day, the one last written first.
///
/// # Errors
/// When the folder is there and cannot be listed.
pub fn past_runs(out: &Path, pipeline: &str) -> Result<Vec<PastRun>, SinkError> {
    let mut found = Vec::new();
    for (folder, path) in folders(&runs(out, pipeline))? {
        let record = path.join(folder::RECORD);
        let written = fs::metadata(&record).and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        found.push((PastRun { folder, summary: read(&record) }, written));
    }
    found.sort_by_cached_key(|(run, written)| Reverse((run.as_of(), *written, run.folder.clone())));
    Ok(found.into_iter().map(|(run, _)| run).collect())
}

/// The assignments of a pipeline's last days, latest first and `most` at most.
///
/// # Errors
/// When the folder is there and cannot be listed.
pub fn past_assignments(out: &Path, pipeline: &str, most: usize) -> Result<Vec<PastAssignment>, SinkError> {
    let folders = folders(&assignment_folder::folder(out, pipeline))?.into_iter();
    let mut days: Vec<(String, PathBuf)> =
        folders.filter_map(|(name, path)| Some((name.strip_prefix(AS_OF)?.to_owned(), path))).collect();
    days.sort_by(|left, right| right.0.cmp(&left.0));
    let past = days.into_iter().take(most);
    Ok(past
        .map(|(as_of, path)| PastAssignment { as_of, record: read(&path.join(assignment_folder::RECORD)) })
        .collect())
}

/// The folders in `parent` with their names, but for those still being written.
fn folders(parent: &Path) -> Result<Vec<(String, PathBuf)>, SinkError> {
    let entries = match fs::read_dir(parent) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(SinkError::io(parent, "cannot be listed")(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(SinkError::io(parent, "cannot be listed"))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with('.') && path.is_dir() {
            found.push((name, path));
        }
    }
    Ok(found)
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Unreadable> {
    let damaged = |reason| SinkError::NotARun { path: path.to_owned(), reason };
    versioned::read(path, SCHEMA_VERSION, damaged).map_err(|error| match error {
        SinkError::Io { error, .. } if error.kind() == ErrorKind::NotFound => Unreadable::NoRecord,
        _ => Unreadable::NotUnderstood,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_is_listed_by_the_day_in_its_name() {
        let out = tempfile::tempdir().unwrap();
        let runs = out.path().join("shop/runs");
        for (folder, text) in [
            ("2024-03-01-aaaaaaaaaaaa", Some("{}")),
            ("2024-04-01-bbbbbbbbbbbb", None),
            (".2024-05-01-unfinished", Some("{}")),
            ("notes", Some("not JSON")),
        ] {
            fs::create_dir_all(runs.join(folder)).unwrap();
            if let Some(text) = text {
                fs::write(runs.join(folder).join("run.json"), text).unwrap();
            }
        }
        fs::write(runs.join("a file"), "").unwrap();
        let found = past_runs(out.path(), "shop").unwrap();
        let found = found.iter().map(|run| (run.folder.as_str(), run.summary.clone().unwrap_err()));
        let expected = [
            ("2024-04-01-bbbbbbbbbbbb", Unreadable::NoRecord),
            ("2024-03-01-aaaaaaaaaaaa", Unreadable::NotUnderstood),
            ("notes", Unreadable::NotUnderstood),
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
        assert_eq!(past_runs(out.path(), "none").unwrap(), []);
    }

    #[test]
    fn only_the_last_days_are_read() {
        let out = tempfile::tempdir().unwrap();
        for day in ["2024-01-01", "2024-03-01", "2024-02-01"] {
            fs::create_dir_all(out.path().join("shop/assignments").join(format!("as-of={day}"))).unwrap();
        }
        let found = past_assignments(out.path(), "shop", 2).unwrap();
        assert_eq!(found.iter().map(|day| day.as_of.as_str()).collect::<Vec<_>>(), ["2024-03-01", "2024-02-01"]);
        assert!(found.iter().all(|day| day.record == Err(Unreadable::NoRecord)));
    }
}
