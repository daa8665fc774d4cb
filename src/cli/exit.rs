//! Exit codes. They are the same in text and JSON mode.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | an internal error: please report it |
//! | 2 | the command line, the configuration or its SQL is wrong |
//! | 3 | the data are wrong, or missing |
//! | 4 | the verdict is undecidable, unmonitorable or the history insufficient; only with `--fail-on undecidable` |
//! | 5 | the system does not let a file or folder be read or written: permissions, no space left, a failing disk |
//! | 6 | another process is making the same run: nothing was done |
//! | 7 | a run is not what it says that it is; only of `segwatch verify` |
//! | 10 | re-training is due; only with `--fail-on retrain` |
//! | 130 | stopped by SIGINT (Ctrl-C): what was unfinished is removed |
//! | 143 | stopped by SIGTERM: what was unfinished is removed |

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// An internal error.
    Internal,
    /// The command line, the configuration or its SQL is wrong.
    Configuration,
    /// The data are wrong, or missing.
    Data,
    /// No verdict, and `--fail-on undecidable`.
    Undecided,
    /// A file or folder cannot be read or written.
    System,
    /// Another process is making the same run.
    Running,
    /// A run is not what it says that it is.
    Unverified,
    /// Re-training is due, and `--fail-on retrain`.
    RetrainingDue,
}

impl Exit {
    /// The code the process ends with.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Internal => 1,
            Self::Configuration => 2,
            Self::Data => 3,
            Self::Undecided => 4,
            Self::System => 5,
            Self::Running => 6,
            Self::Unverified => 7,
            Self::RetrainingDue => 10,
        }
    }
}
