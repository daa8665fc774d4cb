//! Which maintenance policy is recommended.

use serde::{Deserialize, Serialize};

use crate::stability::{Policy, Sensitivity};

/// The recommended maintenance policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyChoice {
    /// The cheapest that meets the service level, or where costs are not known that with the fewest re-fittings; null
    /// where none meets it.
    pub recommended: Option<Policy>,
    /// Whether there is none because the segmentation cannot be monitored: what a replay shows could be luck of the fits.
    pub unmonitorable: bool,
    /// The recommendation at other costs of a stale month; empty where costs are not known.
    pub sensitivity: Vec<Sensitivity>,
    /// The currency of the costs, by its ISO 4217 code.
    pub currency: String,
}
