//! From fitted windows to what the run says: comparisons, age curve, cadences, verdict, and the reference model.

mod advice;
mod drift;
mod noise;
mod segments;

use std::ops::Range;

use rayon::prelude::*;

use super::stages::Stages;
use super::{FittedWindows, RunError, RunOptions, RunWindow};
use crate::agreement::{Labelling, Resampling};
use crate::model::{Rival, Segmentation, audit, profile, rivals};
use crate::numeric::{mix, real};
use crate::plan::{Plan, Seasons};
use crate::record::tables::{DriftRow, ModelFeature, ModelRow, SegmentRow, TransitionRow, WindowRow, WindowStatus};
use crate::record::{
    Explanation, NearTie, PolicyChoice, Recommendation, ReferenceRecord, SegmentRecord, SegmentSilhouetteRecord,
    SilhouetteRecord, Stage, Stated, Terms,
};
use crate::stability::{
    AgePoint, AgeSurvival, CLEAR_LEAD, Compared, Comparison, FittedWindow, OriginLifetime, Policy, Protocol, Quantity,
    RivalOptimum, Verdict, age_curve, age_survival, compare, lifetimes, tell_seasons,
};
use crate::survival::BlockBootstrap;
use crate::validity::{GroupedRows, SilhouetteSample, silhouette};
use crate::window::Window;

pub use noise::{NoiseFloors, noise_floors};
pub use segments::ReferenceLabels;

/// Silhouettes of a segment that the record holds: as many as a chart can show.
const SILHOUETTES_SHOWN: usize = 200;

/// What a run concludes, and the rows of its small tables.
pub struct Conclusions {
    /// Rows of `windows.parquet`.
    pub windows: Vec<WindowRow>,
    /// Rows of `models.parquet`.
    pub models: Vec<ModelRow>,
    /// Rows of `stability.parquet`.
    pub comparisons: Vec<Comparison>,
    /// Rows of `segments.parquet`.
    pub segments: Vec<SegmentRow>,
    /// Rows of `transitions.parquet`.
    pub transitions: Vec<TransitionRow>,
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
pub fn conclude(plan: &Plan, fitted: &FittedWindows, options: &RunOptions<'_>) -> Result<Conclusions, RunError> {
    let mut stages = Stages::new(options.watch);
    let noise_floors = stages.go("noise floors", || {
        let origins = (0..fitted.windows.len()).collect::<Vec<_>>();
        let floors = noise_floors(plan, fitted, &origins)?;
        let count = origins.len() as u64 * u64::from(plan.stability.noise_replicates);
        Ok::<_, RunError>((floors, count))
    })?;
    let Compared { comparisons, fates } = stages.go("comparisons", || {
        let mut compared = compare_windows(plan, fitted, 0..fitted.windows.len(), &noise_floors)?;
        if plan.stability.seasons == Seasons::Yearly {
            tell_seasons(&mut compared.comparisons, plan.windows.step);
        }
        let rows = compared.comparisons.iter().map(|row| row.customers).sum();
        Ok::<_, RunError>((compared, rows))
    })?;
    let reference = stages.go("audit", || {
        let reference = reference(plan, fitted)?;
        let rows = reference.customers;
        Ok::<_, RunError>((reference, rows))
    })?;
    let reference_labels = segments::reference_labels(fitted)?;
    let drift = stages.go("drift", || {
        let drift = drift::drift_rows(plan, fitted)?;
        let rows = drift.len() as u64;
        Ok::<_, RunError>((drift, rows))
    })?;

    let identities = segments::identities(fitted, &fates);
    let models: Vec<ModelRow> = fitted
        .windows
        .iter()
        .flat_map(|window| model_rows(window, identities.get(&window.window.end_date()).map_or(&[], Vec::as_slice)))
        .collect();
    let threshold = plan.stability.threshold;
    let spans = fitted.windows.iter().map(|window| window.window).collect::<Vec<_>>();
    let bootstrap = blocks(plan, &spans);
    let curve = age_curve(&comparisons, bootstrap);
    let lifetimes = lifetimes(&comparisons, threshold);
    let survival: Vec<AgeSurvival> = [Quantity::Staleness, Quantity::Migration]
        .into_iter()
        .flat_map(|quantity| age_survival(quantity, &lifetimes, &spans, plan.windows.step.months(), bootstrap))
        .collect();
    let rivals = reference
        .near_ties
        .iter()
        .map(|tie| RivalOptimum { z: tie.z, inertia_ratio: tie.inertia_ratio, ari: tie.ari })
        .collect::<Vec<_>>();
    let verdict = Verdict::on(reference.window_end, &comparisons, &rivals, threshold);
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
        let row = models.iter().find(|row| row.window_end == reference.window_end && row.segment == segment);
        row.map(|row| row.segment_name.clone()).unwrap_or_default()
    };
    let explanation = drift::explanation(plan, &verdict, &drift, &comparisons, name);
    let (policies, choice) = advice::policy(plan, &comparisons, unmonitorable);
    Ok(Conclusions {
        windows: fitted.windows.iter().map(window_row).collect(),
        segments: segments::segment_rows(&fates),
        transitions: segments::transition_rows(fitted, &reference_labels),
        verdict: Stated::verdict(verdict, &terms),
        explanation: explanation.map(Stated::explanation),
        policy: Stated::policy(choice, &terms),
        models,
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

/// Compares the models of `origins` with every later window, each pair beside its noise floor; seasons are not told from
/// drifts yet.
///
/// # Errors
/// When labels cannot be made; not on any data that could be fitted.
pub fn compare_windows(
    plan: &Plan,
    fitted: &FittedWindows,
    origins: Range<usize>,
    floors: &NoiseFloors,
) -> Result<Compared, RunError> {
    let windows = fitted
        .windows
        .par_iter()
        .map(|window| {
            let rivals = match &window.fitted {
                Ok((model, labelling)) => rivals(model, &window.matrix, labelling).map_err(RunError::internal)?,
                Err(_) => Vec::new(),
            };
            let nearly_tied = rivals.into_iter().filter(|rival| rival.z < CLEAR_LEAD);
            Ok(FittedWindow {
                window: window.window,
                labelling: window.fitted.as_ref().map(|(_, labelling)| labelling.clone()).map_err(|&flag| flag),
                rivals: nearly_tied.map(|rival| rival.labelling).collect(),
            })
        })
        .collect::<Vec<_>>();
    let windows = windows.into_iter().collect::<Result<Vec<_>, RunError>>()?;
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
    compare(&windows, origins, label, |origin, window| floors.get(origin, window), &protocol)
        .map_err(RunError::internal)
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

/// The model in service, with its rivals and a second opinion.
fn reference(plan: &Plan, fitted: &FittedWindows) -> Result<ReferenceRecord, RunError> {
    let (window, model, labelling) = fitted.reference()?;
    let mut segments: Vec<SegmentRecord> = profile(model, &window.matrix, labelling).map_err(RunError::internal)?;
    segments.sort_by_key(|segment| (std::cmp::Reverse(segment.customers), segment.segment));
    Ok(ReferenceRecord {
        window_end: window.window.end_date(),
        k: fitted.model.k,
        customers: labelling.len() as u64,
        inertia: model.optimum().inertia(),
        iterations: model.optimum().iterations(),
        converged: model.optimum().converged(),
        restarts: model.optimum().restarts(),
        found: model.optimum().found(),
        near_ties: rivals(model, &window.matrix, labelling)
            .map_err(RunError::internal)?
            .into_iter()
            .map(|Rival { inertia_ratio, z, ari, found, .. }| NearTie { inertia_ratio, z, ari, found })
            .collect(),
        silhouette: silhouettes(plan, window, model, labelling)?,
        audit: audit(&fitted.model, model, &window.matrix, labelling).map_err(RunError::internal)?,
        segments,
    })
}

/// How well apart the segments of a window's model are.
fn silhouettes(
    plan: &Plan,
    window: &RunWindow,
    model: &Segmentation,
    labelling: &Labelling,
) -> Result<SilhouetteRecord, RunError> {
    let scaled = model.preprocessor().scale(&window.matrix).map_err(RunError::internal)?;
    let rows = GroupedRows::new(scaled.values(), labelling.labels()).map_err(RunError::internal)?;
    let found = silhouette(&rows, &SilhouetteSample::new(plan.stability.confidence, mix(plan.model.seed)));
    let segments = found.segments.iter().map(|segment| SegmentSilhouetteRecord {
        segment: segment.segment,
        mean: segment.mean,
        values: segment.evenly(SILHOUETTES_SHOWN),
    });
    Ok(SilhouetteRecord {
        mean: found.mean,
        low: found.low,
        high: found.high,
        customers: found.rows as u64,
        segments: segments.collect(),
    })
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

fn model_rows(window: &RunWindow, identities: &[u32]) -> Vec<ModelRow> {
    let Ok((model, labelling)) = &window.fitted else { return Vec::new() };
    let optimum = model.optimum();
    (0_u32..)
        .zip(optimum.centroids().rows())
        .zip(optimum.sizes())
        .zip(identities)
        .map(|(((segment, scaled), &customers), &identity)| ModelRow {
            window_end: window.window.end_date(),
            segment,
            identity,
            segment_name: format!("Segment {}", identity + 1),
            customers,
            share: real(customers) / real(labelling.len().max(1) as u64),
            inertia: optimum.inertia(),
            iterations: optimum.iterations(),
            converged: optimum.converged(),
            features: model_features(model, &scaled.to_vec()),
        })
        .collect()
}

fn model_features(model: &Segmentation, scaled: &[f64]) -> Vec<ModelFeature> {
    let raw = model.preprocessor().raw(scaled);
    model
        .preprocessor()
        .columns()
        .iter()
        .zip(raw)
        .zip(scaled)
        .map(|((column, centroid), &scaled)| ModelFeature {
            feature: column.name.clone(),
            centroid,
            scaled,
            fill: column.fill,
            center: column.center,
            spread: column.spread,
        })
        .collect()
}
