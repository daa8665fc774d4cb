//! One market followed month after month: what the verdict would have been at each window.

use std::sync::Arc;

use chrono::NaiveDate;
use tokio::runtime::Runtime;

use crate::model::Rival;
use crate::plan::{Plan, Seasons};
use crate::progress::Progress;
use crate::run::{
    Cache, FittedWindows, NoiseFloors, Prepared, RunError, RunOptions, compare_windows, fit, noise_floors,
    window_rivals,
};
use crate::source::Orders;
use crate::stability::{Comparison, Quantity, RivalOptimum, Signal, Verdict, VerdictKind, tell_seasons, twins};

/// A market followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// One a window after the reference window, oldest first.
    pub looks: Vec<Look>,
}

/// What a run says when a window is the newest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// The window.
    pub window_end: NaiveDate,
    /// The verdict on the reference model.
    pub verdict: VerdictKind,
    /// Its staleness beside the noise floor.
    pub signal: Option<Signal>,
    /// Its staleness.
    pub ari: Option<f64>,
    /// Upper end of the interval.
    pub ari_high: Option<f64>,
    /// The noise floor.
    pub noise_floor: Option<f64>,
    /// The noise floor that this look would have if it were the only one.
    pub single_look_floor: Option<f64>,
}

impl Trial {
    /// The first window at which drift is found, of those that end after a day, or of all.
    #[must_use]
    pub fn first_drift(&self, after: Option<NaiveDate>) -> Option<NaiveDate> {
        self.looks_after(after).find(|look| look.signal == Some(Signal::Drift)).map(|look| look.window_end)
    }

    /// Whether re-training is called due at a window that ends after a day, or at any.
    #[must_use]
    pub fn retrains(&self, after: Option<NaiveDate>) -> bool {
        self.looks_after(after).any(|look| look.verdict == VerdictKind::Retrain)
    }

    fn looks_after(&self, day: Option<NaiveDate>) -> impl Iterator<Item = &Look> {
        self.looks.iter().filter(move |look| day.is_none_or(|day| look.window_end > day))
    }
}

/// Follows `orders` through the windows of `prepared`, the first of them in service throughout.
///
/// # Errors
/// As a run of them.
pub fn trial(
    plan: &Plan,
    prepared: &Prepared,
    orders: Orders,
    options: &RunOptions<'_>,
    runtime: &Runtime,
) -> Result<Trial, RunError> {
    let market = Prepared { orders: Arc::new(orders), ..prepared.clone() };
    let fitted = fit(plan, &market, options, runtime)?;
    let reference = fitted.reference;
    let rivals = window_rivals(&fitted)?;
    let (comparisons, floors) = staleness(plan, &fitted, &rivals, reference, options.cache)?;
    let (window, _, _) = fitted.reference()?;
    let rivals: Vec<RivalOptimum> = rivals.get(reference).into_iter().flatten().map(RivalOptimum::from).collect();
    let looks = comparisons.iter().enumerate().map(|(place, row)| {
        let known = comparisons.get(..=place).unwrap_or_default();
        let verdict = Verdict::on(window.window.end_date(), known, &rivals, plan.stability.threshold);
        let place = fitted.windows.iter().position(|window| window.window.end_date() == row.window_end);
        Look {
            window_end: row.window_end,
            verdict: verdict.kind,
            signal: row.signal,
            ari: row.ari,
            ari_high: row.ari_high,
            noise_floor: row.noise_floor,
            single_look_floor: place.and_then(|window| floors.single_look(reference, window)),
        }
    });
    Ok(Trial { looks: looks.collect() })
}

/// The staleness of the reference model at each window, seasons told from drifts, and the noise floors.
///
/// Of the other origins, only those are compared that the seasons ask for: most of a trial's time is their noise floors.
fn staleness(
    plan: &Plan,
    fitted: &FittedWindows,
    rivals: &[Vec<Rival>],
    reference: usize,
    cache: &Cache,
) -> Result<(Vec<Comparison>, NoiseFloors), RunError> {
    let uncounted = Progress::default();
    let mut floors = noise_floors(plan, fitted, &[reference], cache, &uncounted)?;
    let mut comparisons =
        compare_windows(plan, fitted, rivals, reference..reference + 1, &floors, cache, &uncounted)?.comparisons;
    if plan.stability.seasons == Seasons::Yearly {
        let twins = twins(&comparisons, plan.windows.step);
        let is_twin = |place: &usize| {
            let window = fitted.windows.get(*place);
            *place != reference && window.is_some_and(|window| twins.contains(&window.window.end_date()))
        };
        let twins: Vec<usize> = (0..fitted.windows.len()).filter(is_twin).collect();
        floors.extend(noise_floors(plan, fitted, &twins, cache, &uncounted)?);
        for twin in twins {
            comparisons
                .extend(compare_windows(plan, fitted, rivals, twin..twin + 1, &floors, cache, &uncounted)?.comparisons);
        }
        tell_seasons(&mut comparisons, plan.windows.step);
    }
    let origin = fitted.reference()?.0.window.end_date();
    comparisons.retain(|row| row.origin_end == origin && row.quantity == Quantity::Staleness);
    Ok((comparisons, floors))
}
