//! The files of a run's sources, on this machine for as long as they are read.

use super::RunError;
use super::stages::Stages;
use crate::plan::Plan;
use crate::record::InputFile;
use crate::sink::Scratch;
use crate::source::Inputs;

/// The files of a pipeline's sources; those of stores as copies, which go when this is dropped.
pub struct FilesHere {
    /// The files.
    pub files: Inputs,
    /// Where the copies are.
    _copies: Option<Scratch>,
}

/// The first stage of whatever reads orders: the files, brought here, and their digests.
///
/// # Errors
/// As [`files_here`]; and every file that cannot be read.
pub(crate) fn inputs(plan: &Plan, stages: &mut Stages<'_>) -> Result<(FilesHere, Vec<InputFile>), RunError> {
    stages.go("inputs", |progress| {
        let mut here = files_here(plan)?;
        here.files.count_in(progress);
        let inputs = here.files.digest().map_err(RunError::Data)?;
        let count = inputs.len() as u64;
        Ok(((here, inputs), count))
    })
}

/// Finds the files of all sources, and brings those here that are in stores.
///
/// # Errors
/// Every source without files, every file of an unknown kind, and every object that cannot be brought.
pub fn files_here(plan: &Plan) -> Result<FilesHere, RunError> {
    let mut files = Inputs::find(plan).map_err(RunError::Data)?;
    let mut copies = None;
    if files.are_remote() {
        let scratch = Scratch::new()?;
        files.bring(plan, &scratch.folder()).map_err(RunError::Data)?;
        copies = Some(scratch);
    }
    Ok(FilesHere { files, _copies: copies })
}
