//! How often something is to be done, read from an age curve.

use serde::{Deserialize, Serialize};

/// How often something is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cadence {
    /// What is known.
    pub outcome: CadenceOutcome,
    /// The interval, in steps of the windows: the largest age at which enough origins hold.
    pub steps: Option<u32>,
    /// The same in months.
    pub months: Option<f64>,
    /// The largest age that was looked at, in months.
    pub observed_months: f64,
    /// Origins that were looked at.
    pub origins: u32,
    /// How many of them do not overlap: the windows' span ÷ their length, rounded down. 1 with expanding windows.
    pub independent_origins: u32,
}

/// What is known of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CadenceOutcome {
    /// Enough origins hold up to `months`, and not beyond.
    Found,
    /// Too few hold at the very first step: shorter than one step.
    ShorterThanStep,
    /// Nothing crosses within what was observed.
    NotReached,
    /// Too few independent origins to promise anything; `months` is provisional.
    InsufficientHistory,
}
