//! Why the segmentation in service fits the newest customers less well: what moved, and what that took away.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::stability::Signal;

/// What moved between the reference model's window and the newest one that it was compared on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The newest window.
    pub window_end: NaiveDate,
    /// Agreement lost there: 1 − ARI.
    pub lost: f64,
    /// The features, that whose drift takes most away first.
    pub causes: Vec<Cause>,
    /// The newest window beside the one a year before, where the history has it.
    pub year_before: Option<YearBefore>,
}

/// A feature that moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cause {
    /// The feature.
    pub feature: String,
    /// What people call it, by language tag; may be empty.
    pub label: std::collections::BTreeMap<String, String>,
    /// ARI that comes back when this feature's drift alone is undone, its values of the newest window mapped to those of
    /// the same rank in the reference window: at most about `lost`, and below 0 where undoing it makes things worse.
    pub recovered: f64,
    /// Mean over all customers of the reference window, in the feature's unit.
    pub mean_before: f64,
    /// Mean over all customers of the newest window.
    pub mean_after: f64,
    /// The same difference in standard deviations of the reference window; null where it does not vary there.
    pub mean_shift_sd: Option<f64>,
    /// Population stability index.
    pub psi: f64,
    /// The segment, by the model in service, whose customers moved most, relative to the feature's spread.
    pub segment: Option<SegmentShift>,
}

/// A feature within a segment of the model in service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentShift {
    /// The segment's number.
    pub segment: u32,
    /// What people call it, by language tag.
    pub name: std::collections::BTreeMap<String, String>,
    /// Mean over its customers in the reference window.
    pub mean_before: f64,
    /// Mean over its customers in the newest window.
    pub mean_after: f64,
}

/// The newest window beside the one a year before: if a model of a year ago still fits, what moved since the reference
/// window is the season.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct YearBefore {
    /// End of the window a year before.
    pub window_end: NaiveDate,
    /// Staleness of its model on the newest window.
    pub ari: f64,
    /// The same beside the noise floor.
    pub signal: Option<Signal>,
}
