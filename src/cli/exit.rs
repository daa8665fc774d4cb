//! Exit codes. They are the same in text and JSON mode.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | an internal error: please report it |
//! | 2 | the command line, the configuration or its SQL is wrong |
//! | 3 | the data are wrong, or missing |
//! | 4 | the verdict is undecidable, unmonitorable or the history insufficient; only with `--fail-on undecidable` |
//! | 10 | re-training is due; only with `--fail-on retrain` |

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
            Self::RetrainingDue => 10,
        }
    }
}
