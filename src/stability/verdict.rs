//! What a run says of the reference model.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the run says of the reference model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Which of the five.
    pub kind: VerdictKind,
    /// The newest window that the reference model was compared on.
    pub window_end: Option<NaiveDate>,
    /// Age of the reference model there, in months.
    pub age_months: Option<f64>,
    /// Staleness there.
    pub ari: Option<f64>,
    /// Lower end of its interval.
    pub ari_low: Option<f64>,
    /// Upper end.
    pub ari_high: Option<f64>,
    /// End of the first window in which the reference model's whole interval lay below the threshold.
    pub below_since: Option<NaiveDate>,
}

/// The five verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// The model is above the threshold.
    Keep,
    /// The model is below it: fit again.
    Retrain,
    /// The interval lies across the threshold.
    Undecidable,
    /// Nothing to compare with yet.
    InsufficientHistory,
    /// The segmentation itself is not determined well enough for its age to mean anything.
    Unmonitorable,
}

impl VerdictKind {
    /// The name in `run.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Retrain => "retrain",
            Self::Undecidable => "undecidable",
            Self::InsufficientHistory => "insufficient_history",
            Self::Unmonitorable => "unmonitorable",
        }
    }
}
