//! What values are read with.

use super::Findings;
use crate::config::folder::Folder;

/// What values are read with: the folder their files are in, the variables their paths name, and where problems go.
pub struct Context<'a> {
    /// The pipeline's folder.
    pub folder: &'a Folder,
    /// The value of an environment variable.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
    /// What was found wrong.
    pub findings: Findings,
}
