//! The folder of a run: staged beside its place, then moved there at once.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::staging::{self, write_synced};
use super::{SinkError, Table};
use crate::record::{OutputFile, RunRecord};
use crate::source::hex;

const RECORD: &str = "run.json";

/// A finished run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFolder {
    path: PathBuf,
}

/// A run that is being written. It becomes a [`RunFolder`] by [`StagedRun::commit`], and is removed when dropped
/// before.
#[derive(Debug)]
pub struct StagedRun {
    staging: tempfile::TempDir,
    place: PathBuf,
    files: Vec<OutputFile>,
}

/// Where the runs of a pipeline are.
fn runs(out: &Path, pipeline: &str) -> PathBuf {
    out.join(pipeline).join("runs")
}

/// The finished runs of a pipeline below `out`, by name: oldest day first.
///
/// # Errors
/// When the folder is there and cannot be listed.
pub fn run_folders(out: &Path, pipeline: &str) -> Result<Vec<RunFolder>, SinkError> {
    let folder = runs(out, pipeline);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(SinkError::io(&folder, "cannot be listed")(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(SinkError::io(&folder, "cannot be listed"))?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.join(RECORD).is_file() {
            found.push(RunFolder { path });
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(found)
}

/// Of the finished runs of a pipeline below `out` that `among` admits, the one of the latest day; of several of that day,
/// the one that was last written.
///
/// # Errors
/// When the runs cannot be listed.
pub fn newest_run(
    out: &Path,
    pipeline: &str,
    among: impl Fn(&RunRecord) -> bool,
) -> Result<Option<(RunFolder, RunRecord)>, SinkError> {
    let mut newest: Option<(RunFolder, RunRecord, SystemTime)> = None;
    for folder in run_folders(out, pipeline)? {
        let record = folder.record()?;
        let path = folder.path.join(RECORD);
        let written =
            fs::metadata(&path).and_then(|file| file.modified()).map_err(SinkError::io(&path, "cannot be read"))?;
        let later = newest.as_ref().is_none_or(|(_, other, time)| (other.as_of, *time) <= (record.as_of, written));
        if later && among(&record) {
            newest = Some((folder, record, written));
        }
    }
    Ok(newest.map(|(folder, record, _)| (folder, record)))
}

impl RunFolder {
    /// The run in `path`.
    ///
    /// # Errors
    /// When there is no `run.json` in it.
    pub fn open(path: &Path) -> Result<Self, SinkError> {
        if path.join(RECORD).is_file() {
            return Ok(Self { path: path.to_owned() });
        }
        let reason = format!("is not a run: there is no {RECORD} in it; name a folder below OUT/PIPELINE/runs");
        Err(SinkError::NotARun { path: path.to_owned(), reason })
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its `run.json`.
    ///
    /// # Errors
    /// When it cannot be read or understood.
    pub fn record(&self) -> Result<RunRecord, SinkError> {
        let path = self.path.join(RECORD);
        let text = fs::read_to_string(&path).map_err(SinkError::io(&path, "cannot be read"))?;
        serde_json::from_str(&text).map_err(|error| SinkError::NotARun {
            path,
            reason: format!("is not the {RECORD} of a run, or of another version of segwatch: {error}"),
        })
    }

    /// Puts a file beside the tables, in place of one of that name, at once.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn replace(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, SinkError> {
        let path = self.path.join(name);
        let mut builder = tempfile::Builder::new();
        // Temporary files are for their maker alone; a run's are for everyone whom the umask lets.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(&self.path).map_err(SinkError::io(&path, "cannot be written"))?;
        file.write_all(bytes).map_err(SinkError::io(&path, "cannot be written"))?;
        file.as_file().sync_all().map_err(SinkError::io(&path, "cannot be written"))?;
        file.persist(&path).map_err(|error| SinkError::io(&path, "cannot be written")(error.error))?;
        Ok(path)
    }

    /// Puts files, by name, in place of those of their names, and `record`, with their new digests, in place of
    /// `run.json`.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn amend<'a>(
        &self,
        mut record: RunRecord,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<(), SinkError> {
        for (name, bytes) in files {
            self.replace(name, bytes)?;
            for file in record.files.iter_mut().filter(|file| file.path == name) {
                file.bytes = bytes.len() as u64;
                file.sha256 = hex(&Sha256::digest(bytes));
            }
        }
        self.replace(RECORD, &json(&record)?)?;
        Ok(())
    }
}

/// A record as it stands in `run.json`.
fn json(record: &RunRecord) -> Result<Vec<u8>, SinkError> {
    let mut json = serde_json::to_vec_pretty(record).map_err(SinkError::table(RECORD))?;
    json.push(b'\n');
    Ok(json)
}

impl StagedRun {
    /// Begins the run `run_id` of a pipeline below `out`.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn begin(out: &Path, pipeline: &str, run_id: &str) -> Result<Self, SinkError> {
        let runs = runs(out, pipeline);
        let staging = staging::begin(&runs, run_id)?;
        Ok(Self { staging, place: runs.join(run_id), files: Vec::new() })
    }

    /// Writes a file of the run.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, path: &str, bytes: &[u8], rows: Option<u64>) -> Result<(), SinkError> {
        write_synced(&self.staging.path().join(path), bytes)?;
        let sha256 = hex(&Sha256::digest(bytes));
        self.files.push(OutputFile { path: path.to_owned(), bytes: bytes.len() as u64, sha256, rows });
        Ok(())
    }

    /// Writes a table of the run.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_table(&mut self, table: &Table) -> Result<(), SinkError> {
        self.write(&table.path, &table.bytes, Some(table.rows))
    }

    /// The files written so far, by path.
    #[must_use]
    pub fn files(&self) -> Vec<OutputFile> {
        let mut files = self.files.clone();
        files.sort_by(|left, right| left.path.cmp(&right.path));
        files
    }

    /// Writes `run.json` and moves the run to its place. When the same run is there already, that one stays.
    ///
    /// # Errors
    /// When it cannot be written or moved.
    pub fn commit(self, record: &RunRecord) -> Result<RunFolder, SinkError> {
        write_synced(&self.staging.path().join(RECORD), &json(record)?)?;
        staging::put_in_place(self.staging, &self.place, RECORD)?;
        RunFolder::open(&self.place)
    }
}
