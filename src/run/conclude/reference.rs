//! The reference model: its segments, its rivals and a second opinion. And the models of all windows, as rows.

use super::ReferenceLabels;
use super::segments::Named;
use crate::agreement::Labelling;
use crate::model::{Rival, Segmentation, audit, map, profile, sizes, typical};
use crate::numeric::mix;
use crate::plan::Plan;
use crate::record::tables::{ModelFeature, ModelRow};
use crate::record::{NearTie, Promotion, ReferenceRecord, SegmentRecord, SegmentSilhouetteRecord, SilhouetteRecord};
use crate::run::{Cache, FittedWindows, Prepared, RunError, RunWindow};
use crate::validity::{GroupedRows, SilhouetteSample, silhouette};

/// Silhouettes of a segment that the record holds: as many as a chart can show.
const SILHOUETTES_SHOWN: usize = 200;

/// Customers who stand for a segment.
const TYPICAL: usize = 5;

/// The model in service, with its segments, its rivals and a second opinion; `labels` are those of all windows by it.
///
/// # Errors
/// When model and customers do not go together: an error of the program.
pub(super) fn reference(
    plan: &Plan,
    prepared: &Prepared,
    fitted: &FittedWindows,
    labels: &[ReferenceLabels],
    named: &Named,
    rivals: &[Rival],
    cache: &Cache,
) -> Result<ReferenceRecord, RunError> {
    let (window, model, labelling) = fitted.reference()?;
    let map = map(model.optimum().centroids().view());
    let of = (&fitted.model, &window.content);
    Ok(ReferenceRecord {
        window_end: window.window.end_date(),
        promoted: fitted.in_service.as_ref().and_then(Promotion::record),
        k: fitted.model.k,
        customers: labelling.len() as u64,
        inertia: model.optimum().inertia(),
        iterations: model.optimum().iterations(),
        converged: model.optimum().converged(),
        restarts: model.optimum().restarts(),
        found: model.optimum().found(),
        near_ties: rivals.iter().map(NearTie::from).collect(),
        silhouette: cache.result("silhouettes", &(of, plan.stability.confidence, plan.model.seed), || {
            silhouettes(plan, window, model, labelling)
        })?,
        audit: cache
            .result("audit", &of, || audit(&fitted.model, model, &window.matrix, labelling))
            .map_err(RunError::internal)?,
        map_shown: map.shown,
        segments: segments(prepared, fitted, labels, named, map.places)?,
    })
}

/// The segments of the reference model, the largest first.
fn segments(
    prepared: &Prepared,
    fitted: &FittedWindows,
    labels: &[ReferenceLabels],
    named: &Named,
    places: Vec<[f64; 2]>,
) -> Result<Vec<SegmentRecord>, RunError> {
    let (window, model, labelling) = fitted.reference()?;
    let profiles = profile(model, &window.matrix, labelling, window.revenue.as_deref()).map_err(RunError::internal)?;
    let nearest = typical(model, &window.matrix, labelling, TYPICAL).map_err(RunError::internal)?;
    let newest = fitted.windows.last().zip(labels.last());
    let now = newest.map(|(window, labels)| sizes(&window.matrix, &labels.labelling, window.revenue.as_deref()));
    let called = named.of_model(window.window.end_date()).cloned().collect::<Vec<_>>();
    if called.len() != profiles.len() {
        return Err(RunError::Internal(format!("{} segments have {} names", profiles.len(), called.len())));
    }
    let directory = prepared.orders.customers();
    let parts = called.into_iter().zip(profiles).zip(places).zip(nearest).zip(now.unwrap_or_default());
    let mut segments = parts
        .map(|((((name, profile), place), nearest), now)| {
            let typical = nearest.iter().filter_map(|&code| directory.id(code)).map(str::to_owned).collect();
            SegmentRecord { name, profile, place, typical, now }
        })
        .collect::<Vec<_>>();
    segments.sort_by_key(|segment| (std::cmp::Reverse(segment.profile.size.customers), segment.profile.segment));
    Ok(segments)
}

/// The segments of all models, called as in the first language of the report.
pub(super) fn model_rows(plan: &Plan, fitted: &FittedWindows, named: &Named) -> Vec<ModelRow> {
    let language = plan.report.first_language();
    let mut rows = Vec::new();
    for window in &fitted.windows {
        let end = window.window.end_date();
        let Ok((model, labelling)) = &window.fitted else { continue };
        let optimum = model.optimum();
        let sizes = sizes(&window.matrix, labelling, window.revenue.as_deref());
        let segments = (0_u32..).zip(optimum.centroids().rows()).zip(sizes).zip(named.of_model(end));
        rows.extend(segments.map(|(((segment, scaled), size), name)| ModelRow {
            window_end: end,
            segment,
            identity: name.identity,
            segment_name: name.spoken(language).to_owned(),
            since: name.since,
            customers: size.customers,
            share: size.share,
            revenue_share: size.revenue_share,
            inertia: optimum.inertia(),
            iterations: optimum.iterations(),
            converged: optimum.converged(),
            features: model_features(model, &scaled.to_vec()),
        }));
    }
    rows
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
