//! What is asked of the data before a number is believed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is looked for in the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// A column of a source that is gone, or is of another type.
    Columns,
    /// A column that is empty where it was not.
    Nulls,
    /// A number in another unit.
    Units,
    /// Times that moved, as by another time zone.
    Times,
    /// Ids that are written in another way, so that orders or customers no longer match.
    Ids,
    /// A file that was delivered twice.
    Duplicates,
    /// No orders of the last days.
    Freshness,
    /// Many more or many fewer orders than usual.
    Volume,
    /// New orders in months that were complete.
    Late,
    /// Orders of earlier months that are gone.
    Lost,
}

/// What a finding does to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Consequence {
    /// The run ends with code 3, and nothing is written.
    Error,
    /// The run goes on, with a notice.
    Warning,
    /// Nothing is looked for.
    Off,
}

/// `[checks]`: what is asked of the data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChecksPlan {
    /// Of [`Check::Columns`]. Default error.
    pub columns: Consequence,
    /// Of [`Check::Nulls`]. Default error.
    pub nulls: Consequence,
    /// How much the share of empty cells may grow, in (0, 1]. Default 0.5.
    pub null_share: f64,
    /// Of [`Check::Units`]. Default error.
    pub units: Consequence,
    /// The factor between a column's typical values from which on they are in another unit, above 1. Default 10.
    pub units_factor: f64,
    /// Of [`Check::Times`]. Default error.
    pub times: Consequence,
    /// The share of the same orders whose time may be another, in [0, 1]. Default 0.1.
    pub times_share: f64,
    /// Of [`Check::Ids`]. Default error.
    pub ids: Consequence,
    /// The share of the orders whose ids must be as they were, in [0, 1]. Default 0.8.
    pub ids_share: f64,
    /// Of [`Check::Duplicates`]. Default error.
    pub duplicates: Consequence,
    /// Of [`Check::Freshness`]. Default warning.
    pub freshness: Consequence,
    /// Days without orders before the day that the run is as of, 0 or more. Default 7.
    pub freshness_days: u32,
    /// Of [`Check::Volume`]. Default warning.
    pub volume: Consequence,
    /// The factor between a month's orders and the usual month's from which on they are told, above 1. Default 2.
    pub volume_factor: f64,
    /// Of [`Check::Late`]. Default warning.
    pub late: Consequence,
    /// The share by which the orders of a complete month may grow, 0 or more. Default 0.01.
    pub late_share: f64,
    /// Of [`Check::Lost`]. Default warning.
    pub lost: Consequence,
    /// The share of the orders of a complete month that may be gone, in [0, 1]. Default 0.01.
    pub lost_share: f64,
}

impl Check {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Columns,
        Self::Nulls,
        Self::Units,
        Self::Times,
        Self::Ids,
        Self::Duplicates,
        Self::Freshness,
        Self::Volume,
        Self::Late,
        Self::Lost,
    ];

    /// The name in `pipeline.toml`, on the command line and in the outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Nulls => "nulls",
            Self::Units => "units",
            Self::Times => "times",
            Self::Ids => "ids",
            Self::Duplicates => "duplicates",
            Self::Freshness => "freshness",
            Self::Volume => "volume",
            Self::Late => "late",
            Self::Lost => "lost",
        }
    }
}

impl Consequence {
    /// The name in `pipeline.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Off => "off",
        }
    }
}

impl ChecksPlan {
    /// What a finding of `check` does to a run.
    #[must_use]
    pub fn consequence(&self, check: Check) -> Consequence {
        match check {
            Check::Columns => self.columns,
            Check::Nulls => self.nulls,
            Check::Units => self.units,
            Check::Times => self.times,
            Check::Ids => self.ids,
            Check::Duplicates => self.duplicates,
            Check::Freshness => self.freshness,
            Check::Volume => self.volume,
            Check::Late => self.late,
            Check::Lost => self.lost,
        }
    }
}
