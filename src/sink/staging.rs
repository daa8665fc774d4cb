//! Files and folders that are there whole or not at all: written beside their place, synced, and moved there at once.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::SinkError;
use super::claim::{self, Claim, Claimed};
use super::moves;
use super::synced::{sync_folder, sync_parent};

/// Folders that this process has begun.
static BEGUN: AtomicU32 = AtomicU32::new(0);
/// Names that may be taken, and changes of a place that may come in between, before one gives up.
const ATTEMPTS: u32 = 100;

/// Where files are written before they are moved to their place. What is not moved goes when this is dropped, or with the
/// next command when the process was killed.
#[derive(Debug)]
pub(super) struct Staging {
    claim: Claim,
    /// Folders in it whose entries are to be synced.
    folders: BTreeSet<PathBuf>,
}

impl Staging {
    /// Begins in `parent`, which is made if need be.
    pub fn begin(parent: &Path) -> Result<Self, SinkError> {
        for _ in 0..ATTEMPTS {
            let name = format!("{}-{}", std::process::id(), BEGUN.fetch_add(1, Ordering::Relaxed));
            if let Claimed::Ours(claim) = claimed(parent, &name)? {
                return Ok(Self { claim, folders: BTreeSet::new() });
            }
        }
        let error = std::io::Error::new(ErrorKind::AlreadyExists, "too many unfinished folders");
        Err(SinkError::io(parent, "cannot be written to")(error))
    }

    /// Begins in `parent` as the only one of that name: an error, [`SinkError::Running`], when another process has begun
    /// and not ended.
    pub fn begin_alone(parent: &Path, name: &str) -> Result<Self, SinkError> {
        match claimed(parent, name)? {
            Claimed::Ours(claim) => Ok(Self { claim, folders: BTreeSet::new() }),
            Claimed::Held(process) => Err(SinkError::Running { what: name.to_owned(), process }),
        }
    }

    /// Where what is staged under `path`, with `/`, is.
    pub fn path(&self, path: &str) -> PathBuf {
        self.claim.folder().join(path)
    }

    /// Writes a file, and syncs it.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), SinkError> {
        self.make_folders_of(path)?;
        let place = self.path(path);
        let write = || {
            let mut file = File::create(&place)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(SinkError::io(&place, "cannot be written"))
    }

    /// Puts a file that is elsewhere under `path` too, without copying it where that can be.
    pub fn link(&mut self, path: &str, file: &Path) -> Result<(), SinkError> {
        self.make_folders_of(path)?;
        let place = self.path(path);
        if fs::hard_link(file, &place).is_ok() {
            return Ok(());
        }
        let copy = || {
            fs::copy(file, &place)?;
            let copy = File::options().write(true).open(&place)?;
            copy.set_modified(fs::metadata(file)?.modified()?)?;
            copy.sync_all()
        };
        copy().map_err(SinkError::io(&place, "cannot be written"))
    }

    /// Makes the folders above `path`, never the staging folder itself: once that is gone, nothing is to bring it back.
    fn make_folders_of(&mut self, path: &str) -> Result<(), SinkError> {
        let mut folder = self.claim.folder().to_owned();
        for part in Path::new(path).parent().into_iter().flatten() {
            folder.push(part);
            if self.folders.contains(&folder) {
                continue;
            }
            match fs::create_dir(&folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(SinkError::io(&folder, "cannot be made")(error));
                }
                _ => self.folders.insert(folder.clone()),
            };
        }
        Ok(())
    }

    fn sync(&self) -> Result<(), SinkError> {
        self.folders.iter().try_for_each(|folder| synced(sync_folder(folder), folder))
    }

    /// Moves what is staged as `name` to a place where nothing is; false when something is there, which stays.
    pub fn put_new(&self, name: &str, place: &Path) -> Result<bool, SinkError> {
        self.sync()?;
        let moved = {
            let _open = claim::open();
            moves::rename_new(&self.path(name), place)
        };
        match moved {
            Ok(()) => synced(sync_parent(place), place).map(|()| true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(SinkError::io(place, "cannot be put in place")(error)),
        }
    }

    /// Moves what is staged as `name` to its place, instead of what may be there, which goes.
    pub fn put_instead(&self, name: &str, place: &Path) -> Result<(), SinkError> {
        for _ in 0..ATTEMPTS {
            if self.put_new(name, place)? {
                return Ok(());
            }
            let exchanged = {
                let _open = claim::open();
                moves::exchange(&self.path(name), place, &self.path("former"))
            };
            match exchanged {
                Ok(()) => return synced(sync_parent(place), place),
                // It went this moment.
                Err(error) if error.kind() == ErrorKind::NotFound && !place.exists() => {}
                Err(error) => return Err(SinkError::io(place, "cannot be replaced")(error)),
            }
        }
        let error = std::io::Error::new(ErrorKind::AlreadyExists, "it keeps coming and going");
        Err(SinkError::io(place, "cannot be replaced")(error))
    }

    /// Moves the file staged as `name` to its place, instead of a file that may be there.
    pub fn put_file(&self, name: &str, place: &Path) -> Result<(), SinkError> {
        {
            let _open = claim::open();
            fs::rename(self.path(name), place).map_err(SinkError::io(place, "cannot be put in place"))?;
        }
        synced(sync_parent(place), place)
    }

    /// Moves what is at `place` into this folder, to be removed with it: it is gone at once.
    pub fn take_away(&self, place: &Path) -> Result<(), SinkError> {
        {
            let _open = claim::open();
            fs::rename(place, self.path("former")).map_err(SinkError::io(place, "cannot be removed"))?;
        }
        synced(sync_parent(place), place)
    }
}

fn synced(done: std::io::Result<()>, path: &Path) -> Result<(), SinkError> {
    done.map_err(SinkError::io(path, "cannot be synced"))
}

fn claimed(parent: &Path, name: &str) -> Result<Claimed, SinkError> {
    claim::claim(parent, name).map_err(SinkError::io(parent, "cannot be written to"))
}

/// Puts files, by path, in their places, each at once and instead of one that may be there. All are in `folder`.
pub(super) fn put_files<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<(), SinkError> {
    let mut staging = Staging::begin(folder)?;
    for (name, bytes) in files {
        staging.write(name, bytes)?;
        staging.put_file(name, &folder.join(name))?;
    }
    Ok(())
}
