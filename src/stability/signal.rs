//! What one staleness says: beside what chance alone does, and beside what the contract asks for.
//!
//! The two are not the same. A review crisis can leave the index at 0.9, which is good, and yet be a real drift; and a
//! segmentation that is fitted anew on unchanged customers can fall below 0.8 by chance.

use serde::{Deserialize, Serialize};

/// An interval beside the noise floor: what is known of a drift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The whole interval is below the floor, and the season does not explain it: chance alone does not do that.
    Drift,
    /// The whole interval is below the floor, and the same season of other years shows the same.
    Season,
    /// The whole interval is at or above the floor: no more than chance does.
    Noise,
    /// The interval lies across the floor, or there is no other year to tell a drift from a season.
    Undecidable,
}

impl Signal {
    /// What the interval from `low` to `high` says beside `floor`, seasons aside: drift, noise or undecidable.
    #[must_use]
    pub fn of(low: f64, high: f64, floor: f64) -> Self {
        if high < floor {
            Self::Drift
        } else if low >= floor {
            Self::Noise
        } else {
            Self::Undecidable
        }
    }

    /// The name in the outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Drift => "drift",
            Self::Season => "season",
            Self::Noise => "noise",
            Self::Undecidable => "undecidable",
        }
    }
}

/// An interval beside the contract's threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The whole interval is at or above it.
    Above,
    /// The whole interval is below it.
    Below,
    /// The interval lies across it.
    Across,
}

impl Standing {
    /// Where the interval from `low` to `high` lies beside `threshold`.
    #[must_use]
    pub fn of(low: f64, high: f64, threshold: f64) -> Self {
        if high < threshold {
            Self::Below
        } else if low >= threshold {
            Self::Above
        } else {
            Self::Across
        }
    }

    /// The name in the outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
            Self::Across => "across",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_is_on_the_good_side() {
        assert_eq!(Signal::of(0.9, 0.95, 0.9), Signal::Noise);
        assert_eq!(Signal::of(0.85, 0.9, 0.9), Signal::Undecidable);
        assert_eq!(Signal::of(0.85, 0.89, 0.9), Signal::Drift);
        assert_eq!(Standing::of(0.8, 0.9, 0.8), Standing::Above);
        assert_eq!(Standing::of(0.7, 0.8, 0.8), Standing::Across);
        assert_eq!(Standing::of(0.6, 0.79, 0.8), Standing::Below);
    }
}
