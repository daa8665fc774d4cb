//! Rows of the Parquet tables; docs/outputs.md says what each column means.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

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
    /// What people call it.
    pub segment_name: String,
    /// Customers of the window in it.
    pub customers: u64,
    /// Their share.
    pub share: f64,
    /// Of the whole model, in scaled units.
    pub inertia: f64,
    /// Lloyd iterations of the best start.
    pub iterations: u32,
    /// Whether no label changed any more.
    pub converged: bool,
    /// By feature, in the model's order.
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
