//! Folders that appear whole: staged beside their place, then moved there.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use tempfile::TempDir;

use super::SinkError;

/// Begins a folder that is to be `name` in `parent`; it is removed when dropped before it is put in place.
pub(super) fn begin(parent: &Path, name: &str) -> Result<TempDir, SinkError> {
    fs::create_dir_all(parent).map_err(SinkError::io(parent, "cannot be made"))?;
    tempfile::Builder::new()
        .prefix(&format!(".{name}-"))
        .tempdir_in(parent)
        .map_err(SinkError::io(parent, "cannot be written to"))
}

/// Moves a staged folder to its place. A folder that is there already, with its file `whole`, stays.
pub(super) fn put_in_place(staging: TempDir, place: &Path, whole: &str) -> Result<(), SinkError> {
    // Temporary folders are for their maker alone; this one is for everyone who may read its parent.
    open_permissions(staging.path())?;
    let staged = staging.keep();
    match fs::rename(&staged, place) {
        Ok(()) => {}
        Err(_) if place.join(whole).is_file() => {
            fs::remove_dir_all(&staged).map_err(SinkError::io(&staged, "cannot be removed"))?;
        }
        Err(error) => {
            let _ = fs::remove_dir_all(&staged);
            return Err(SinkError::io(place, "cannot be put in place")(error));
        }
    }
    sync_parent(place)
}

/// Moves a staged folder to its place, instead of one that may be there: for a moment there is none, never half of one.
pub(super) fn put_instead(staging: TempDir, place: &Path) -> Result<(), SinkError> {
    open_permissions(staging.path())?;
    let (parent, name) = (place.parent().unwrap_or(place), place.file_name().unwrap_or_default());
    let former = begin(parent, &name.to_string_lossy())?;
    let aside = former.path().join("former");
    let replaces = place.exists();
    if replaces {
        fs::rename(place, &aside).map_err(SinkError::io(place, "cannot be replaced"))?;
    }
    let staged = staging.keep();
    if let Err(error) = fs::rename(&staged, place) {
        let _ = fs::remove_dir_all(&staged);
        if replaces {
            fs::rename(&aside, place).map_err(SinkError::io(place, "cannot be put back"))?;
        }
        return Err(SinkError::io(place, "cannot be put in place")(error));
    }
    sync_parent(place)
}

fn sync_parent(place: &Path) -> Result<(), SinkError> {
    let Some(parent) = place.parent() else { return Ok(()) };
    File::open(parent).and_then(|folder| folder.sync_all()).map_err(SinkError::io(parent, "cannot be synced"))
}

/// Writes a file, and the folders above it, to the disk.
pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), SinkError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(SinkError::io(folder, "cannot be made"))?;
    }
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(SinkError::io(path, "cannot be written"))
}

#[cfg(unix)]
fn open_permissions(folder: &Path) -> Result<(), SinkError> {
    use std::os::unix::fs::PermissionsExt;
    let parent = folder.parent().unwrap_or(folder);
    let mode = fs::metadata(parent).map_err(SinkError::io(parent, "cannot be read"))?.permissions().mode();
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).map_err(SinkError::io(folder, "cannot be opened up"))
}

#[cfg(not(unix))]
fn open_permissions(_: &Path) -> Result<(), SinkError> {
    Ok(())
}
