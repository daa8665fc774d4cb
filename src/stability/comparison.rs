//! One origin against one later window.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Quantity, Signal, Standing};

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
    /// How low chance alone takes staleness when nothing has changed (see [`noise_floor`](super::noise_floor)); null for
    /// the other quantities, and where no replicates were asked for.
    pub noise_floor: Option<f64>,
    /// The interval beside the noise floor, seasons told apart; null without a floor.
    pub signal: Option<Signal>,
    /// The interval beside the contract's threshold.
    pub standing: Option<Standing>,
    /// Share of the customers compared whose segment is another one, in [0, 1]: after one-to-one matching where two
    /// models are compared, as it stands where it is one and the same model (migration).
    pub relabelled_share: Option<f64>,
    /// Staleness as it would be had the window's own fit ended in the nearly tied solution that agrees best with the older
    /// model; null where the window's solution is clear.
    pub rival_ari: Option<f64>,
    /// Adjusted mutual information.
    pub ami: Option<f64>,
    /// Customers compared; with a flag, those there were to compare, 0 where a window was not fitted.
    pub customers: u64,
    /// Why there is no number, a [`Flag`]'s name; null when sound.
    pub flag: Option<String>,
}

impl Comparison {
    /// With the signal that its interval, its floor and the rival solutions of its window give, seasons aside.
    #[must_use]
    pub fn with_signal(self) -> Self {
        let interval = self.ari_low.zip(self.ari_high).zip(self.noise_floor);
        let signal = interval.map(|((low, high), floor)| match Signal::of(low, high, floor) {
            Signal::Drift if !self.breaches_floor() => Signal::Undecidable,
            signal => signal,
        });
        Self { signal, ..self }
    }

    /// Whether the whole interval is below the noise floor, season or not, and whichever of nearly tied solutions the
    /// window's fit had ended in; true where there is no floor to ask.
    #[must_use]
    pub fn breaches_floor(&self) -> bool {
        let below = |floor: f64| {
            self.ari_high.is_some_and(|high| high < floor) && self.rival_ari.is_none_or(|rival| rival < floor)
        };
        self.noise_floor.is_none_or(below)
    }
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
