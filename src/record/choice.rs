//! How many segments were chosen, and from what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Stated;
use crate::selection::{Candidate, Choice};

/// The numbers of segments that were tried on a window, and the one that is recommended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChoiceRecord {
    /// End of the window.
    pub window_end: NaiveDate,
    /// Its customers that were segmented.
    pub customers: u64,
    /// The numbers tried, ascending; the rows of `choose_k.parquet`.
    pub candidates: Vec<Candidate>,
    /// Which one is taken, why, and what comes next.
    pub recommendation: Stated<Choice>,
}
