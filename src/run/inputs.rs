//! The files of a run's sources, on this machine for as long as they are read.

use super::RunError;
use crate::plan::Plan;
use crate::problem::Problems;
use crate::sink::Scratch;
use crate::source::Inputs;

/// The files of a pipeline's sources; those of stores as copies, which go when this is dropped.
pub struct FilesHere {
    /// The files.
    pub files: Inputs,
    /// Where the copies are.
    _copies: Option<Scratch>,
}

/// Finds the files of all sources, and brings those here that are in stores.
///
/// # Errors
/// Every source without files, every file of an unknown kind, and every object that cannot be brought.
pub fn files_here(plan: &Plan) -> Result<FilesHere, RunError> {
    let data = |problems: Problems| RunError::Data(problems);
    let mut files = Inputs::find(plan).map_err(data)?;
    let mut copies = None;
    if files.are_remote() {
        let scratch = Scratch::new()?;
        files.bring(plan, &scratch.folder()).map_err(data)?;
        copies = Some(scratch);
    }
    Ok(FilesHere { files, _copies: copies })
}
