//! Seasons: the same in every year.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The seasons of a market, the same in every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    /// A quiet summer, and a Christmas with 1.3 times the orders of a usual month.
    Usual,
    /// None: every month is like every other, but for its days.
    Flat,
    /// A December with three times the orders of a usual month, and in it baskets that are 1.4 times as big: gifts.
    DecemberPeak,
}

/// January to December: a quiet summer, and a peak before Christmas.
const MONTHS: [f64; 12] = [0.93, 0.95, 1.0, 1.03, 1.03, 0.98, 0.85, 0.82, 0.99, 1.03, 1.15, 1.30];
/// How much is bought in December where it is a peak.
const PEAK_ORDERS: f64 = 3.0;
/// How much bigger baskets are in December where it is a peak.
const PEAK_BASKET: f64 = 1.4;

impl Season {
    /// How much is ordered on a day, as a multiple of no unit in particular.
    pub(super) fn pace(self, day: NaiveDate) -> f64 {
        if self == Self::Flat {
            1.0
        } else if self.is_peak(day) {
            PEAK_ORDERS
        } else {
            MONTHS.get(day.month0() as usize).copied().unwrap_or(1.0)
        }
    }

    /// What the usual basket is multiplied by on a day.
    pub(super) fn basket_factor(self, day: NaiveDate) -> f64 {
        if self.is_peak(day) { PEAK_BASKET } else { 1.0 }
    }

    fn is_peak(self, day: NaiveDate) -> bool {
        self == Self::DecemberPeak && day.month() == 12
    }
}
