//! All placebos and drifts, at the settings of a pipeline.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use rayon::prelude::*;
use tokio::runtime::Runtime;

use super::{Trial, own_orders, simulated};
use crate::numeric::{Rate, mix, quantile};
use crate::plan::Plan;
use crate::record::{CalibrationRecord, Placebo, PlaceboRecord, PowerRecord};
use crate::run::{Prepared, RunError, RunOptions};
use crate::stability::{FALSE_ALARMS, VerdictKind};
use crate::synthetic::{DriftKind, DriftSize, MarketParams, Planted, Population, Season};

/// Months within which a drift is to be found.
const SOON: i32 = 3;

/// How much is done.
#[derive(Clone, Copy)]
pub struct CalibrationOptions<'a> {
    /// Markets of each kind, 1 or more.
    pub replicates: u32,
    /// Customers of a simulated market.
    pub customers: u32,
    /// What each run may use.
    pub run: RunOptions<'a>,
    /// Is called after each market.
    pub done: &'a (dyn Fn() + Sync),
}

/// What markets are followed, beside the pipeline's own orders.
const PLACEBOS: [(Placebo, Season); 2] =
    [(Placebo::StationaryMarket, Season::Usual), (Placebo::SeasonalMarket, Season::DecemberPeak)];

impl CalibrationOptions<'_> {
    /// How many markets there are to follow.
    #[must_use]
    pub fn markets(&self) -> u32 {
        let kinds = 1 + PLACEBOS.len() + DriftKind::ALL.len();
        self.replicates * u32::try_from(kinds).unwrap_or(u32::MAX)
    }
}

/// Follows `options.replicates` markets of each kind: the pipeline's own orders moved in time, simulated markets without a
/// drift, and simulated markets with a medium drift of each kind that begins when two thirds of the history are over.
///
/// # Errors
/// As a run of any of them.
pub fn calibrate(
    plan: &Plan,
    prepared: &Prepared,
    options: &CalibrationOptions<'_>,
    runtime: &Runtime,
) -> Result<CalibrationRecord, RunError> {
    let own = follow(options, |number| own_orders(plan, prepared, number, &options.run, runtime))?;
    let mut placebos = vec![placebo(Placebo::OwnOrders, &own)];
    let span = prepared.schedule.windows.first().zip(prepared.schedule.windows.last());
    let Some((first, last)) = span else { return Err(RunError::Internal("there are no windows".to_owned())) };
    let market = |number: u32, season, drift| MarketParams {
        seed: mix(plan.model.seed ^ mix(u64::from(number))),
        customers: options.customers,
        start: first.start.date(),
        end: last.end_date(),
        population: Population::Apart,
        season,
        drift,
    };
    for (kind, season) in PLACEBOS {
        let trials = follow(options, |number| {
            simulated(plan, &market(number, season, None), SIMULATED_FEATURES, &options.run, runtime)
        })?;
        placebos.push(placebo(kind, &trials));
    }
    let on = two_thirds(first.end_date(), last.end_date());
    let mut drifts = Vec::new();
    for kind in DriftKind::ALL {
        let planted = Planted { kind, size: DriftSize::Medium, on };
        let trials = follow(options, |number| {
            simulated(plan, &market(number, Season::Usual, Some(planted)), SIMULATED_FEATURES, &options.run, runtime)
        })?;
        drifts.push(power(planted, &trials));
    }
    Ok(CalibrationRecord {
        replicates: options.replicates,
        seed: plan.model.seed,
        nominal: FALSE_ALARMS,
        customers: options.customers,
        placebos,
        drifts,
    })
}

/// Features of a simulated market: recency, frequency, amount and review.
const SIMULATED_FEATURES: usize = 4;

/// Follows markets side by side; of several errors it is always the first that comes out.
fn follow(
    options: &CalibrationOptions<'_>,
    trial: impl Fn(u32) -> Result<Trial, RunError> + Sync,
) -> Result<Vec<Trial>, RunError> {
    let trials = (0..options.replicates).into_par_iter().map(|number| {
        let trial = trial(number);
        (options.done)();
        trial
    });
    trials.collect::<Vec<_>>().into_iter().collect()
}

/// What was said of markets in which nothing drifts.
#[must_use]
pub fn placebo(placebo: Placebo, trials: &[Trial]) -> PlaceboRecord {
    let looks = trials.iter().map(|trial| trial.looks.len()).max().unwrap_or(0);
    let last = |kind: VerdictKind| {
        Rate::among(trials.iter().map(|trial| trial.looks.last().is_some_and(|look| look.verdict == kind)))
    };
    let kinds = [
        VerdictKind::Keep,
        VerdictKind::Retrain,
        VerdictKind::Undecidable,
        VerdictKind::InsufficientHistory,
        VerdictKind::Unmonitorable,
    ];
    PlaceboRecord {
        placebo,
        looks: u32::try_from(looks).unwrap_or(u32::MAX),
        retrain: Rate::among(trials.iter().map(|trial| trial.retrains(None))),
        drift: Rate::among(trials.iter().map(|trial| trial.first_drift(None).is_some())),
        last_verdicts: kinds.into_iter().map(|kind| (kind.name().to_owned(), last(kind))).collect::<BTreeMap<_, _>>(),
    }
}

/// How a planted drift was found.
#[must_use]
pub fn power(planted: Planted, trials: &[Trial]) -> PowerRecord {
    let delays: Vec<Option<i32>> =
        trials.iter().map(|trial| trial.first_drift(Some(planted.on)).map(|end| months(planted.on, end))).collect();
    let mut found: Vec<f64> = delays.iter().flatten().copied().map(f64::from).collect();
    found.sort_unstable_by(f64::total_cmp);
    let early = trials.iter().filter(|trial| trial.first_drift(None).is_some_and(|end| end <= planted.on)).count();
    PowerRecord {
        kind: planted.kind.name().to_owned(),
        size: planted.size.name().to_owned(),
        description: planted.description(),
        found_in_3_months: Rate::among(delays.iter().map(|delay| delay.is_some_and(|months| months <= SOON))),
        found: Rate::among(delays.iter().map(Option::is_some)),
        retrain: Rate::among(trials.iter().map(|trial| trial.retrains(Some(planted.on)))),
        early: u32::try_from(early).unwrap_or(u32::MAX),
        median_delay_months: quantile(&found, 0.5),
    }
}

/// Months begun from one day to another.
fn months(from: NaiveDate, to: NaiveDate) -> i32 {
    let whole = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
    whole(to) - whole(from) + i32::from(to.day() > from.day())
}

/// The first of a month, about two thirds of the way.
fn two_thirds(from: NaiveDate, to: NaiveDate) -> NaiveDate {
    let way = u32::try_from(months(from, to).max(0)).unwrap_or(0) * 2 / 3;
    let day = from.checked_add_months(Months::new(way)).unwrap_or(from);
    day.with_day(1).unwrap_or(day)
}
