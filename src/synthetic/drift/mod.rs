//! What may be planted in a market, and what it does.

mod effect;
mod kind;
mod magnitude;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use kind::DriftKind;
pub use magnitude::{DriftSize, Magnitude, Measure};

pub(super) use effect::{Change, Effect};

/// A drift to be planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Planted {
    /// Of which kind.
    pub kind: DriftKind,
    /// How big.
    pub size: DriftSize,
    /// The first day on which customers behave otherwise.
    pub on: NaiveDate,
}
