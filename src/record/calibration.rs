//! How the verdict did where the truth is known: false alarms where nothing drifts, power where something does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::numeric::Rate;

/// The results of `segwatch calibrate`, at the settings of the pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalibrationRecord {
    /// Markets of each kind.
    pub replicates: u32,
    /// Seed of all of them.
    pub seed: u64,
    /// The share of false drift alarms that the noise floor is made for, over a model's whole life.
    pub nominal: f64,
    /// Customers of a simulated market.
    pub customers: u32,
    /// Where nothing drifts.
    pub placebos: Vec<PlaceboRecord>,
    /// Where something does.
    pub drifts: Vec<PowerRecord>,
}

/// Markets in which nothing drifts, each followed month after month as a scheduler would.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceboRecord {
    /// What they are.
    pub placebo: Placebo,
    /// Looks at each market: windows after the reference window.
    pub looks: u32,
    /// Markets in which re-training was ever called due.
    pub retrain: Rate,
    /// Markets in which drift was ever found.
    pub drift: Rate,
    /// Markets by their last verdict.
    pub last_verdicts: BTreeMap<String, Rate>,
}

/// Kinds of markets in which nothing drifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placebo {
    /// The pipeline's own orders, each customer's history moved in time by chance.
    OwnOrders,
    /// A simulated market without drift.
    StationaryMarket,
    /// The same with a peak each December.
    SeasonalMarket,
}

/// Simulated markets with one planted drift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PowerRecord {
    /// What drifts.
    pub kind: String,
    /// How much.
    pub size: String,
    /// Both in a sentence.
    pub description: String,
    /// Markets in which it was found within three months of its beginning.
    pub found_in_3_months: Rate,
    /// Markets in which it was ever found.
    pub found: Rate,
    /// Markets in which re-training was called due after it began.
    pub retrain: Rate,
    /// Markets in which drift was found before there was one.
    pub early: u32,
    /// Median months from the beginning to the end of the window that first shows it, over the markets in which it was
    /// found; null where it never was.
    pub median_delay_months: Option<f64>,
}
