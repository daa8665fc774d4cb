//! The age curve: a quantity at each age, over all origins.

use serde::{Deserialize, Serialize};

use super::Quantity;

/// A quantity at one age, over all origins that have a window of that age.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AgePoint {
    /// Which quantity.
    pub quantity: Quantity,
    /// Age in steps, from 1.
    pub steps: u32,
    /// Age in months.
    pub age_months: f64,
    /// Origins with a sound comparison at this age.
    pub origins: u32,
    /// Mean ARI over them.
    pub mean: f64,
    /// Smallest ARI.
    pub min: f64,
    /// Largest ARI.
    pub max: f64,
    /// Mean of the lower ends of their intervals.
    pub low: f64,
    /// Mean of the upper ends.
    pub high: f64,
    /// Share of the origins whose lower end is at or above the threshold.
    pub share_above: f64,
}
