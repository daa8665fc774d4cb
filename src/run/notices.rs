//! What a reader has to know before believing a number of this run.

use super::{Conclusions, FittedWindows, Prepared};
use crate::checks;
use crate::language::Figure;
use crate::numeric::real;
use crate::plan::{Plan, Population, WindowKind};
use crate::record::{ChoiceRecord, Notice, Severity};
use crate::selection::{ChoiceReason, STABLE};
use crate::stability::{CLEAR_LEAD, MIN_INDEPENDENT_ORIGINS, Unmonitorable, VerdictKind};
use crate::window::{LeftOut, Shortfall, Window};

/// An audit that finds an inertia this much smaller has found a better optimum, not a rounding error.
const BETTER_OPTIMUM: f64 = 1.0 - 1e-6;

/// A step with fewer orders than this share of the usual number has next to none.
const NEXT_TO_NONE: f64 = 0.05;

/// A scaler whose centre moves by more than this many of its spreads, or whose spread changes by more than this factor,
/// measures with another ruler: a quarter, as the index of population stability calls a shift large from there on.
const CENTRE_SHIFT: f64 = 0.25;
const SPREAD_RATIO: f64 = 1.25;

/// The notices of a run, warnings first.
pub(super) fn notices(
    plan: &Plan,
    prepared: &Prepared,
    fitted: &FittedWindows,
    conclusions: &Conclusions,
) -> Vec<Notice> {
    let mut notices = protocol(plan);
    notices.extend(optimum(plan, conclusions));
    notices.extend(fitted.choice.as_ref().and_then(no_stable_k));
    notices.extend(windows(fitted, conclusions));
    notices.extend(partial_windows(plan, prepared));
    notices.extend(newest(plan, fitted, conclusions));
    notices.extend(history(conclusions));
    notices.extend(checks::notices(&prepared.checks.findings, &prepared.checks.accepted));
    notices.extend(data(prepared));
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.severity));
    notices
}

fn warning(code: &str, figures: &[(&str, Figure)]) -> Notice {
    Notice::new(Severity::Warning, code, figures)
}

/// What the way of measuring does to the numbers.
fn protocol(plan: &Plan) -> Vec<Notice> {
    let expanding = (plan.windows.kind == WindowKind::Expanding).then(|| warning("expanding_windows", &[]));
    let followed = (plan.windows.population == Population::Reference).then(|| warning("unequal_exposure", &[]));
    expanding.into_iter().chain(followed).collect()
}

/// Whether the models are the best there are.
fn optimum(plan: &Plan, conclusions: &Conclusions) -> Vec<Notice> {
    let mut notices = Vec::new();
    let reference = &conclusions.reference;
    // A rival that agrees less than unchanged samples do is one that a later fit may pick by chance.
    let floor = conclusions.verdict.value.noise_floor.unwrap_or(plan.stability.threshold);
    let threshold = plan.stability.threshold.max(floor);
    if let Some(tie) = reference.near_ties.iter().find(|tie| tie.z < CLEAR_LEAD && tie.ari < threshold) {
        let figures = [
            ("k", Figure::Count(reference.k as u64)),
            ("worse", Figure::Percent { share: tie.inertia_ratio - 1.0, decimals: 2 }),
            ("ari", Figure::beside(tie.ari, threshold)),
        ];
        notices.push(warning("near_tied_optima", &figures));
    }
    if reference.audit.inertia_ratio < BETTER_OPTIMUM {
        let figures = [
            ("engine", Figure::from(reference.audit.engine.as_str())),
            ("less", Figure::Percent { share: 1.0 - reference.audit.inertia_ratio, decimals: 4 }),
        ];
        notices.push(warning("audit_found_better", &figures));
    }
    if reference.found < plan.model.confirmations && reference.restarts >= plan.model.max_restarts {
        let figures = [
            ("found", Figure::Count(reference.found.into())),
            ("restarts", Figure::Count(reference.restarts.into())),
            ("asked", Figure::Count(plan.model.confirmations.into())),
        ];
        notices.push(warning("optimum_not_confirmed", &figures));
    }
    let unconverged = conclusions.models.iter().filter(|row| row.segment == 0 && !row.converged).count();
    if unconverged > 0 {
        notices.push(warning("not_converged", &[("fits", Figure::Count(unconverged as u64))]));
    }
    notices
}

/// Whether the customers carry any number of segments that was tried.
fn no_stable_k(choice: &ChoiceRecord) -> Option<Notice> {
    let choice = choice.recommendation.value;
    let ChoiceReason::MostStable { least_jaccard, .. } = choice.reason else { return None };
    let figures = [
        ("min", Figure::Count(choice.min.into())),
        ("max", Figure::Count(choice.max.into())),
        ("k", Figure::Count(choice.k.into())),
        ("jaccard", Figure::beside(least_jaccard, STABLE)),
        ("stable", Figure::exact(STABLE)),
    ];
    Some(warning("no_stable_k", &figures))
}

/// Whether the windows carry a model.
fn windows(fitted: &FittedWindows, conclusions: &Conclusions) -> Vec<Notice> {
    let mut notices = Vec::new();
    let small = conclusions.windows.iter().filter(|row| row.fitted == 0).count();
    if small > 0 {
        let figures = [("windows", Figure::Count(small as u64)), ("customers", Figure::Count(fitted.min_customers))];
        notices.push(warning("small_windows", &figures));
    }
    let constant = constant_features(conclusions).into_iter();
    notices.extend(constant.map(|feature| warning("constant_feature", &[("feature", Figure::Text(feature))])));
    notices
}

/// Windows in which orders are all but missing for a step or more: their customers had less time than others'.
fn partial_windows(plan: &Plan, prepared: &Prepared) -> Option<Notice> {
    let times = prepared.orders.times();
    let is_partial = |window: &Window| {
        let starts =
            (0..).map_while(|step| plan.windows.step.offset(window.start, step)).take_while(|at| *at < window.end);
        let starts: Vec<_> = starts.chain([window.end]).collect();
        let steps = starts.iter().zip(starts.iter().skip(1)).map(|(&start, &end)| Window { start, end });
        let counts: Vec<usize> = steps.map(|step| step.range(times).len()).collect();
        let mut sorted = counts.clone();
        sorted.sort_unstable();
        let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
        counts.iter().any(|&orders| real(orders as u64) < NEXT_TO_NONE * real(usual as u64))
    };
    let partial = prepared.schedule.windows.iter().filter(|window| is_partial(window)).count();
    (partial > 0).then(|| warning("partial_windows", &[("windows", Figure::Count(partial as u64))]))
}

/// What the newest window says of the segmentation.
fn newest(plan: &Plan, fitted: &FittedWindows, conclusions: &Conclusions) -> Vec<Notice> {
    let mut notices = Vec::new();
    let verdict = &conclusions.verdict.value;
    if let Some((last, window)) = fitted.windows.iter().enumerate().rfind(|(_, window)| window.fitted.is_ok())
        && let Some(floor) = conclusions.noise_floors.get(last, last)
        && floor < plan.stability.threshold
    {
        let figures = [
            ("window", Figure::Date(window.window.end_date())),
            ("k", Figure::Count(fitted.model.k as u64)),
            ("floor", Figure::beside(floor, plan.stability.threshold)),
            ("threshold", Figure::exact(plan.stability.threshold)),
        ];
        notices.push(warning("k_unsupported", &figures));
    }
    if let Some(floor) = verdict.noise_floor.filter(|_| verdict.unmonitorable == Some(Unmonitorable::NoiseFloor)) {
        let threshold = plan.stability.threshold;
        let figures = [("floor", Figure::beside(floor, threshold)), ("threshold", Figure::exact(threshold))];
        notices.push(warning("noise_floor_below_threshold", &figures));
    }
    if verdict.kind == VerdictKind::Keep
        && let (Some(ari), Some(floor), Some(since)) = (verdict.ari, verdict.noise_floor, verdict.drift_since)
    {
        let figures = [
            ("ari", Figure::beside(ari, floor)),
            ("floor", Figure::Number { value: floor, decimals: 2 }),
            ("since", Figure::Date(since)),
        ];
        notices.push(warning("drift_within_contract", &figures));
    }
    notices.extend(rescaled_features(fitted));
    notices
}

/// Features whose scaler a re-fit on the newest window would change by much.
fn rescaled_features(fitted: &FittedWindows) -> Vec<Notice> {
    let reference = fitted.windows.get(fitted.reference).and_then(|window| window.fitted.as_ref().ok());
    let newest = fitted.windows.iter().rev().find_map(|window| window.fitted.as_ref().ok());
    let Some(((reference, _), (newest, _))) = reference.zip(newest) else { return Vec::new() };
    let columns = reference.preprocessor().columns().iter().zip(newest.preprocessor().columns());
    columns
        .filter_map(|(before, after)| {
            let shift = (after.center - before.center) / before.spread;
            let factor = after.spread / before.spread;
            let rescaled = shift.abs() > CENTRE_SHIFT || !(1.0 / SPREAD_RATIO..=SPREAD_RATIO).contains(&factor);
            let figures = [
                ("feature", Figure::Text(before.name.clone())),
                ("shift", Figure::Number { value: shift, decimals: 2 }),
                ("factor", Figure::Number { value: factor, decimals: 2 }),
            ];
            rescaled.then(|| Notice::new(Severity::Info, "rescaled_features", &figures))
        })
        .collect()
}

/// What the length of the history allows.
fn history(conclusions: &Conclusions) -> Option<Notice> {
    let cadence = &conclusions.recommendation.retrain.value;
    let few = cadence.origins > 0 && cadence.independent_origins < MIN_INDEPENDENT_ORIGINS;
    let figures = [
        ("origins", Figure::Count(cadence.origins.into())),
        ("independent", Figure::Count(cadence.independent_origins.into())),
    ];
    few.then(|| warning("few_independent_origins", &figures))
}

/// What of the data did not come in.
fn data(prepared: &Prepared) -> Vec<Notice> {
    let mut notices = prepared.schedule.left_out.iter().map(window_left_out).collect::<Vec<_>>();
    let of_orders = prepared.rows.rejected.iter().map(|rejection| rejection.rows).sum::<u64>();
    let of_sources =
        prepared.sources.iter().flat_map(|source| &source.rejected).map(|rejection| rejection.rows).sum::<u64>();
    let rejected = of_orders + of_sources;
    if rejected > 0 {
        notices.push(Notice::new(Severity::Info, "rejected_rows", &[("rows", Figure::Count(rejected))]));
    }
    notices
}

fn window_left_out(left_out: &LeftOut) -> Notice {
    let window = ("window", Figure::Date(left_out.window.end_date()));
    let why = |why: &str| ("why", Figure::from(why));
    let figures = match left_out.shortfall {
        Shortfall::StartsLate { first } => vec![window, why("starts_late"), ("day", Figure::Date(first.date()))],
        Shortfall::EndsEarly { last } => vec![window, why("ends_early"), ("day", Figure::Date(last.date()))],
        Shortfall::Thin { orders, usual } => {
            let (orders, usual) = (Figure::Count(orders as u64), Figure::Count(usual as u64));
            vec![window, why("thin"), ("orders", orders), ("usual", usual)]
        }
    };
    Notice::new(Severity::Info, "window_left_out", &figures)
}

/// Features that do not vary in the reference window: their scaler has nothing to divide by.
fn constant_features(conclusions: &Conclusions) -> Vec<String> {
    let reference =
        conclusions.models.iter().filter(|row| row.window_end == conclusions.reference.window_end).collect::<Vec<_>>();
    let Some(first) = reference.first() else { return Vec::new() };
    first
        .features
        .iter()
        .enumerate()
        .filter(|(index, feature)| {
            reference.iter().all(|row| {
                row.features.get(*index).is_some_and(|other| (other.scaled - feature.scaled).abs() <= f64::EPSILON)
            })
        })
        .map(|(_, feature)| feature.feature.clone())
        .collect()
}
