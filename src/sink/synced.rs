//! Folders of which the disk knows: what is in them is found after the power went.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Makes a folder and those above it that are missing, and adds what it made to `made`, the uppermost first.
pub(super) fn make_folder(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    folder.parent().map_or(Ok(()), |parent| make_folder(parent, made))?;
    match fs::create_dir(folder) {
        Ok(()) => {
            made.push(folder.to_owned());
            sync_parent(folder)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Syncs the folder that a path is in.
pub(super) fn sync_parent(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sync_folder(parent)
}

/// Syncs the entries of a folder.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Other systems sync what is in a folder, and not the folder.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
