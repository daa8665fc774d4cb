//! Why a report could not be made.

use thiserror::Error;

/// Why a report could not be made. Each is a fault of the program's own templates or words and not of the run.
#[derive(Debug, Error)]
pub enum ReportError {
    /// A template is wrong, or asks for something that the page does not have.
    #[error("the report's template failed: {0}")]
    Template(#[from] tera::Error),
}
