//! The reference model and its segments.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A feature of the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeatureRecord {
    /// Its name, a column of the tables.
    pub name: String,
    /// What people call it, by language tag; may be empty.
    pub label: BTreeMap<String, String>,
    /// The SQL that makes it.
    pub sql: String,
    /// What stands in for a missing value.
    pub missing: String,
    /// What is done before scaling, if anything.
    pub transform: Option<String>,
    /// How it is scaled.
    pub scale: String,
}

/// The model in service, and how good the optimum is that it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReferenceRecord {
    /// End of the window it was fitted on.
    pub window_end: NaiveDate,
    /// Segments.
    pub k: usize,
    /// Customers it was fitted on.
    pub customers: u64,
    /// Sum of squared distances to the nearest centroid, in scaled units.
    pub inertia: f64,
    /// Lloyd iterations of the best start.
    pub iterations: u32,
    /// Whether no label changed any more.
    pub converged: bool,
    /// Starts that were tried.
    pub restarts: u32,
    /// Starts that ended in the best solution.
    pub found: u32,
    /// Other optima within 10 % of the best inertia, at most 10, best first.
    pub near_ties: Vec<NearTie>,
    /// The second opinion.
    pub audit: AuditRecord,
    /// How well apart its segments are.
    pub silhouette: SilhouetteRecord,
    /// The segments, largest first.
    pub segments: Vec<SegmentRecord>,
}

/// How much nearer customers are to their own segment than to the next: silhouettes, in [-1, 1].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SilhouetteRecord {
    /// Mean over all customers, or the estimate of it.
    pub mean: f64,
    /// Lower end of its interval for the customers that were not looked at; the mean where all were.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Customers looked at.
    pub customers: u64,
    /// By segment, in their numbers' order.
    pub segments: Vec<SegmentSilhouetteRecord>,
}

/// The silhouettes of a segment's customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentSilhouetteRecord {
    /// Its number, from 0, as in the tables.
    pub segment: u32,
    /// Mean over its customers that were looked at.
    pub mean: f64,
    /// Silhouettes of some of these, ascending: every so many-th of all of them, the least and the greatest included, at
    /// most 200.
    pub values: Vec<f64>,
}

/// A solution nearly as good as the chosen one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NearTie {
    /// Its inertia ÷ the best inertia, 1 or a little more.
    pub inertia_ratio: f64,
    /// How far the chosen one is ahead, in standard errors (Vuong's statistic): below 3.29, another sample of customers could
    /// prefer this one.
    pub z: f64,
    /// Agreement of the two on the same customers: low means that the segmentation is a matter of luck.
    pub ari: f64,
    /// Starts that ended in it.
    pub found: u32,
}

/// The same window fitted by linfa-clustering's `KMeans`, as an independent second opinion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditRecord {
    /// The code that gave it, with its version.
    pub engine: String,
    /// Its inertia ÷ ours; below 1 it found something better.
    pub inertia_ratio: f64,
    /// Agreement of the two on the same customers.
    pub ari: f64,
}

/// A segment of the reference model, on the customers it was fitted on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentRecord {
    /// Its number, from 0, as in the tables.
    pub segment: u32,
    /// Customers.
    pub customers: u64,
    /// Share of all customers, in [0, 1].
    pub share: f64,
    /// By feature, in the model's order.
    pub features: Vec<SegmentFeature>,
}

/// A feature within a segment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SegmentFeature {
    /// Mean of the raw values, in the feature's own unit, missing ones filled.
    pub mean: f64,
    /// Median of the same.
    pub median: f64,
    /// The centroid, in scaled units.
    pub scaled: f64,
    /// How many standard deviations of all customers the segment's mean lies from theirs; 0 where nothing varies.
    pub z: f64,
}
