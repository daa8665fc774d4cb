//! Moves that replace nothing, and moves that exchange: in one step where the system and the file system have it.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Moves `from` to `to` unless something is there: [`ErrorKind::AlreadyExists`].
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(done) = at_once::rename_new(from, to) {
        return done;
    }
    if from.is_dir() {
        // A folder replaces none but an empty one.
        return match fs::rename(from, to) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Err(ErrorKind::AlreadyExists.into()),
            other => other,
        };
    }
    fs::hard_link(from, to)?;
    fs::remove_file(from)
}

/// Moves `from` to `to`, and what is there to `from`; where that cannot be done at once, to `aside`, so that for a moment
/// there is nothing at `to`.
pub(super) fn exchange(from: &Path, to: &Path, aside: &Path) -> io::Result<()> {
    if let Some(done) = at_once::exchange(from, to) {
        return done;
    }
    fs::rename(to, aside)?;
    fs::rename(from, to).inspect_err(|_| drop(fs::rename(aside, to)))
}

/// `None` where it cannot be done at once.
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod at_once {
    use std::io;
    use std::path::Path;

    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    pub fn rename_new(from: &Path, to: &Path) -> Option<io::Result<()>> {
        rename(from, to, RenameFlags::NOREPLACE)
    }

    pub fn exchange(from: &Path, to: &Path) -> Option<io::Result<()>> {
        rename(from, to, RenameFlags::EXCHANGE)
    }

    fn rename(from: &Path, to: &Path, flags: RenameFlags) -> Option<io::Result<()>> {
        match renameat_with(CWD, from, CWD, to, flags) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => None,
            done => Some(done.map_err(io::Error::from)),
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
mod at_once {
    use std::io;
    use std::path::Path;

    pub fn rename_new(_: &Path, _: &Path) -> Option<io::Result<()>> {
        None
    }

    pub fn exchange(_: &Path, _: &Path) -> Option<io::Result<()>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_replaced_and_folders_change_places() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["new", "old"] {
            fs::create_dir(at(name)).unwrap();
            fs::write(at(name).join("who"), name).unwrap();
        }
        fs::create_dir(at("empty")).unwrap();
        for taken in ["old", "empty"] {
            assert_eq!(rename_new(&at("new"), &at(taken)).unwrap_err().kind(), ErrorKind::AlreadyExists);
        }
        exchange(&at("new"), &at("old"), &at("aside")).unwrap();
        assert_eq!(fs::read_to_string(at("old/who")).unwrap(), "new");
        rename_new(&at("old"), &at("free")).unwrap();
        assert_eq!(fs::read_to_string(at("free/who")).unwrap(), "new");
    }
}
