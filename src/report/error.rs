//! Why a report could not be made.

use thiserror::Error;

use crate::problem::Problem;

/// Why a report could not be made: a fault of a template and never of the run.
#[derive(Debug, Error)]
pub enum ReportError {
    /// A template of the program is wrong, or asks for something that the page does not have.
    #[error("the report's template failed: {0}")]
    Own(tera::Error),
    /// One of those that the configuration replaces them by.
    #[error("the report's template failed: {0}")]
    Replaced(Problem),
}
