//! The reference model and its segments.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::language::Language;

use super::PromotedRecord;
use crate::plan::{Computation, FeaturePlan};

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

impl FeatureRecord {
    /// A feature as it is planned.
    #[must_use]
    pub fn of(plan: &FeaturePlan) -> Self {
        Self {
            name: plan.name.clone(),
            label: plan.label.clone(),
            sql: match &plan.computation {
                Computation::Aggregate(sql) => sql.clone(),
                Computation::Query(sql) => sql.text.clone(),
            },
            missing: plan.missing.name(),
            transform: plan.transform.map(|transform| transform.name().to_owned()),
            scale: plan.scale.name().to_owned(),
        }
    }
}

/// The model in service, and how good the optimum is that it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReferenceRecord {
    /// End of the window it was fitted on.
    pub window_end: NaiveDate,
    /// Who put it into service; null for the first window's model, which serves until one is promoted.
    pub promoted: Option<PromotedRecord>,
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
    /// The share of what tells the segments apart that their map shows, in [0, 1].
    pub map_shown: f64,
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

/// A segment of the reference model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentRecord {
    /// What it is called.
    #[serde(flatten)]
    pub name: SegmentName,
    /// On the customers it was fitted on.
    #[serde(flatten)]
    pub profile: SegmentProfile,
    /// Its place on the map of the segments: distances are about those of the centroids, in scaled units.
    pub place: [f64; 2],
    /// Ids of the customers nearest to the centroid, nearest first; at most five.
    pub typical: Vec<String>,
    /// On the newest window, labelled by the reference model.
    pub now: SegmentSize,
}

/// What a segment is called: its name goes on through re-fits, as its identity does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentName {
    /// The number that no other segment ever had.
    pub identity: u32,
    /// End of the first window whose model has it.
    pub since: NaiveDate,
    /// The name, by language tag.
    pub name: BTreeMap<String, String>,
    /// Who they are, by language tag; empty without a persona.
    pub description: BTreeMap<String, String>,
    /// What to do with them, by language tag; empty without a persona.
    pub action: BTreeMap<String, String>,
}

impl SegmentName {
    /// The name in a language, else in English, else in the first there is.
    #[must_use]
    pub fn spoken(&self, language: Language) -> &str {
        language.spoken(&self.name).or_else(|| self.name.values().next().map(String::as_str)).unwrap_or_default()
    }
}

/// What the customers of a segment have in common, in the window that its model was fitted on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentProfile {
    /// Its number, from 0, as in the tables.
    pub segment: u32,
    /// How large it is.
    #[serde(flatten)]
    pub size: SegmentSize,
    /// By feature, in the model's order.
    pub features: Vec<SegmentFeature>,
    /// What sets it apart, the most telling first.
    pub traits: Vec<Trait>,
}

/// A feature within a segment, missing values filled as the model fills them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SegmentFeature {
    /// Mean of the raw values, in the feature's own unit.
    pub mean: f64,
    /// Quartiles of the same: a quarter of the customers lies below the first …
    pub quartile_1: f64,
    /// … half of them below the second …
    pub median: f64,
    /// … and a quarter above the third.
    pub quartile_3: f64,
    /// The centroid, in scaled units.
    pub scaled: f64,
    /// How many standard deviations of all customers the segment's mean lies from theirs; 0 where nothing varies.
    pub z: f64,
}

/// A feature that sets a segment apart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Trait {
    /// Its place among the features.
    pub feature: usize,
    /// How many standard deviations of all customers the segment's mean lies from theirs.
    pub z: f64,
}

/// How large a segment is in a window.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SegmentSize {
    /// Customers.
    pub customers: u64,
    /// Share of all customers, in [0, 1].
    pub share: f64,
    /// Share of what all of them paid, in [0, 1]; null where the orders have no amount, or all are 0.
    pub revenue_share: Option<f64>,
}

/// Customers by their segments in two windows, both by the reference model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// The earlier window.
    pub from_end: NaiveDate,
    /// The later window.
    pub to_end: NaiveDate,
    /// Segment in the earlier; null for customers who were not in it.
    pub from_segment: Option<u32>,
    /// Segment in the later; null for customers who are not in it.
    pub to_segment: Option<u32>,
    /// How many.
    pub customers: u64,
}
