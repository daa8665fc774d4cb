//! Rows of the Parquet tables; docs/outputs.md says what each column means.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::ledger::Event;

/// A row of `windows.parquet`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowRow {
    /// End of the window, exclusive, as a date; identifies the window in every table.
    pub window_end: NaiveDate,
    /// First moment, inclusive, wall clock.
    pub window_start: NaiveDateTime,
    /// Last moment, exclusive, wall clock.
    pub window_stop: NaiveDateTime,
    /// Orders in it.
    pub orders: u64,
    /// Customers in it, of the population.
    pub customers: u64,
    /// Customers the model was fitted on: without those dropped for a missing value.
    pub fitted: u64,
    /// What may be done with it.
    pub status: WindowStatus,
}

/// What may be done with a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowStatus {
    /// Fitted and compared.
    Ok,
    /// Too few customers: not fitted, not compared.
    TooFewCustomers,
}

/// A segment of a window's model, of `models.parquet`, which has further columns per feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelRow {
    /// The window it was fitted on.
    pub window_end: NaiveDate,
    /// Segment, from 0: 0 is the largest.
    pub segment: u32,
    /// Which segment it is through all re-fits: that of the segment of the model before which it continues, else a
    /// number that no other segment ever had.
    pub identity: u32,
    /// What people call it, in the first language of the report; it goes with the identity.
    pub segment_name: String,
    /// End of the first window whose model has that identity: the segment is new where it is this one.
    pub since: NaiveDate,
    /// Customers of the window in it.
    pub customers: u64,
    /// Their share.
    pub share: f64,
    /// Their share of what all customers paid; null where the orders have no amount, or all are 0.
    pub revenue_share: Option<f64>,
    /// Of the whole model, in scaled units.
    pub inertia: f64,
    /// Lloyd iterations of the best start.
    pub iterations: u32,
    /// Whether no label changed any more.
    pub converged: bool,
    /// By feature, in the model's order; columns of their own in the table.
    #[serde(default)]
    pub features: Vec<ModelFeature>,
}

/// A feature of a [`ModelRow`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelFeature {
    /// Its name.
    pub feature: String,
    /// The centroid in the feature's own unit.
    pub centroid: f64,
    /// The centroid in scaled units.
    pub scaled: f64,
    /// What stands in for a missing value, in the feature's own unit; null when customers are dropped.
    pub fill: Option<f64>,
    /// What the scaler subtracts, after the transform.
    pub center: f64,
    /// What the scaler divides by, after the transform.
    pub spread: f64,
}

/// A row of `segments.parquet`: what became of a segment of an origin's model in a later window's model, or a segment of
/// the latter that continues none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentRow {
    /// The origin.
    pub origin_end: NaiveDate,
    /// The later window.
    pub window_end: NaiveDate,
    /// Segment of the origin's model; null for one that emerged.
    pub segment: Option<u32>,
    /// Segment of the window's model that it is matched with one to one, or the one that emerged.
    pub matched_segment: Option<u32>,
    /// Customers in both ÷ customers in either.
    pub jaccard: Option<f64>,
    /// Lower end of its interval.
    pub jaccard_low: Option<f64>,
    /// Upper end.
    pub jaccard_high: Option<f64>,
    /// What became of it.
    pub event: Event,
    /// The window's customers in the segment, by the origin's model.
    pub customers_before: u64,
    /// Those in the matched one, by the window's model.
    pub customers_after: u64,
}

/// A row of `transitions.parquet`: customers by their segment in the window before and in this one, both by the
/// reference model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransitionRow {
    /// This window.
    pub window_end: NaiveDate,
    /// Segment in the window before; null for customers who were not in it.
    pub from_segment: Option<u32>,
    /// Segment in this window; null for customers who are not in it.
    pub to_segment: Option<u32>,
    /// How many.
    pub customers: u64,
}

/// A row of `drift.parquet`: how a feature moved from the reference window to a later one, missing values filled as the
/// reference model fills them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DriftRow {
    /// The later window.
    pub window_end: NaiveDate,
    /// The feature.
    pub feature: String,
    /// Customers of this segment by the reference model, in each window; null for all customers.
    pub segment: Option<u32>,
    /// Population stability index.
    pub psi: f64,
    /// First Wasserstein distance, in standard deviations of the reference window; null where these are 0.
    pub wasserstein_sd: Option<f64>,
    /// Difference of means in the same unit.
    pub mean_shift_sd: Option<f64>,
    /// Mean in the reference window, in the feature's unit.
    pub mean_before: f64,
    /// Mean in the later window.
    pub mean_after: f64,
    /// The same difference from the window a year before the later one; null without such a window.
    pub year_shift_sd: Option<f64>,
    /// Staleness recovered when this feature's drift alone is undone; null for segments.
    pub ari_recovered: Option<f64>,
}
