//! What interrupted commands left in a pipeline's outputs goes; files beside them that are replaced at once.

use std::fs;
use std::path::Path;

use super::staging::put_files;
use super::{SinkError, claim};

/// Folders, below that of a pipeline's outputs, in which something is staged.
const FOLDERS: [&str; 5] = ["", "runs", "assignments", "reference", "cache"];

/// Removes what interrupted commands left in the outputs of a pipeline below `out`. What is being worked on stays, and what
/// cannot be removed is in nobody's way.
pub fn tidy(out: &Path, pipeline: &str) {
    let outputs = out.join(pipeline);
    for folder in FOLDERS {
        claim::sweep(&outputs.join(folder));
    }
}

/// Puts a file into a folder, at once, unless it is there with these bytes.
///
/// # Errors
/// When it cannot be written.
pub fn keep_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), SinkError> {
    if fs::read(folder.join(name)).ok().as_deref() == Some(bytes) {
        return Ok(());
    }
    claim::sweep(folder);
    put_files(folder, [(name, bytes)])
}
