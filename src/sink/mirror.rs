//! A pipeline's outputs in an object store: brought into a folder here, worked on there like any outputs, and sent back.
//!
//! A store has no folder that is moved to its place at once. In its stead, objects are created and never replaced: those of a
//! run first, and `run.json` last, if nobody has created it. The same run has the same tables wherever it is made, so that
//! it does not matter who has created which of them, nor whether one began and did not end: the next goes on. Pages that are
//! made again from the runs are replaced, unless they have changed meanwhile; then they are made again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::folder::{RECORD, files_below};
use super::{PROFILE, Scratch, SinkError, assignment_folder};
use crate::plan::Address;
use crate::source::sha256;
use crate::store::{Created, Object, Store};

/// A larger object is sent in parts, which no store creates only where there is none.
const CREATED_AT_ONCE: u64 = 16 << 20;
/// Times that objects are listed again because one has changed before it was read.
const ATTEMPTS: u32 = 20;
/// The newest assignments whose customers are brought.
const LABELLED_DAYS: usize = 3;

/// A folder that mirrors the outputs of a pipeline in a store.
pub struct Mirror {
    store: Store,
    scratch: Scratch,
    pipeline: String,
    /// What is in the store as far as it is here, by path below the pipeline's folder.
    known: BTreeMap<String, Known>,
}

struct Known {
    version: Option<String>,
    sha256: String,
}

/// What a command needs beside the records of runs, assignments and promotions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// Nothing.
    Records,
    /// The customers of the newest assignments.
    Labels,
    /// All files of a run.
    Run(&'a str),
}

/// What came of sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// It is there.
    Done,
    /// Pages were changed by someone else meanwhile: they are to be made again, from records that are here now.
    Overtaken,
    /// A promotion has the number that this one was to get: the command is to be done again.
    NumberTaken,
}

impl Mirror {
    /// Brings the records of a pipeline below `address`, and what is wanted beside them.
    ///
    /// # Errors
    /// When the store does not list or give them, or they cannot be written here.
    pub fn bring(address: &Address, pipeline: &str, wanted: Wanted<'_>) -> Result<Self, SinkError> {
        let store = Store::open(&address.below(pipeline))?;
        let mut mirror =
            Self { store, scratch: Scratch::new()?, pipeline: pipeline.to_owned(), known: BTreeMap::new() };
        mirror.refresh(wanted)?;
        Ok(mirror)
    }

    /// The folder that has the pipeline's: what `--out` is for outputs on this machine.
    #[must_use]
    pub fn out(&self) -> PathBuf {
        self.scratch.folder()
    }

    /// Brings what is in the store and wanted, and not here as it is there. Says whether that was anything.
    ///
    /// # Errors
    /// As [`Self::bring`].
    pub fn refresh(&mut self, wanted: Wanted<'_>) -> Result<bool, SinkError> {
        for _ in 1..ATTEMPTS {
            match self.bring_what_is_listed(wanted) {
                // Someone writes there this moment.
                Err(SinkError::Store(error)) if error.is_change() => {}
                brought => return brought,
            }
        }
        self.bring_what_is_listed(wanted)
    }

    fn bring_what_is_listed(&mut self, wanted: Wanted<'_>) -> Result<bool, SinkError> {
        let objects = self.store.list("")?;
        let days = newest_days(&objects);
        // What a run that did not end has left is none of its record's.
        let finished = objects.iter().filter_map(|object| object.path.strip_suffix(RECORD)?.strip_prefix("runs/"));
        let finished = finished.map(|run| run.trim_end_matches('/').to_owned()).collect::<BTreeSet<_>>();
        let is_wanted = |path: &str| match path.split('/').collect::<Vec<_>>()[..] {
            ["runs", run, ..] if !finished.contains(run) => false,
            ["runs", _, RECORD | PROFILE | "models.parquet" | "windows.parquet"]
            | ["assignments", _, assignment_folder::RECORD]
            | ["reference", _]
            | ["metrics.prom"] => true,
            ["runs", run, ..] => wanted == Wanted::Run(run),
            ["assignments", day, _] => wanted == Wanted::Labels && days.contains(day),
            [page] => page.starts_with("index."),
            _ => false,
        };
        let known = |object: &Object| {
            self.known.get(&object.path).is_some_and(|known| known.version.is_some() && known.version == object.version)
        };
        let root = self.root();
        let mut downloads = Vec::new();
        for object in objects.into_iter().filter(|object| is_wanted(&object.path) && !known(object)) {
            let file = root.join(&object.path);
            let folder = file.parent().unwrap_or(&root);
            fs::create_dir_all(folder).map_err(SinkError::io(folder, "cannot be made"))?;
            // An entry of the registry that was brought before is read-only.
            if file.exists() {
                fs::remove_file(&file).map_err(SinkError::io(&file, "cannot be replaced"))?;
            }
            downloads.push((object, file));
        }
        self.store.download(&downloads)?;
        let news = !downloads.is_empty();
        for (object, file) in downloads {
            self.known.insert(object.path, Known { version: object.version, sha256: digest(&file)? });
        }
        Ok(news)
    }

    /// Sends what is new or has changed here, and removes what is gone here: records after what they are about.
    ///
    /// A run that someone else has finished meanwhile stays as it is, and its record takes the place of the one here.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn publish(&mut self) -> Result<Published, SinkError> {
        let here = self.here()?;
        let gone = self.known.keys().filter(|path| !here.contains(*path)).cloned().collect::<Vec<_>>();
        let mut changed = Vec::new();
        for path in here {
            let same = match self.known.get(&path) {
                Some(known) => digest(&self.root().join(&path))? == known.sha256,
                None => false,
            };
            if !same {
                changed.push(path);
            }
        }
        self.remove_gone(gone)?;
        let (pages, rest): (Vec<_>, Vec<_>) = changed.into_iter().partition(|path| !path.contains('/'));
        let (records, files): (Vec<_>, Vec<_>) = rest.into_iter().partition(|path| is_record(path));
        self.unrecord_assignments(&records)?;
        for path in files {
            self.send_file(&path)?;
        }
        for path in records {
            if self.send_record(&path)? == Published::NumberTaken {
                return Ok(Published::NumberTaken);
            }
        }
        for path in pages {
            if !self.send_page(&path)? {
                return Ok(Published::Overtaken);
            }
        }
        Ok(Published::Done)
    }

    /// How something below [`Self::out`] is called in the store.
    #[must_use]
    pub fn shown(&self) -> String {
        let whole = self.store.shown("");
        whole.strip_suffix(&format!("/{}", self.pipeline)).unwrap_or(&whole).to_owned()
    }

    fn root(&self) -> PathBuf {
        self.out().join(&self.pipeline)
    }

    /// The paths of all files here, but for what is kept to be used again and what is unfinished.
    fn here(&self) -> Result<BTreeSet<String>, SinkError> {
        let root = self.root();
        if !root.is_dir() {
            return Ok(BTreeSet::new());
        }
        let outputs = |path: &String| !path.starts_with("cache/") && !path.split('/').any(|part| part.starts_with('.'));
        Ok(files_below(&root)?.into_iter().filter(outputs).collect())
    }

    /// Removes from the store what was removed here: records first, then all that they are about.
    fn remove_gone(&mut self, gone: Vec<String>) -> Result<(), SinkError> {
        let (records, others): (Vec<_>, Vec<_>) = gone.into_iter().partition(|path| is_record(path));
        self.store.remove(&records)?;
        self.store.remove(&others)?;
        for run in records.iter().filter_map(|path| path.strip_suffix(RECORD)).filter(|run| run.starts_with("runs/")) {
            let below = self.store.list(run.trim_end_matches('/'))?;
            self.store.remove(&below.into_iter().map(|object| object.path).collect::<Vec<_>>())?;
        }
        for path in records.iter().chain(&others) {
            self.known.remove(path);
        }
        Ok(())
    }

    /// An assignment that takes the place of one of the same day is none until all of it is there.
    fn unrecord_assignments(&mut self, records: &[String]) -> Result<(), SinkError> {
        let replaced = records.iter().filter(|path| path.starts_with("assignments/") && self.known.contains_key(*path));
        let replaced = replaced.cloned().collect::<Vec<_>>();
        self.store.remove(&replaced)?;
        for path in &replaced {
            self.known.remove(path);
        }
        Ok(())
    }

    /// Sends a file that a record will be about.
    fn send_file(&mut self, path: &str) -> Result<(), SinkError> {
        let file = self.root().join(path);
        let once = path.starts_with("runs/") && !self.known.contains_key(path);
        let size = fs::metadata(&file).map_err(SinkError::io(&file, "cannot be read"))?.len();
        if !once || size > CREATED_AT_ONCE {
            return Ok(self.store.upload(path, &file)?);
        }
        match self.store.create(path, &read(&file)?)? {
            Created::Ours => Ok(()),
            Created::There(_) => Err(SinkError::Damaged {
                path: PathBuf::from(self.store.shown(path)),
                reason: "is there, and is not what this run has made".to_owned(),
                help: "nothing was overwritten; remove the run's objects, which have no run.json, and run again",
            }),
        }
    }

    /// Sends a record: from now on it is there.
    fn send_record(&mut self, path: &str) -> Result<Published, SinkError> {
        let file = self.root().join(path);
        let bytes = read(&file)?;
        if let Some(known) = self.known.get(path) {
            let replaced = match &known.version {
                Some(version) => self.store.replace(path, &bytes, version)?,
                None => false,
            };
            return if replaced { Ok(Published::Done) } else { Err(running(path)) };
        }
        match self.store.create(path, &bytes)? {
            Created::Ours => {}
            Created::There(_) if path.starts_with("reference/") => return Ok(Published::NumberTaken),
            Created::There(_) if path.starts_with("assignments/") => return Err(running(path)),
            Created::There(theirs) => {
                fs::write(&file, &theirs).map_err(SinkError::io(&file, "cannot be written"))?;
            }
        }
        Ok(Published::Done)
    }

    /// Sends a page; false when there is another there by now.
    fn send_page(&mut self, path: &str) -> Result<bool, SinkError> {
        let bytes = read(&self.root().join(path))?;
        match self.known.get(path).map(|known| &known.version) {
            Some(Some(version)) => Ok(self.store.replace(path, &bytes, version)?),
            Some(None) => Ok(self.store.upload(path, &self.root().join(path)).map(|()| true)?),
            None => Ok(self.store.create(path, &bytes)? == Created::Ours),
        }
    }
}

fn digest(file: &Path) -> Result<String, SinkError> {
    let digest = File::open(file).and_then(sha256).map_err(SinkError::io(file, "cannot be read"));
    digest.map(|(_, digest)| digest)
}

fn read(file: &Path) -> Result<Vec<u8>, SinkError> {
    fs::read(file).map_err(SinkError::io(file, "cannot be read"))
}

fn running(path: &str) -> SinkError {
    SinkError::Running { what: path.rsplit_once('/').map_or(path, |(folder, _)| folder).to_owned(), process: None }
}

/// Whether a path is what makes something visible.
fn is_record(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    path.starts_with("reference/") || name == RECORD || name == assignment_folder::RECORD
}

/// The folders of the newest days with an assignment.
fn newest_days(objects: &[Object]) -> BTreeSet<String> {
    let days = objects.iter().filter_map(|object| object.path.strip_prefix("assignments/")?.split('/').next());
    let mut days = days.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
    days.reverse();
    days.truncate(LABELLED_DAYS);
    days.into_iter().collect()
}
