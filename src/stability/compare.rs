//! Every origin against every later window.

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use thiserror::Error;

use super::{Comparison, Flag, Quantity};
use crate::agreement::{Agreement, AgreementError, Contingency, Labelling, Resampling};
use crate::calendar::Period;
use crate::window::Window;

/// A window, and what its own model makes of its customers.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedWindow {
    /// When it is.
    pub window: Window,
    /// Its customers as labelled by the model fitted on them, `M_w` on `X_w`; or why there is no such model.
    pub labelling: Result<Labelling, Flag>,
}

/// How windows are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Protocol {
    /// From one window's end to the next.
    pub step: Period,
    /// With fewer customers than this, or than two, there is no number.
    pub min_customers: u64,
    /// How the intervals are made.
    pub resampling: Resampling,
    /// The run's seed.
    pub seed: u64,
}

/// Why an origin and a window cannot be compared; `E` is what a label function fails with.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ComparisonError<E> {
    /// The customers could not be labelled.
    #[error("labelling the window to {window_end} with the model of the window to {origin_end}: {source}")]
    Label {
        /// End of the origin.
        origin_end: NaiveDate,
        /// End of the later window.
        window_end: NaiveDate,
        /// What is wrong.
        source: E,
    },
    /// They are not those that the window's own model labelled.
    #[error("comparing the model of the window to {origin_end} on the window to {window_end}: {source}")]
    Customers {
        /// End of the origin.
        origin_end: NaiveDate,
        /// End of the later window.
        window_end: NaiveDate,
        /// What is wrong.
        source: AgreementError,
    },
}

/// Compares every window's model with every later window: all three quantities, by origin, window and quantity.
///
/// `windows` are one step apart, oldest first, those without a model included. `label(origin, window)` labels the
/// customers of `windows[window]` with the model of `windows[origin]`, `M_o` on `X_w`; it is called once for each
/// pair of windows that both have a model, from several threads, and the result does not depend on how many.
///
/// # Errors
/// When `label` fails, or does not label the customers that the later window's own model labelled.
pub fn compare<E: Send>(
    windows: &[FittedWindow],
    label: impl Fn(usize, usize) -> Result<Labelling, E> + Sync,
    protocol: &Protocol,
) -> Result<Vec<Comparison>, ComparisonError<E>> {
    let pairs: Vec<_> = windows
        .iter()
        .enumerate()
        .flat_map(|origin| windows.iter().enumerate().skip(origin.0 + 1).map(move |window| (origin, window)))
        .collect();
    // Collected before it is looked through, so that of several errors it is always the first.
    let rows: Vec<Result<_, _>> = pairs
        .into_par_iter()
        .map(|((origin_index, origin), (window_index, window))| {
            let pair =
                Pair { origin: origin.window, window: window.window, steps: window_index - origin_index, protocol };
            match (&origin.labelling, &window.labelling) {
                (&Err(flag), _) | (_, &Err(flag)) => Ok(Quantity::ALL.map(|quantity| pair.flagged(quantity, 0, flag))),
                (Ok(at_origin), Ok(refitted)) => {
                    let [origin_end, window_end] = [origin, window].map(|fitted| fitted.window.end_date());
                    let aged = label(origin_index, window_index).map_err(|source| ComparisonError::Label {
                        origin_end,
                        window_end,
                        source,
                    })?;
                    pair.compare(at_origin, &aged, refitted).map_err(|source| ComparisonError::Customers {
                        origin_end,
                        window_end,
                        source,
                    })
                }
            }
        })
        .collect();
    let rows: Vec<[Comparison; 3]> = rows.into_iter().collect::<Result<_, _>>()?;
    Ok(rows.into_iter().flatten().collect())
}

/// An origin and a later window.
struct Pair<'a> {
    origin: Window,
    window: Window,
    steps: usize,
    protocol: &'a Protocol,
}

impl Pair<'_> {
    /// `at_origin` is `M_o` on `X_o`, `aged` `M_o` on `X_w`, and `refitted` `M_w` on `X_w`.
    fn compare(
        &self,
        at_origin: &Labelling,
        aged: &Labelling,
        refitted: &Labelling,
    ) -> Result<[Comparison; 3], AgreementError> {
        let same_rows = Contingency::same_rows(aged, refitted)?;
        Ok([
            self.measured(Quantity::Staleness, &same_rows, Flag::TooFewCustomers),
            self.measured(Quantity::Migration, &Contingency::common(at_origin, aged), Flag::FewCommonCustomers),
            self.measured(Quantity::Total, &Contingency::common(at_origin, refitted), Flag::FewCommonCustomers),
        ])
    }

    /// The agreement of a table, or `flag` where it has too few customers.
    fn measured(&self, quantity: Quantity, table: &Contingency, flag: Flag) -> Comparison {
        let enough = table.total() >= self.protocol.min_customers;
        let agreement = if enough { Agreement::of(table, self.protocol.resampling, self.seed(quantity)) } else { None };
        let Some(agreement) = agreement else { return self.flagged(quantity, table.total(), flag) };
        Comparison {
            ari: Some(agreement.ari),
            ari_low: Some(agreement.interval.low),
            ari_high: Some(agreement.interval.high),
            ami: Some(agreement.ami),
            customers: agreement.customers,
            flag: None,
            ..self.row(quantity)
        }
    }

    fn flagged(&self, quantity: Quantity, customers: u64, flag: Flag) -> Comparison {
        Comparison { customers, flag: Some(flag.name().to_owned()), ..self.row(quantity) }
    }

    fn row(&self, quantity: Quantity) -> Comparison {
        let age_steps = u32::try_from(self.steps).unwrap_or(u32::MAX);
        Comparison {
            origin_end: self.origin.end_date(),
            window_end: self.window.end_date(),
            // Ends are whole steps apart by construction: counting days would make 28 of them now 0.92 months and,
            // across February, 1.
            age_months: f64::from(age_steps) * self.protocol.step.months(),
            age_steps,
            quantity,
            ari: None,
            ari_low: None,
            ari_high: None,
            ami: None,
            customers: 0,
            flag: None,
        }
    }

    /// Mixed from dates, not positions, so that a pair keeps its draws when windows are added or left out before it.
    fn seed(&self, quantity: Quantity) -> u64 {
        let day = |date: NaiveDate| u64::from(date.num_days_from_ce().unsigned_abs());
        let quantity = match quantity {
            Quantity::Staleness => 1,
            Quantity::Migration => 2,
            Quantity::Total => 3,
        };
        [day(self.origin.end_date()), day(self.window.end_date()), quantity]
            .into_iter()
            .fold(self.protocol.seed, |seed, part| scramble(seed ^ scramble(part)))
    }
}

/// The `SplitMix64` step: neighbouring numbers come out unrelated. Steele G., Lea D., Flood C. (2014), "Fast splittable
/// pseudorandom number generators", OOPSLA.
fn scramble(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
