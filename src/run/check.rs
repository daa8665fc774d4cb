//! The data of a run held against those of the runs before it.

use std::path::Path;

use chrono::NaiveDate;

use super::RunError;
use crate::plan::Check;
use crate::record::EarlierProfile;
use crate::sink;

/// How the data of a run are checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct CheckOptions<'a> {
    /// What they are held against.
    pub history: History<'a>,
    /// Checks whose findings end no run, whatever the configuration says.
    pub accepted: &'a [Check],
}

/// What the data of a run are held against.
#[derive(Debug, Clone, Copy, Default)]
pub enum History<'a> {
    /// Nothing but themselves.
    #[default]
    Unknown,
    /// The newest run of a pipeline.
    Runs {
        /// Below which the pipelines' folders are.
        out: &'a Path,
        /// The pipeline.
        pipeline: &'a str,
    },
    /// What the run was held against when it was made.
    Recorded(Option<&'a EarlierProfile>),
}

/// What is known before the data are checked.
pub(super) struct Before {
    /// The profile of the earlier run.
    pub earlier: Option<EarlierProfile>,
    /// What was accepted when this run was made.
    pub accepted: Vec<Check>,
}

impl History<'_> {
    /// What the data of the run whose name ends with `hash` are held against: the newest other run, of a day up to `as_of`
    /// where that was asked for. Of a run that is there already, what it was held against then, and what was accepted of it.
    pub(super) fn before(self, as_of: Option<NaiveDate>, hash: &str) -> Result<Before, RunError> {
        let unaccepted = |earlier| Before { earlier, accepted: Vec::new() };
        let (out, pipeline) = match self {
            Self::Unknown => return Ok(unaccepted(None)),
            Self::Recorded(earlier) => return Ok(unaccepted(earlier.cloned())),
            Self::Runs { out, pipeline } => (out, pipeline),
        };
        match sink::finished_run(out, pipeline, hash)? {
            Some((profile, checks)) => Ok(Before { earlier: profile.compared_with, accepted: checks.accepted }),
            None => Ok(unaccepted(sink::earlier_profile(out, pipeline, as_of, hash)?)),
        }
    }
}
