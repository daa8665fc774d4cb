//! The three quantities, never mixed.

use serde::{Deserialize, Serialize};

/// What an adjusted Rand index is an index of. `M` is a model, `X` the customers' features, `o` the origin, `w` a
/// later window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// `ARI(M_o on X_w, M_w on X_w)`, the same rows: drives re-training.
    Staleness,
    /// `ARI(M_o on X_o, M_o on X_w)`, customers in both: drives re-scoring.
    Migration,
    /// `ARI(M_o on X_o, M_w on X_w)`, customers in both: reported only, it is what notebooks call stability.
    Total,
}

impl Quantity {
    /// All of them, in the order of the outputs.
    pub const ALL: [Self; 3] = [Self::Staleness, Self::Migration, Self::Total];

    /// The name in the outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Staleness => "staleness",
            Self::Migration => "migration",
            Self::Total => "total",
        }
    }
}
