//! What a reader has to know before believing a number.

use serde::{Deserialize, Serialize};

/// What a reader has to know before believing a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name, as in `expanding_windows`.
    pub code: String,
    /// What it is, for people.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// A number is not what it seems.
    Warning,
}
