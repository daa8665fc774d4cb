//! Why a command failed, and the exit code for it.

use std::path::Path;

use super::exit::Exit;
use crate::problem::{Blame, Problem, Problems};
use crate::report::ReportError;
use crate::run::RunError;
use crate::sink::SinkError;
use crate::source::SourceError;

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// Something the user gave is wrong.
    Given(Problems),
    /// Something else.
    Internal(String),
}

impl Failure {
    /// A mistake on the command line.
    pub fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Given(Problems::one(Blame::Configuration, Problem::new(message).help(help)))
    }

    /// A file or folder that the system does not let us use.
    pub fn io(path: &Path, action: &str, error: &std::io::Error) -> Self {
        Self::usage(
            format!("{}: {action}: {error}", path.display()),
            "check the path, its permissions and the space left",
        )
    }

    /// The code to end with.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Given(problems) => match problems.blame {
                Blame::Configuration => Exit::Configuration,
                Blame::Data => Exit::Data,
            },
            Self::Internal(_) => Exit::Internal,
        }
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Given(problems)
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Problems(problems) => Self::Given(problems),
            SourceError::Engine(message) => Self::Internal(message),
        }
    }
}

impl From<SinkError> for Failure {
    fn from(error: SinkError) -> Self {
        match error {
            SinkError::Table { .. } => Self::Internal(error.to_string()),
            SinkError::Io { path, action, error } => Self::io(&path, action, &error),
            SinkError::NotARun { path, reason } => {
                Self::usage(format!("{}: {reason}", path.display()), "segwatch history PIPELINE lists the runs")
            }
            SinkError::Damaged { path, reason, help } => Self::usage(format!("{}: {reason}", path.display()), help),
        }
    }
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Own(_) => Self::Internal(error.to_string()),
            ReportError::Replaced(problem) => Self::Given(Problems::one(Blame::Configuration, problem)),
        }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Source(error) => error.into(),
            RunError::Sink(error) => error.into(),
            RunError::Data(problems) => Self::Given(problems),
            RunError::Report(error) => error.into(),
            RunError::Internal(message) => Self::Internal(message),
        }
    }
}
