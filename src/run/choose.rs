//! How many segments: every k of a range fitted on one window, and one recommended.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use ndarray::ArrayView2;
use tokio::runtime::Runtime;

use super::fit::{failure, min_customers};
use super::stages::Stages;
use super::{CUSTOMERS_PER_SEGMENT, Cache, Prepared, RunError, RunOptions, content};
use crate::feature::{FeatureMatrix, Preprocessor};
use crate::model::{Segmentation, rivals};
use crate::numeric::mix;
use crate::plan::{ChoiceRule, ModelPlan, Plan, Population, SegmentCount, SegmentRange};
use crate::problem::{Blame, Problem, Problems};
use crate::record::{ChoiceRecord, Stage, Stated};
use crate::selection::{Bootstrap, Candidate, Known, bootstrap_stability, choose};
use crate::source::window_features;
use crate::stability::CLEAR_LEAD;
use crate::validity::{GroupedRows, SilhouetteSample, calinski_harabasz, davies_bouldin, silhouette};
use crate::window::Window;

/// A window on whose customers a number of segments is chosen.
#[derive(Clone, Copy)]
pub(super) struct On<'a> {
    pub window: Window,
    /// All its customers.
    pub all: &'a FeatureMatrix,
    /// Those that are segmented.
    pub population: &'a FeatureMatrix,
}

/// Tries the numbers of segments of `range` on one window: the one that ends on `window_end`, or else the first that has
/// the customers for a model of `plan`, as a run takes it. Says the seconds of each in the stages.
///
/// # Errors
/// When there is no such window, it has too few customers for the most segments, or a feature cannot be computed.
pub fn choose_k(
    plan: &Plan,
    prepared: &Prepared,
    range: SegmentRange,
    window_end: Option<NaiveDate>,
    options: &RunOptions<'_>,
    runtime: &Runtime,
) -> Result<(ChoiceRecord, Vec<Stage>), RunError> {
    let mut stages = Stages::new(options);
    let windows = &prepared.schedule.windows;
    let found = stages.go("features", |_| {
        let features =
            |window: Window| runtime.block_on(window_features(&plan.features, None, &prepared.orders, window));
        let followed = match (plan.windows.population, windows.first()) {
            (Population::Reference, Some(&first)) => Some(features(first)?.matrix),
            _ => None,
        };
        for &window in windows.iter().filter(|window| window_end.is_none_or(|end| window.end_date() == end)) {
            let all = features(window)?.matrix;
            let restricted = followed.as_ref().map(|followed| all.restricted_to(followed.customers()));
            let population = restricted.unwrap_or_else(|| all.clone());
            let rows = population.customers().len() as u64;
            let on = On { window, all: &all, population: &population };
            if window_end.is_some() || has_enough(plan, &on, min_customers(plan))? {
                return Ok::<_, RunError>((Some((window, all, population)), rows));
            }
        }
        Ok((None, 0))
    })?;
    let (window, all, population) = found.ok_or_else(|| no_window(plan, windows, window_end))?;
    let on = On { window, all: &all, population: &population };
    let needed = CUSTOMERS_PER_SEGMENT * range.max as u64;
    if !has_enough(plan, &on, needed)? {
        let problem = Problem::new(format!(
            "the window that ends on {} has {} customers, and {} segments take {needed}",
            window.end_date(),
            population.customers().len(),
            range.max
        ))
        .help("lower --max, or take another --window");
        return Err(RunError::Data(Problems::one(Blame::Data, problem)));
    }
    let record = choose_on(plan, prepared, range, &on, options.cache, &mut stages)?;
    Ok((record, stages.into_records()))
}

fn no_window(plan: &Plan, windows: &[Window], window_end: Option<NaiveDate>) -> RunError {
    let Some(end) = window_end else {
        let problem = Problem::new(format!("no window has the {} customers that a model needs", min_customers(plan)));
        let help = "lengthen windows.length, lower model.k, or lower windows.min_customers";
        return RunError::Data(Problems::one(Blame::Data, problem.of("windows").help(help)));
    };
    let ends = windows.first().zip(windows.last()).map_or_else(
        || "there are none".to_owned(),
        |(first, last)| format!("the first ends on {}, the last on {}", first.end_date(), last.end_date()),
    );
    let problem = Problem::new(format!("no window ends on {end}; {ends}"))
        .help("segwatch run PIPELINE --dry-run lists the windows");
    RunError::Data(Problems::one(Blame::Configuration, problem))
}

/// Whether so many customers can be segmented: those that a feature drops for a missing value do not count.
///
/// # Errors
/// When the features cannot be made ready.
pub(super) fn has_enough(plan: &Plan, on: &On<'_>, customers: u64) -> Result<bool, RunError> {
    if (on.population.customers().len() as u64) < customers {
        return Ok(false);
    }
    let prepared = Preprocessor::fit(&plan.features, on.all, on.population)
        .and_then(|preprocessor| preprocessor.scale(on.population))
        .map_err(|error| failure(on.window, error.into()))?;
    Ok(prepared.customers().len() as u64 >= customers)
}

/// Tries the numbers of segments of `range` on a window, each a stage.
///
/// # Errors
/// When one of them cannot be fitted.
pub(super) fn choose_on(
    plan: &Plan,
    prepared: &Prepared,
    range: SegmentRange,
    on: &On<'_>,
    cache: &Cache,
    stages: &mut Stages<'_>,
) -> Result<ChoiceRecord, RunError> {
    let SegmentRange { min, max, rule } = range;
    let digests = [on.all, on.population].map(|matrix| content::of_matrix(cache, matrix, prepared.orders.customers()));
    let stability = (plan.stability.confidence, plan.stability.threshold);
    let (mut candidates, mut customers) = (Vec::new(), 0);
    for k in RangeInclusive::new(min, max) {
        let candidate = stages.go(&format!("k = {k}"), |_| {
            let of = (content::preparation(&plan.features), compared(&plan.model, k), &digests, stability);
            let (candidate, rows) = cache.result("k", &of, || candidate(plan, k, on))?;
            customers = rows;
            Ok::<_, RunError>((candidate, rows))
        })?;
        candidates.push(candidate);
    }
    record(candidates, rule, on.window, customers)
}

fn record(
    mut candidates: Vec<Candidate>,
    rule: ChoiceRule,
    window: Window,
    customers: u64,
) -> Result<ChoiceRecord, RunError> {
    let choice = choose(&candidates, rule)
        .ok_or_else(|| RunError::Internal("there is no number of segments to choose from".to_owned()))?;
    for candidate in &mut candidates {
        candidate.chosen = candidate.k == choice.k;
    }
    let window_end = window.end_date();
    Ok(ChoiceRecord { window_end, customers, candidates, recommendation: Stated::choice(choice) })
}

/// Starts of a fit that is only compared with others, and the most that may follow until its solution is confirmed. Of
/// Olist's customers, one start in fifteen ends in the best of the solutions with 8 segments.
const STARTS: u32 = 40;
const MOST_STARTS: u32 = 60;

/// What is fitted to compare `k` segments with other numbers: found twice is enough, for a run confirms the one it takes.
fn compared(model: &ModelPlan<SegmentCount>, k: usize) -> ModelPlan {
    let restarts = model.restarts.max(STARTS);
    let max_restarts = restarts.max(MOST_STARTS);
    ModelPlan { confirmations: model.confirmations.min(2), restarts, max_restarts, ..model.with_k(k) }
}

/// How good `k` segments are, and of how many customers.
fn candidate(plan: &Plan, k: usize, on: &On<'_>) -> Result<(Candidate, u64), RunError> {
    let (model, labelling) = Segmentation::fit(&plan.features, &compared(&plan.model, k), on.all, on.population)
        .map_err(|error| failure(on.window, error))?;
    let scaled = model.preprocessor().scale(on.population).map_err(RunError::internal)?;
    let optimum = model.optimum();
    let grouped = GroupedRows::new(scaled.values(), labelling.labels()).map_err(RunError::internal)?;
    let seed = mix(plan.model.seed);
    let silhouette = silhouette(&grouped, &SilhouetteSample::new(plan.stability.confidence, seed));
    let rivals = rivals(&model, on.population, &labelling).map_err(RunError::internal)?;
    let near_ties = rivals.iter().filter(|rival| rival.z < CLEAR_LEAD && rival.ari < plan.stability.threshold).count();
    let ties = optimum.near_ties().iter().map(|tie| tie.centroids.view());
    let solutions: Vec<ArrayView2<'_, f64>> = std::iter::once(optimum.centroids().view()).chain(ties).collect();
    let known = Known { labels: labelling.labels(), solutions: &solutions, k };
    let returned = bootstrap_stability(scaled.values(), &known, &Bootstrap::new(seed)).map_err(RunError::internal)?;
    let candidate = Candidate {
        k: u32::try_from(k).unwrap_or(u32::MAX),
        inertia: optimum.inertia(),
        silhouette: silhouette.mean,
        silhouette_low: silhouette.low,
        silhouette_high: silhouette.high,
        davies_bouldin: davies_bouldin(&grouped),
        calinski_harabasz: calinski_harabasz(&grouped),
        stability: returned.ari,
        least_jaccard: returned.jaccards.iter().copied().fold(1.0, f64::min),
        near_ties: u32::try_from(near_ties).unwrap_or(u32::MAX),
        chosen: false,
    };
    Ok((candidate, labelling.len() as u64))
}
