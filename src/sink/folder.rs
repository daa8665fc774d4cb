//! The folder of a run: staged beside its place, then moved there at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::staging::Staging;
use super::{SinkError, Table, versioned};
use crate::record::{OutputFile, RunRecord, SCHEMA_VERSION};
use crate::source::hex;

pub(super) const RECORD: &str = "run.json";

/// A finished run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFolder {
    path: PathBuf,
}

/// A run that is being made, by this process alone. It becomes a [`RunFolder`] by [`StagedRun::commit`], and is removed
/// when dropped before.
#[derive(Debug)]
pub struct StagedRun {
    staging: Staging,
    place: PathBuf,
    files: Vec<OutputFile>,
}

/// A run that was asked for.
pub enum Begun {
    /// It is there already.
    There(RunFolder),
    /// It is to be made.
    New(StagedRun),
}

/// What a run is called while it is staged.
const STAGED: &str = "run";

/// Where the runs of a pipeline are.
pub(super) fn runs(out: &Path, pipeline: &str) -> PathBuf {
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

/// A file of a run of a pipeline below `out`, if it can be read.
#[must_use]
pub fn read_file(out: &Path, pipeline: &str, run: &str, path: &str) -> Option<Vec<u8>> {
    fs::read(runs(out, pipeline).join(run).join(path)).ok()
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

    /// The folder that the runs of all pipelines are below, of a run of `pipeline` that is where it was written; `None`
    /// for one that was moved.
    #[must_use]
    pub fn out(&self, pipeline: &str) -> Option<PathBuf> {
        let place = self.path.canonicalize().ok()?;
        let out = place.parent()?.parent()?.parent()?;
        (place.parent() == Some(&runs(out, pipeline))).then(|| out.to_owned())
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
        versioned::read(&path, SCHEMA_VERSION, |reason| SinkError::NotARun { path: path.clone(), reason })
    }

    /// Puts files, by name, in place of those of their names, and `record`, with their new digests, in place of
    /// `run.json`: all at once. Says whether anything had to be written.
    ///
    /// # Errors
    /// When it cannot be written; the run is as it was then.
    pub fn amend<'a>(
        &self,
        mut record: RunRecord,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<bool, SinkError> {
        let unreadable = |error| SinkError::io(&self.path, "cannot be read")(error);
        let place = self.path.canonicalize().map_err(unreadable)?;
        let mut written = Vec::new();
        for (name, bytes) in files {
            for file in record.files.iter_mut().filter(|file| file.path == name) {
                file.bytes = bytes.len() as u64;
                file.sha256 = hex(&Sha256::digest(bytes));
            }
            written.push((name, bytes));
        }
        let json = json(&record)?;
        written.push((RECORD, &json));
        written.retain(|(name, bytes)| fs::read(place.join(name)).ok().as_deref() != Some(*bytes));
        if written.is_empty() {
            return Ok(false);
        }
        let mut staging = Staging::begin(place.parent().unwrap_or(&place))?;
        for (name, bytes) in &written {
            staging.write(&format!("{STAGED}/{name}"), bytes)?;
        }
        for path in files_below(&place)? {
            if !written.iter().any(|(name, _)| *name == path) {
                staging.link(&format!("{STAGED}/{path}"), &place.join(&path))?;
            }
        }
        open_permissions(&staging.path(STAGED))?;
        staging.put_instead(STAGED, &place)?;
        Ok(true)
    }

    /// Removes the run: at once for whoever looks, its files afterwards.
    ///
    /// # Errors
    /// When it cannot be removed; it is whole then.
    pub fn remove(self) -> Result<(), SinkError> {
        let staging = Staging::begin(self.path.parent().unwrap_or(&self.path))?;
        staging.take_away(&self.path)
    }
}

/// The paths of all files below a folder, with `/`, sorted.
pub(super) fn files_below(folder: &Path) -> Result<Vec<String>, SinkError> {
    let (mut files, mut pending) = (Vec::new(), vec![String::new()]);
    while let Some(prefix) = pending.pop() {
        let listed = folder.join(&prefix);
        let unlisted = || SinkError::io(&listed, "cannot be listed");
        for entry in fs::read_dir(&listed).map_err(unlisted())? {
            let entry = entry.map_err(unlisted())?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().map_err(unlisted())?.is_dir() {
                pending.push(format!("{path}/"));
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A staged run is for everyone who may read its parent.
#[cfg(unix)]
fn open_permissions(folder: &Path) -> Result<(), SinkError> {
    use std::os::unix::fs::PermissionsExt;
    let parent = folder.parent().and_then(Path::parent).unwrap_or(folder);
    let mode = fs::metadata(parent).map_err(SinkError::io(parent, "cannot be read"))?.permissions().mode();
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).map_err(SinkError::io(folder, "cannot be opened up"))
}

#[cfg(not(unix))]
fn open_permissions(_: &Path) -> Result<(), SinkError> {
    Ok(())
}

/// A record as it stands in `run.json`.
fn json(record: &RunRecord) -> Result<Vec<u8>, SinkError> {
    let mut json = serde_json::to_vec_pretty(record).map_err(SinkError::table(RECORD))?;
    json.push(b'\n');
    Ok(json)
}

impl StagedRun {
    /// Begins the run `run_id` of a pipeline below `out`, unless it is there.
    ///
    /// # Errors
    /// [`SinkError::Running`] when another process is making it; and when the folder cannot be made.
    pub fn begin(out: &Path, pipeline: &str, run_id: &str) -> Result<Begun, SinkError> {
        let runs = runs(out, pipeline);
        let place = runs.join(run_id);
        if place.join(RECORD).is_file() {
            return Ok(Begun::There(RunFolder { path: place }));
        }
        let staging = Staging::begin_alone(&runs, run_id)?;
        // Whoever made it may have ended in between.
        if place.join(RECORD).is_file() {
            return Ok(Begun::There(RunFolder { path: place }));
        }
        if place.exists() {
            return Err(in_the_way(place));
        }
        Ok(Begun::New(Self { staging, place, files: Vec::new() }))
    }

    /// Writes a file of the run.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, path: &str, bytes: &[u8], rows: Option<u64>) -> Result<(), SinkError> {
        self.staging.write(&format!("{STAGED}/{path}"), bytes)?;
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
    pub fn commit(mut self, record: &RunRecord) -> Result<RunFolder, SinkError> {
        self.staging.write(&format!("{STAGED}/{RECORD}"), &json(record)?)?;
        open_permissions(&self.staging.path(STAGED))?;
        if !self.staging.put_new(STAGED, &self.place)? && !self.place.join(RECORD).is_file() {
            return Err(in_the_way(self.place));
        }
        RunFolder::open(&self.place)
    }
}

fn in_the_way(path: PathBuf) -> SinkError {
    let reason = format!("is in the way of the run of that name: there is no {RECORD} in it");
    SinkError::Damaged { path, reason, help: "move it away or remove it, and run again" }
}
