//! Why a command failed, and the exit code for it.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::{Value, json};

use super::exit::Exit;
use crate::memory::NeedsMemory;
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
    /// Nothing is wrong with what was given: the system says no, or another process is at it.
    Prevented {
        /// What, and what to do.
        problem: Problem,
        /// The code for it.
        exit: Exit,
    },
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
        let help = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on its disk, then start the command again",
            ErrorKind::ReadOnlyFilesystem => {
                "its disk is mounted read-only: mount it for writing, or name another folder"
            }
            ErrorKind::PermissionDenied => "give yourself the right to it, or name another folder",
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "check the path",
            _ => "check its disk, then start the command again",
        };
        let problem = Problem::new(format!("{}: {action}: {error}", path.display())).help(help);
        Self::Prevented { problem, exit: Exit::System }
    }

    /// What people are told.
    pub fn text(&self) -> String {
        match self {
            Self::Given(problems) => problems.to_string(),
            Self::Prevented { problem, .. } => problem.to_string(),
            Self::Internal(message) => {
                format!("internal error: {message}\n  help: this is a fault of segwatch; please report it")
            }
        }
    }

    /// What programs are told: the problems, each as an object.
    pub fn problems(&self) -> Value {
        match self {
            Self::Given(problems) => json!(problems.list),
            Self::Prevented { problem, .. } => json!([problem]),
            Self::Internal(message) => json!([{ "message": message }]),
        }
    }

    /// The code to end with.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Given(problems) => match problems.blame {
                Blame::Configuration => Exit::Configuration,
                Blame::Data => Exit::Data,
            },
            Self::Prevented { exit, .. } => *exit,
            Self::Internal(_) => Exit::Internal,
        }
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Given(problems)
    }
}

impl From<NeedsMemory> for Failure {
    fn from(error: NeedsMemory) -> Self {
        Self::usage(
            error.to_string(),
            "raise --memory; fewer windows, fewer features and files of fewer orders take less",
        )
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Problems(problems) => Self::Given(problems),
            SourceError::Memory(error) => error.into(),
            SourceError::Engine(message) => Self::Internal(message),
        }
    }
}

impl From<SinkError> for Failure {
    fn from(error: SinkError) -> Self {
        let message = error.to_string();
        match error {
            SinkError::Running { .. } => {
                let problem = Problem::new(message).help("wait until it ends; nothing was done");
                Self::Prevented { problem, exit: Exit::Running }
            }
            SinkError::Table { .. } => Self::Internal(message),
            SinkError::Store(error) => {
                let problem = Problem::new(message).help(error.help());
                Self::Prevented { problem, exit: Exit::System }
            }
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
            RunError::Memory(error) => error.into(),
            RunError::Sink(error) => error.into(),
            RunError::Data(problems) => Self::Given(problems),
            RunError::Report(error) => error.into(),
            RunError::Internal(message) => Self::Internal(message),
        }
    }
}
