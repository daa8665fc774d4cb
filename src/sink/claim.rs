//! Folders in which one process works: a file in them is locked by the system for as long as the process lives.
//!
//! A lock ends with its process, however that ends. So a folder whose lock is free is what a dead process left, and may be
//! removed by anyone; one whose lock is held never is. The lock file is the last thing in a folder to be removed: a folder
//! without one is empty.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::synced::make_folder;

/// What the name of such a folder begins with.
const PREFIX: &str = ".segwatch-";
const LOCK: &str = "lock";

/// How often, and after how long, one tries again when a folder is held: somebody may be removing it.
const ATTEMPTS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// The folders of this process, each with those that were made for it to be in. Held while a folder, or what is in it, is
/// moved.
static OPEN: Mutex<BTreeMap<PathBuf, Vec<PathBuf>>> = Mutex::new(BTreeMap::new());

pub(super) fn open() -> MutexGuard<'static, BTreeMap<PathBuf, Vec<PathBuf>>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder of this process; removed with all that is in it when dropped, and with the folders that were made for it to be
/// in, unless something else has come to be there.
#[derive(Debug)]
pub(super) struct Claim {
    folder: PathBuf,
    /// Ends when it is closed.
    _lock: File,
}

/// What came of claiming a folder.
pub(super) enum Claimed {
    /// It is this process's, and empty.
    Ours(Claim),
    /// It is another's, whose number is this.
    Held(Option<u32>),
}

/// What came of trying once.
enum Attempt {
    Ours(File),
    Held(Option<u32>),
    /// Somebody removed it in between.
    Vanished,
}

/// Claims the folder `PREFIX` + `name` in `parent`, which is made if need be. What a dead process left in it goes.
pub(super) fn claim(parent: &Path, name: &str) -> io::Result<Claimed> {
    let folder = parent.join(format!("{PREFIX}{name}"));
    let (mut holder, mut made) = (None, Vec::new());
    for attempt in 0..ATTEMPTS {
        if attempt > 0 {
            std::thread::sleep(PAUSE);
        }
        let mut open = open();
        make_folder(parent, &mut made)?;
        match try_once(&folder)? {
            Attempt::Ours(lock) => {
                open.insert(folder.clone(), made);
                return Ok(Claimed::Ours(Claim { folder, _lock: lock }));
            }
            Attempt::Held(process) => holder = process,
            Attempt::Vanished => {}
        }
    }
    Ok(Claimed::Held(holder))
}

fn try_once(folder: &Path) -> io::Result<Attempt> {
    let made = match fs::create_dir(folder) {
        Ok(()) => true,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => false,
        // With the folder it is in.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Attempt::Vanished),
        Err(error) => return Err(error),
    };
    let path = folder.join(LOCK);
    let mut lock = match File::options().read(true).write(true).create(true).truncate(false).open(&path) {
        Ok(lock) => lock,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Attempt::Vanished),
        Err(error) => {
            let _ = fs::remove_dir(folder);
            return Err(error);
        }
    };
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(Attempt::Held(process_in(&mut lock))),
        // A file system without locks does not tell the dead from the living.
        Err(TryLockError::Error(error)) => {
            tracing::warn!(folder = %folder.display(), %error, "cannot be locked");
            if !made {
                return Ok(Attempt::Held(process_in(&mut lock)));
            }
        }
    }
    if !is_at(&lock, &path) {
        return Ok(Attempt::Vanished);
    }
    let begun = clear(folder).and_then(|()| {
        lock.set_len(0)?;
        lock.rewind()?;
        lock.write_all(format!("{}\n", std::process::id()).as_bytes())
    });
    match begun {
        Ok(()) => Ok(Attempt::Ours(lock)),
        Err(error) => {
            let _ = discard(folder);
            Err(error)
        }
    }
}

/// The number that the process holding a lock has written into it.
fn process_in(lock: &mut File) -> Option<u32> {
    let mut text = String::new();
    lock.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

/// Whether this open file is still the one at `path`: it may have been removed, and another be there, between opening and
/// locking it.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let (ours, theirs) = (file.metadata().map(identity), fs::metadata(path).map(identity));
    matches!((ours, theirs), (Ok(ours), Ok(theirs)) if ours == theirs)
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Removes what dead processes left in `parent`. What cannot be removed stays, and stops nobody.
pub(super) fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
            continue;
        }
        let folder = entry.path();
        match sweep_one(&folder) {
            Ok(false) => {}
            Ok(true) => tracing::info!(folder = %folder.display(), "removed what an interrupted command left"),
            Err(error) => {
                tracing::warn!(folder = %folder.display(), %error, "what an interrupted command left cannot be removed");
            }
        }
    }
}

/// Whether the folder was a dead process's, and is gone.
fn sweep_one(folder: &Path) -> io::Result<bool> {
    let path = folder.join(LOCK);
    let lock = match File::open(&path) {
        Ok(lock) => lock,
        // Begun this moment, or all but removed: empty either way, and only then removed.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(fs::remove_dir(folder).is_ok()),
        Err(error) => return Err(error),
    };
    if lock.try_lock().is_err() || !is_at(&lock, &path) {
        return Ok(false);
    }
    discard(folder).map(|()| true)
}

/// Removes a folder that is this process's, the lock last.
fn discard(folder: &Path) -> io::Result<()> {
    clear(folder)?;
    gone(fs::remove_file(folder.join(LOCK)))?;
    gone(fs::remove_dir(folder))
}

/// Removes all that is in a folder but the lock.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == LOCK {
            continue;
        }
        let is_folder = entry.file_type()?.is_dir();
        gone(if is_folder { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) })?;
    }
    Ok(())
}

/// Removes folders that are empty, the last first.
fn unmake(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Removes all folders of this process, which may do nothing but end afterwards: whatever it would begin, end or move waits
/// for ever.
pub(super) fn abandon() {
    let open = open();
    for (folder, made) in open.iter() {
        // Away first: threads that still write into it by its path then fail, and leave nothing behind.
        let mut aside = folder.clone().into_os_string();
        aside.push("-abandoned");
        let aside = PathBuf::from(aside);
        let _ = if fs::rename(folder, &aside).is_ok() { discard(&aside) } else { discard(folder) };
        unmake(made);
    }
    std::mem::forget(open);
}

impl Claim {
    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut open = open();
        let made = open.remove(&self.folder).unwrap_or_default();
        if let Err(error) = discard(&self.folder) {
            // The lock ends with this value: the next command removes it.
            tracing::warn!(folder = %self.folder.display(), %error, "cannot be removed");
        }
        unmake(&made);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(parent: &Path, name: &str) -> Claim {
        match claim(parent, name).unwrap() {
            Claimed::Ours(claim) => claim,
            Claimed::Held(process) => panic!("held by {process:?}"),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names = names.collect::<Vec<_>>();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_one_claims_until_that_is_dropped() {
        let parent = tempfile::tempdir().unwrap();
        let first = ours(parent.path(), "run");
        fs::create_dir(first.folder().join("half")).unwrap();
        let Claimed::Held(holder) = claim(parent.path(), "run").unwrap() else { panic!("claimed twice") };
        assert_eq!(holder, Some(std::process::id()));
        sweep(parent.path());
        assert!(first.folder().join("half").is_dir(), "what is held is not swept");
        drop(first);
        assert_eq!(names(parent.path()), Vec::<String>::new());
        drop(ours(parent.path(), "run"));
    }

    #[test]
    fn what_the_dead_left_is_swept_or_taken_over_and_nothing_else() {
        let parent = tempfile::tempdir().unwrap();
        let dead = |name: &str, lock: bool, rest: bool| {
            let folder = parent.path().join(name);
            fs::create_dir_all(folder.join(if rest { "run/features" } else { "" })).unwrap();
            if lock {
                fs::write(folder.join(LOCK), "4194304\n").unwrap();
            }
        };
        dead(".segwatch-a", true, true);
        dead(".segwatch-b", false, false);
        dead(".segwatch-c", true, false);
        dead("2024-01-01-aaaaaaaaaaaa", true, true);
        dead(".theirs", true, true);
        let taken = ours(parent.path(), "a");
        assert_eq!(names(taken.folder()), [LOCK]);
        sweep(parent.path());
        assert_eq!(names(parent.path()), [".segwatch-a", ".theirs", "2024-01-01-aaaaaaaaaaaa"]);
    }

    #[test]
    fn of_many_claims_at_the_same_moment_one_is_granted_at_a_time() {
        let parent = tempfile::tempdir().unwrap();
        let (inside, granted) = (std::sync::atomic::AtomicU32::new(0), std::sync::atomic::AtomicU32::new(0));
        let order = std::sync::atomic::Ordering::SeqCst;
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        sweep(parent.path());
                        if let Claimed::Ours(claim) = claim(parent.path(), "run").unwrap() {
                            assert_eq!(inside.fetch_add(1, order), 0);
                            granted.fetch_add(1, order);
                            inside.fetch_sub(1, order);
                            drop(claim);
                        }
                    }
                });
            }
        });
        assert!(granted.load(order) > 0);
        assert_eq!(names(parent.path()), Vec::<String>::new());
    }
}
