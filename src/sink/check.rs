//! Whether a run's files are those that its `run.json` lists, and whether two runs' files are the same.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path};

use serde::Serialize;

use super::SinkError;
use super::folder::{RECORD, files_below};
use crate::record::{OutputFile, RunRecord};
use crate::source::sha256;

/// What came of looking at every file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilesChecked {
    /// Files that `run.json` lists.
    pub files: u64,
    /// Their bytes, as it has them.
    pub bytes: u64,
    /// Those of them that are not as they are listed.
    pub faults: Vec<FileFault>,
    /// Files that are there and not listed. Nothing is known of them.
    pub unlisted: Vec<String>,
}

/// A file that is not as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileFault {
    /// Its path below the run's folder.
    pub path: String,
    /// What is wrong.
    #[serde(flatten)]
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// It is not there.
    Missing,
    /// It has other bytes.
    Changed {
        /// Its digest.
        sha256: String,
        /// The digest listed.
        listed: String,
    },
    /// It cannot be read.
    Unreadable {
        /// What the system says.
        reason: String,
    },
    /// It is not in the run's folder.
    Outside,
}

/// Looks at every file of the run in `folder`.
///
/// # Errors
/// When the folder cannot be listed.
pub fn check_files(folder: &Path, record: &RunRecord) -> Result<FilesChecked, SinkError> {
    let listed = record.files.iter().map(|file| file.path.as_str()).chain([RECORD]).collect::<BTreeSet<_>>();
    let faults = record.files.iter().filter_map(|file| {
        let fault = fault(folder, file)?;
        Some(FileFault { path: file.path.clone(), fault })
    });
    let there = files_below(folder)?;
    Ok(FilesChecked {
        files: record.files.len() as u64,
        bytes: record.files.iter().map(|file| file.bytes).sum(),
        faults: faults.collect(),
        unlisted: there.into_iter().filter(|path| !listed.contains(path.as_str())).collect(),
    })
}

fn fault(folder: &Path, file: &OutputFile) -> Option<Fault> {
    let path = Path::new(&file.path);
    if file.path.is_empty() || !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Some(Fault::Outside);
    }
    match File::open(folder.join(path)).and_then(sha256) {
        Ok((_, digest)) if digest == file.sha256 => None,
        Ok((_, digest)) => Some(Fault::Changed { sha256: digest, listed: file.sha256.clone() }),
        Err(error) if error.kind() == ErrorKind::NotFound => Some(Fault::Missing),
        Err(error) => Some(Fault::Unreadable { reason: error.to_string() }),
    }
}

/// The files of two runs' folders, by path and but for `run.json`, that have other bytes or are there in one only.
///
/// # Errors
/// When a folder or a file cannot be read.
pub fn differing_files(left: &Path, right: &Path, listed: &RunRecord) -> Result<Vec<String>, SinkError> {
    let mut paths: BTreeSet<String> = files_below(right)?.into_iter().collect();
    paths.extend(listed.files.iter().map(|file| file.path.clone()));
    paths.remove(RECORD);
    let mut differing = Vec::new();
    for path in paths {
        if !same(&left.join(&path), &right.join(&path))? {
            differing.push(path);
        }
    }
    Ok(differing)
}

fn same(left: &Path, right: &Path) -> Result<bool, SinkError> {
    let open = |path: &Path| match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SinkError::io(path, "cannot be read")(error)),
    };
    let (Some(one), Some(other)) = (open(left)?, open(right)?) else { return Ok(false) };
    let sizes = (fs::metadata(left).map(|file| file.len()).ok(), fs::metadata(right).map(|file| file.len()).ok());
    if sizes.0 != sizes.1 {
        return Ok(false);
    }
    same_bytes(one, other).map_err(SinkError::io(left, "cannot be read"))
}

fn same_bytes(mut one: impl Read, mut other: impl Read) -> io::Result<bool> {
    const CHUNK: u64 = 1 << 18;
    loop {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        one.by_ref().take(CHUNK).read_to_end(&mut left)?;
        other.by_ref().take(CHUNK).read_to_end(&mut right)?;
        if left != right {
            return Ok(false);
        }
        if left.is_empty() {
            return Ok(true);
        }
    }
}
