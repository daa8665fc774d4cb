//! From fitted windows to what the run says: comparisons, age curve, cadences, verdict, and the reference model.

mod advice;
mod drift;
mod noise;
mod reference;
mod segments;

use std::ops::Range;

use rayon::prelude::*;

use super::stages::Stages;
use super::{Cache, FittedWindows, Prepared, RunError, RunOptions, RunWindow, content};
use crate::agreement::Resampling;
use crate::model::{Rival, rivals};
use crate::numeric::mix;
use crate::plan::{Plan, Seasons};
use crate::progress::{Progress, Unit};
use crate::record::tables::{DriftRow, ModelRow, SegmentRow, TransitionRow, WindowRow, WindowStatus};
use crate::record::{
    Explanation, Movement, PolicyChoice, Recommendation, ReferenceRecord, SegmentName, Stage, Stated, Terms,
};
use crate::stability::{
    AgePoint, AgeSurvival, CLEAR_LEAD, Compared, Comparison, FittedWindow, OriginLifetime, Pair, Policy, Protocol,
    Quantity, RivalOptimum, Verdict, age_curve, age_survival, compare, lifetimes, tell_seasons,
};
use crate::survival::BlockBootstrap;
use crate::window::Window;

pub use noise::{NoiseFloors, noise_floors};
pub use segments::ReferenceLabels;

/// What a run concludes, and the rows of its small tables.
pub struct Conclusions {
    /// Rows of `windows.parquet`.
    pub windows: Vec<WindowRow>,
    /// Rows of `models.parquet`.
    pub models: Vec<ModelRow>,
    /// What the segments of all models are called, by identity.
    pub names: Vec<SegmentName>,
    /// Rows of `stability.parquet`.
    pub comparisons: Vec<Comparison>,
    /// Rows of `segments.parquet`.
    pub segments: Vec<SegmentRow>,
    /// Rows of `transitions.parquet`.
    pub transitions: Vec<TransitionRow>,
    /// Who moved between segments of the reference model, over a few windows.
    pub movements: Vec<Movement>,
    /// Rows of `drift.parquet`.
    pub drift: Vec<DriftRow>,
    /// Rows of `lifetimes.parquet`.
    pub lifetimes: Vec<OriginLifetime>,
    /// Rows of `policies.parquet`.
    pub policies: Vec<Policy>,
    /// Every window labelled by the reference model.
    pub reference_labels: Vec<ReferenceLabels>,
    /// The noise floors.
    pub noise_floors: NoiseFloors,
    /// The age curves.
    pub age_curve: Vec<AgePoint>,
    /// The survival of models and labellings by age.
    pub survival: Vec<AgeSurvival>,
    /// The reference model.
    pub reference: ReferenceRecord,
    /// The verdict on it.
    pub verdict: Stated<Verdict>,
    /// Why staleness is what it is.
    pub explanation: Option<Stated<Explanation>>,
    /// The two cadences.
    pub recommendation: Recommendation,
    /// The policy that costs least.
    pub policy: Stated<PolicyChoice>,
    /// The stages gone through.
    pub stages: Vec<Stage>,
}

/// Compares all windows, audits the reference model, and concludes.
///
/// # Errors
/// When labels cannot be made; not on any data that could be fitted.
pub fn conclude(
    plan: &Plan,
    prepared: &Prepared,
    fitted: &FittedWindows,
    options: &RunOptions<'_>,
) -> Result<Conclusions, RunError> {
    let mut stages = Stages::new(options);
    let noise_floors = stages.go("noise floors", |progress| {
        let origins = (0..fitted.windows.len()).collect::<Vec<_>>();
        let floors = noise_floors(plan, fitted, &origins, options.cache, progress)?;
        let count = origins.len() as u64 * u64::from(plan.stability.noise_replicates);
        Ok::<_, RunError>((floors, count))
    })?;
    let rivals = window_rivals(fitted)?;
    let Compared { comparisons, fates } = stages.go("comparisons", |progress| {
        let origins = 0..fitted.windows.len();
        let mut compared = compare_windows(plan, fitted, &rivals, origins, &noise_floors, options.cache, progress)?;
        if plan.stability.seasons == Seasons::Yearly {
            tell_seasons(&mut compared.comparisons, plan.windows.step);
        }
        let rows = compared.comparisons.iter().map(|row| row.customers).sum();
        Ok::<_, RunError>((compared, rows))
    })?;
    let named = segments::named(plan, fitted, &fates)?;
    let reference_labels = segments::reference_labels(fitted)?;
    let reference_rivals = rivals.get(fitted.reference).map_or(&[][..], Vec::as_slice);
    let reference = stages.go("audit", |_| {
        let reference =
            reference::reference(plan, prepared, fitted, &reference_labels, &named, reference_rivals, options.cache)?;
        let rows = reference.customers;
        Ok::<_, RunError>((reference, rows))
    })?;
    let drift = stages.go("drift", |progress| {
        let drift = drift::drift_rows(plan, fitted, options.cache, progress)?;
        let rows = drift.len() as u64;
        Ok::<_, RunError>((drift, rows))
    })?;

    let models = reference::model_rows(plan, fitted, &named);
    let threshold = plan.stability.threshold;
    let spans = fitted.windows.iter().map(|window| window.window).collect::<Vec<_>>();
    let bootstrap = blocks(plan, &spans);
    let curve = age_curve(&comparisons, bootstrap);
    let lifetimes = lifetimes(&comparisons, threshold);
    let survival: Vec<AgeSurvival> = [Quantity::Staleness, Quantity::Migration]
        .into_iter()
        .flat_map(|quantity| age_survival(quantity, &lifetimes, &spans, plan.windows.step.months(), bootstrap))
        .collect();
    let reference_rivals = reference_rivals.iter().map(RivalOptimum::from).collect::<Vec<_>>();
    let verdict = Verdict::on(reference.window_end, &comparisons, &reference_rivals, threshold);
    let terms = Terms {
        reference_end: reference.window_end,
        threshold,
        confidence: plan.stability.confidence,
        service_level: plan.contract.service_level,
        step: plan.windows.step,
        survival: &survival,
    };
    let newest_end = spans.last().map_or(reference.window_end, |window| window.end_date());
    let unmonitorable = verdict.unmonitorable.is_some();
    let recommendation = advice::recommendation(plan, &terms, newest_end, unmonitorable);
    let name = |segment: u32| {
        let found = reference.segments.iter().find(|found| found.profile.segment == segment);
        found.map(|found| found.name.name.clone()).unwrap_or_default()
    };
    let explanation = drift::explanation(plan, &verdict, &drift, &comparisons, name);
    let (policies, choice) = advice::policy(plan, &comparisons, unmonitorable);
    Ok(Conclusions {
        windows: fitted.windows.iter().map(window_row).collect(),
        segments: segments::segment_rows(&fates),
        transitions: segments::transition_rows(fitted, &reference_labels),
        movements: segments::movements(fitted, &reference_labels),
        verdict: Stated::verdict(verdict, &terms),
        explanation: explanation.map(Stated::explanation),
        policy: Stated::policy(choice, &terms),
        models,
        names: named.into_names(),
        age_curve: curve,
        survival,
        comparisons,
        drift,
        lifetimes,
        policies,
        reference_labels,
        noise_floors,
        reference,
        recommendation,
        stages: stages.into_records(),
    })
}

/// The solutions that came near each window's own; none of a window without a model.
///
/// # Errors
/// When a model and its own customers do not go together: an error of the program.
pub fn window_rivals(fitted: &FittedWindows) -> Result<Vec<Vec<Rival>>, RunError> {
    let of_window = |window: &RunWindow| match &window.fitted {
        Ok((model, labelling)) => rivals(model, &window.matrix, labelling).map_err(RunError::internal),
        Err(_) => Ok(Vec::new()),
    };
    fitted.windows.par_iter().map(of_window).collect::<Vec<_>>().into_iter().collect()
}

/// Compares the models of `origins` with every later window, each pair beside its noise floor; seasons are not told from
/// drifts yet. `rivals` are those of all windows; `progress` counts the pairs.
///
/// # Errors
/// When labels cannot be made; not on any data that could be fitted.
pub fn compare_windows(
    plan: &Plan,
    fitted: &FittedWindows,
    rivals: &[Vec<Rival>],
    origins: Range<usize>,
    floors: &NoiseFloors,
    cache: &Cache,
    progress: &Progress,
) -> Result<Compared, RunError> {
    let later = |origin: usize| fitted.windows.len().saturating_sub(origin + 1) as u64;
    progress.expect(origins.clone().map(later).sum(), Unit::Pairs);
    let windows = fitted.windows.iter().zip(rivals).map(|(window, rivals)| {
        let nearly_tied = rivals.iter().filter(|rival| rival.z < CLEAR_LEAD);
        FittedWindow {
            window: window.window,
            labelling: window.fitted.as_ref().map(|(_, labelling)| labelling.clone()).map_err(|&flag| flag),
            rivals: nearly_tied.map(|rival| rival.labelling.clone()).collect(),
        }
    });
    let windows = windows.collect::<Vec<_>>();
    let protocol = Protocol {
        step: plan.windows.step,
        min_customers: fitted.min_customers,
        resampling: Resampling::new(plan.stability.confidence, plan.stability.draws).map_err(RunError::internal)?,
        threshold: plan.stability.threshold,
        seed: plan.model.seed,
    };
    let label = |origin: usize, window: usize| {
        let (model, customers) = (fitted.windows.get(origin), fitted.windows.get(window));
        let (Some(Ok((model, _))), Some(customers)) = (model.map(|origin| origin.fitted.as_ref()), customers) else {
            return Err(RunError::Internal(format!("window {origin} has no model for window {window}")));
        };
        model.label(&customers.matrix).map_err(RunError::internal)
    };
    let of_run = (
        plan.windows.step.to_string(),
        protocol.min_customers,
        (plan.stability.confidence, plan.stability.draws),
        protocol.threshold,
        protocol.seed,
    );
    compare(windows.len(), origins, |origin, window| {
        let (Some(first), Some(second)) = (windows.get(origin), windows.get(window)) else {
            return Err(RunError::Internal(format!("there is no window {origin} or {window}")));
        };
        let floor = floors.get(origin, window);
        let pair = Pair { origin: first, window: second, steps: window - origin, floor, protocol: &protocol };
        let contents = [origin, window].map(|place| fitted.windows.get(place).map(|window| &window.content));
        let of = (contents, [first, second].map(|fitted| fitted.window.end_date()), pair.steps, floor, &of_run);
        let compared = cache.result("pair", &of, || pair.compare(|| label(origin, window)));
        progress.add(1);
        compared.map_err(RunError::internal)
    })
}

/// Blocks of origins as long as their windows overlap: those of one block are about one observation.
fn blocks(plan: &Plan, windows: &[Window]) -> BlockBootstrap {
    let overlapping =
        windows.first().map_or(1, |first| windows.iter().take_while(|window| window.start < first.end).count().max(1));
    BlockBootstrap {
        block: overlapping,
        draws: plan.stability.draws,
        confidence: plan.stability.confidence,
        seed: mix(plan.model.seed),
    }
}

fn window_row(window: &RunWindow) -> WindowRow {
    WindowRow {
        window_end: window.window.end_date(),
        window_start: window.window.start,
        window_stop: window.window.end,
        orders: window.orders,
        customers: window.matrix.customers().len() as u64,
        fitted: window.fitted.as_ref().map_or(0, |(_, labelling)| labelling.len() as u64),
        status: if window.fitted.is_ok() { WindowStatus::Ok } else { WindowStatus::TooFewCustomers },
    }
}
