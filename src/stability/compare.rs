//! Every origin against every later window.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Comparison, Flag, Quantity, Standing};
use crate::agreement::{Agreement, AgreementError, Contingency, Labelling, Resampling, adjusted_rand_index};
use crate::calendar::Period;
use crate::ledger::{Fate, fates, relabelled_share};
use crate::numeric::{mix, real};
use crate::window::Window;

/// A window, and what its own model makes of its customers.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedWindow {
    /// When it is.
    pub window: Window,
    /// Its customers as labelled by the model fitted on them, `M_w` on `X_w`; or why there is no such model.
    pub labelling: Result<Labelling, Flag>,
    /// The same customers as labelled by solutions that are nearly tied with that model: what its fit could as well have
    /// ended in.
    pub rivals: Vec<Labelling>,
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
    /// The staleness that the contract asks for.
    pub threshold: f64,
    /// The run's seed.
    pub seed: u64,
}

/// Everything that comparing all windows gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Compared {
    /// By origin, window and quantity.
    pub comparisons: Vec<Comparison>,
    /// By origin and window, those that could be compared.
    pub fates: Vec<PairFates>,
}

/// What became of an origin's segments in a later window's model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairFates {
    /// The origin.
    pub origin_end: NaiveDate,
    /// The later window.
    pub window_end: NaiveDate,
    /// Of each segment of the origin, then of those that emerged.
    pub fates: Vec<Fate>,
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

/// What comparing an origin with a later window gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparedPair {
    comparisons: [Comparison; 3],
    /// `None` where too few customers could be compared.
    fates: Option<PairFates>,
}

/// Compares the models of `origins`, of so many `windows`, with every later window: all three quantities, by origin,
/// window and quantity. `pair(origin, window)` is asked once for each pair, from several threads.
///
/// # Errors
/// The first of `pair`'s.
pub fn compare<E: Send>(
    windows: usize,
    origins: Range<usize>,
    pair: impl Fn(usize, usize) -> Result<ComparedPair, E> + Sync,
) -> Result<Compared, E> {
    let pairs = (0..windows).filter(|place| origins.contains(place));
    let pairs: Vec<_> = pairs.flat_map(|origin| (origin + 1..windows).map(move |window| (origin, window))).collect();
    // Collected before it is looked through, so that of several errors it is always the first.
    let rows: Vec<Result<_, _>> = pairs.into_par_iter().map(|(origin, window)| pair(origin, window)).collect();
    let mut compared = Compared::default();
    for row in rows {
        let ComparedPair { comparisons, fates } = row?;
        compared.comparisons.extend(comparisons);
        compared.fates.extend(fates);
    }
    Ok(compared)
}

/// An origin and a later window.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// The origin.
    pub origin: &'a FittedWindow,
    /// The later window.
    pub window: &'a FittedWindow,
    /// Steps from the one to the other, windows without a model included.
    pub steps: usize,
    /// Its noise floor, if there is one.
    pub floor: Option<f64>,
    /// How they are compared.
    pub protocol: &'a Protocol,
}

impl Pair<'_> {
    /// Compares the two. `label` labels the customers of the later window with the model of the origin, `M_o` on `X_w`; it
    /// is asked where both have a model.
    ///
    /// # Errors
    /// When `label` fails, or does not label the customers that the later window's own model labelled.
    pub fn compare<E>(&self, label: impl FnOnce() -> Result<Labelling, E>) -> Result<ComparedPair, ComparisonError<E>> {
        let (at_origin, refitted) = match (&self.origin.labelling, &self.window.labelling) {
            (Ok(at_origin), Ok(refitted)) => (at_origin, refitted),
            (&Err(flag), _) | (_, &Err(flag)) => {
                let comparisons = Quantity::ALL.map(|quantity| self.flagged(quantity, 0, flag));
                return Ok(ComparedPair { comparisons, fates: None });
            }
        };
        let [origin_end, window_end] = [self.origin, self.window].map(|fitted| fitted.window.end_date());
        let aged = label().map_err(|source| ComparisonError::Label { origin_end, window_end, source })?;
        self.of_labellings(at_origin, &aged, refitted).map_err(|source| ComparisonError::Customers {
            origin_end,
            window_end,
            source,
        })
    }

    /// `at_origin` is `M_o` on `X_o`, `aged` `M_o` on `X_w`, and `refitted` `M_w` on `X_w`.
    fn of_labellings(
        &self,
        at_origin: &Labelling,
        aged: &Labelling,
        refitted: &Labelling,
    ) -> Result<ComparedPair, AgreementError> {
        let mut rival_ari: Option<f64> = None;
        for rival in &self.window.rivals {
            let ari = adjusted_rand_index(&Contingency::same_rows(aged, rival)?);
            rival_ari = Some(rival_ari.map_or(ari, |best| best.max(ari)));
        }
        let same_rows = Contingency::same_rows(aged, refitted)?;
        let then_and_now = Contingency::common(at_origin, aged);
        let total = Contingency::common(at_origin, refitted);
        let moved = unlike(&then_and_now);
        let staleness =
            self.measured(Quantity::Staleness, &same_rows, relabelled_share(&same_rows), Flag::TooFewCustomers);
        let comparisons = [
            Comparison { rival_ari, ..staleness }.with_signal(),
            self.measured(Quantity::Migration, &then_and_now, moved, Flag::FewCommonCustomers),
            self.measured(Quantity::Total, &total, relabelled_share(&total), Flag::FewCommonCustomers),
        ];
        let fates = PairFates {
            origin_end: self.origin.window.end_date(),
            window_end: self.window.window.end_date(),
            fates: fates(&same_rows, self.protocol.resampling, self.seed(Quantity::Staleness)),
        };
        let enough = same_rows.total() >= self.protocol.min_customers;
        Ok(ComparedPair { comparisons, fates: enough.then_some(fates) })
    }

    /// The agreement of a table, or `flag` where it has too few customers.
    fn measured(&self, quantity: Quantity, table: &Contingency, relabelled_share: f64, flag: Flag) -> Comparison {
        let enough = table.total() >= self.protocol.min_customers;
        let agreement = if enough { Agreement::of(table, self.protocol.resampling, self.seed(quantity)) } else { None };
        let Some(agreement) = agreement else { return self.flagged(quantity, table.total(), flag) };
        let (low, high) = (agreement.interval.low, agreement.interval.high);
        let noise_floor = self.floor.filter(|_| quantity == Quantity::Staleness);
        Comparison {
            ari: Some(agreement.ari),
            ari_low: Some(low),
            ari_high: Some(high),
            noise_floor,
            standing: Some(Standing::of(low, high, self.protocol.threshold)),
            relabelled_share: Some(relabelled_share),
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
            origin_end: self.origin.window.end_date(),
            window_end: self.window.window.end_date(),
            // Ends are whole steps apart by construction: counting days would make 28 of them now 0.92 months and,
            // across February, 1.
            age_months: f64::from(age_steps) * self.protocol.step.months(),
            age_steps,
            quantity,
            ari: None,
            ari_low: None,
            ari_high: None,
            noise_floor: None,
            signal: None,
            standing: None,
            relabelled_share: None,
            rival_ari: None,
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
        [day(self.origin.window.end_date()), day(self.window.window.end_date()), quantity]
            .into_iter()
            .fold(self.protocol.seed, |seed, part| mix(seed ^ mix(part)))
    }
}

/// The share of a table's customers who are not in the segment of the same number on both sides; 0 of nobody.
fn unlike(table: &Contingency) -> f64 {
    let same: u64 = table.cells().filter(|(row, column, _)| row == column).map(|(_, _, customers)| customers).sum();
    if table.total() == 0 { 0.0 } else { real(table.total() - same) / real(table.total()) }
}
