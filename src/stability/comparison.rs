//! One origin against one later window.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Quantity;

/// A row of `stability.parquet`: an origin, a later window, a quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Window that the older model was fitted on.
    pub origin_end: NaiveDate,
    /// The later window.
    pub window_end: NaiveDate,
    /// Months between the two ends.
    pub age_months: f64,
    /// Steps between them, from 1.
    pub age_steps: u32,
    /// What is compared.
    pub quantity: Quantity,
    /// Adjusted Rand index; null where it may not be believed (see `flag`).
    pub ari: Option<f64>,
    /// Lower end of its interval.
    pub ari_low: Option<f64>,
    /// Upper end.
    pub ari_high: Option<f64>,
    /// Adjusted mutual information.
    pub ami: Option<f64>,
    /// Customers compared; with a flag, those there were to compare, 0 where a window was not fitted.
    pub customers: u64,
    /// Why there is no number, a [`Flag`]'s name; null when sound.
    pub flag: Option<String>,
}

/// Why a comparison has no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// One of the two windows has too few customers.
    TooFewCustomers,
    /// Both have enough, and too few are in both.
    FewCommonCustomers,
}

impl Flag {
    /// The name in the outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TooFewCustomers => "too_few_customers",
            Self::FewCommonCustomers => "few_common_customers",
        }
    }
}
