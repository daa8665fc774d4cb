//! From fitted windows to what the run says: comparisons, age curve, cadences, verdict, and the reference model.

use super::stages::Stages;
use super::{FittedWindows, RunError, RunOptions, RunWindow};
use crate::agreement::Resampling;
use crate::model::{Segmentation, audit, near_ties, profile};
use crate::numeric::real;
use crate::plan::Plan;
use crate::record::tables::{ModelFeature, ModelRow, WindowRow, WindowStatus};
use crate::record::{Recommendation, ReferenceRecord, SegmentRecord, Stage, Stated, Terms};
use crate::stability::{
    AgePoint, Cadence, Comparison, FittedWindow, Protocol, Quantity, RivalOptimum, Verdict, age_curve, compare,
};

/// What a run concludes, and the rows of its small tables.
pub struct Conclusions {
    /// Rows of `windows.parquet`.
    pub windows: Vec<WindowRow>,
    /// Rows of `models.parquet`.
    pub models: Vec<ModelRow>,
    /// Rows of `stability.parquet`.
    pub comparisons: Vec<Comparison>,
    /// The age curves.
    pub age_curve: Vec<AgePoint>,
    /// The reference model.
    pub reference: ReferenceRecord,
    /// The verdict on it.
    pub verdict: Stated<Verdict>,
    /// The two cadences.
    pub recommendation: Recommendation,
    /// The stages gone through.
    pub stages: Vec<Stage>,
}

/// Compares all windows, audits the reference model, and concludes.
///
/// # Errors
/// When labels cannot be made; not on any data that could be fitted.
pub fn conclude(plan: &Plan, fitted: &FittedWindows, options: &RunOptions<'_>) -> Result<Conclusions, RunError> {
    let mut stages = Stages::new(options.watch);
    let comparisons = stages.go("comparisons", || {
        let comparisons = comparisons(plan, fitted)?;
        let rows = comparisons.iter().map(|row| row.customers).sum();
        Ok::<_, RunError>((comparisons, rows))
    })?;
    let reference = stages.go("audit", || {
        let reference = reference(plan, fitted)?;
        let rows = reference.customers;
        Ok::<_, RunError>((reference, rows))
    })?;

    let threshold = plan.stability.threshold;
    let curve = age_curve(&comparisons, threshold);
    let spans = fitted.windows.iter().map(|window| window.window).collect::<Vec<_>>();
    let cadence = |quantity| Cadence::read(quantity, &curve, &comparisons, &spans, plan.contract.service_level);
    let rivals = reference
        .near_ties
        .iter()
        .map(|tie| RivalOptimum { inertia_ratio: tie.inertia_ratio, ari: tie.ari })
        .collect::<Vec<_>>();
    let verdict = Verdict::on(reference.window_end, &comparisons, &rivals, threshold);
    let terms = Terms {
        reference_end: reference.window_end,
        threshold,
        confidence: plan.stability.confidence,
        service_level: plan.contract.service_level,
        step: plan.windows.step,
        curve: &curve,
    };
    let recommendation = Recommendation {
        retrain: Stated::retrain(cadence(Quantity::Staleness), &terms),
        rescore: Stated::rescore(cadence(Quantity::Migration), &terms),
    };
    let verdict = Stated::verdict(verdict, &terms);
    Ok(Conclusions {
        windows: fitted.windows.iter().map(window_row).collect(),
        models: fitted.windows.iter().flat_map(model_rows).collect(),
        age_curve: curve,
        comparisons,
        reference,
        verdict,
        recommendation,
        stages: stages.into_records(),
    })
}

fn comparisons(plan: &Plan, fitted: &FittedWindows) -> Result<Vec<Comparison>, RunError> {
    let windows = fitted
        .windows
        .iter()
        .map(|window| FittedWindow {
            window: window.window,
            labelling: window.fitted.as_ref().map(|(_, labelling)| labelling.clone()).map_err(|&flag| flag),
        })
        .collect::<Vec<_>>();
    let protocol = Protocol {
        step: plan.windows.step,
        min_customers: fitted.min_customers,
        resampling: Resampling::new(plan.stability.confidence, plan.stability.draws).map_err(RunError::internal)?,
        seed: plan.model.seed,
    };
    let label = |origin: usize, window: usize| {
        let (model, customers) = (fitted.windows.get(origin), fitted.windows.get(window));
        let (Some(Ok((model, _))), Some(customers)) = (model.map(|origin| origin.fitted.as_ref()), customers) else {
            return Err(RunError::Internal(format!("window {origin} has no model for window {window}")));
        };
        model.label(&customers.matrix).map_err(RunError::internal)
    };
    compare(&windows, label, &protocol).map_err(RunError::internal)
}

/// The model in service, with its rivals and a second opinion.
fn reference(plan: &Plan, fitted: &FittedWindows) -> Result<ReferenceRecord, RunError> {
    let window = fitted.windows.get(fitted.reference);
    let Some((window, Ok((model, labelling)))) = window.map(|window| (window, window.fitted.as_ref())) else {
        return Err(RunError::Internal("there is no reference model".to_owned()));
    };
    let mut segments: Vec<SegmentRecord> = profile(model, &window.matrix, labelling).map_err(RunError::internal)?;
    segments.sort_by_key(|segment| (std::cmp::Reverse(segment.customers), segment.segment));
    Ok(ReferenceRecord {
        window_end: window.window.end_date(),
        k: plan.model.k,
        customers: labelling.len() as u64,
        inertia: model.optimum().inertia(),
        iterations: model.optimum().iterations(),
        converged: model.optimum().converged(),
        restarts: model.optimum().restarts(),
        found: model.optimum().found(),
        near_ties: near_ties(model, &window.matrix, labelling).map_err(RunError::internal)?,
        audit: audit(&plan.model, model, &window.matrix, labelling).map_err(RunError::internal)?,
        segments,
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

fn model_rows(window: &RunWindow) -> Vec<ModelRow> {
    let Ok((model, labelling)) = &window.fitted else { return Vec::new() };
    let optimum = model.optimum();
    (0_u32..)
        .zip(optimum.centroids().rows())
        .zip(optimum.sizes())
        .map(|((segment, scaled), &customers)| ModelRow {
            window_end: window.window.end_date(),
            segment,
            segment_name: format!("Segment {}", segment + 1),
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
