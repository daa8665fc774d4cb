//! What moved since the reference window, and what that took from the agreement.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use rayon::prelude::*;

use crate::agreement::Labelling;
use crate::drift::{feature_drift, mean_shift_in_deviations};
use crate::feature::FeatureMatrix;
use crate::model::{Aged, Segmentation};
use crate::plan::Plan;
use crate::progress::{Progress, Unit};
use crate::record::tables::DriftRow;
use crate::record::{Cause, Explanation, SegmentShift, YearBefore};
use crate::run::{Cache, FittedWindows, RunError, RunWindow, content};
use crate::stability::{Comparison, Quantity, Verdict};

/// How every feature moved from the reference window to each later one that has a model, in all and by segment; `progress`
/// counts the windows.
pub(super) fn drift_rows(
    plan: &Plan,
    fitted: &FittedWindows,
    cache: &Cache,
    progress: &Progress,
) -> Result<Vec<DriftRow>, RunError> {
    let (origin, model, _) = fitted.reference()?;
    let before = Segmented::of(model, &origin.matrix)?;
    let preparation = content::preparation(&plan.features);
    progress.expect(fitted.windows.len().saturating_sub(fitted.reference + 1) as u64, Unit::Windows);
    let later = fitted.windows.par_iter().skip(fitted.reference + 1);
    let rows =
        later.filter_map(|window| window.fitted.as_ref().ok().map(|(own, _)| (window, own))).map(|(window, own)| {
            let end = window.window.end_date();
            let year_before = a_year_before(fitted, end);
            let contents = (&origin.content, &window.content, year_before.map(|window| &window.content.customers));
            let rows = cache.result("drift", &(&preparation, &fitted.model, contents, end), || {
                rows_of(plan, fitted, &before, (model, own), window, year_before)
            });
            progress.add(1);
            rows
        });
    let rows: Vec<Result<Vec<DriftRow>, RunError>> = rows.collect();
    let rows = rows.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(rows.into_iter().flatten().collect())
}

/// How every feature moved from the reference window, whose customers are `before`, to a later one; the models are those
/// of the two.
fn rows_of(
    plan: &Plan,
    fitted: &FittedWindows,
    before: &Segmented,
    (model, own): (&Segmentation, &Segmentation),
    window: &RunWindow,
    year_before: Option<&RunWindow>,
) -> Result<Vec<DriftRow>, RunError> {
    let after = Segmented::of(model, &window.matrix)?;
    let year_before = year_before.map(|window| Segmented::of(model, &window.matrix)).transpose()?;
    let aged = Aged {
        features: &plan.features,
        plan: &fitted.model,
        origin: model,
        later: own,
        before: &before.values,
        after: &after.values,
    };
    let recovered = aged.recovered().map_err(RunError::internal)?;
    let parts = std::iter::once(None).chain((0..fitted.model.k).filter_map(|k| u32::try_from(k).ok()).map(Some));
    let mut rows = Vec::new();
    for (index, (feature, recovered)) in plan.features.iter().zip(recovered).enumerate() {
        for segment in parts.clone() {
            let [earlier, later] = [before, &after].map(|side| side.column(index, segment));
            let Some(drift) = feature_drift(&earlier, &later) else { continue };
            let a_year = year_before.as_ref().map(|side| side.column(index, segment));
            rows.push(DriftRow {
                window_end: window.window.end_date(),
                feature: feature.name.clone(),
                segment,
                psi: drift.psi,
                wasserstein_sd: drift.wasserstein_sd,
                mean_shift_sd: drift.mean_shift_sd,
                mean_before: drift.mean_before,
                mean_after: drift.mean_after,
                year_shift_sd: a_year.and_then(|earlier| mean_shift_in_deviations(&earlier, &later)),
                ari_recovered: segment.is_none().then_some(recovered),
            });
        }
    }
    Ok(rows)
}

/// Why staleness is what it is on the newest window: nothing where there is none.
pub(super) fn explanation(
    plan: &Plan,
    verdict: &Verdict,
    rows: &[DriftRow],
    comparisons: &[Comparison],
    name: impl Fn(u32) -> BTreeMap<String, String>,
) -> Option<Explanation> {
    let (window_end, ari) = verdict.window_end.zip(verdict.ari)?;
    let newest = || rows.iter().filter(|row| row.window_end == window_end);
    let shift = |row: &DriftRow| row.mean_shift_sd.unwrap_or(0.0).abs();
    let mut causes: Vec<Cause> = newest()
        .filter_map(|row| {
            let recovered = row.ari_recovered?;
            let of_feature = newest().filter(|other| other.feature == row.feature && other.segment.is_some());
            // Relative to the spread of all customers, so that a tight segment does not win by its tightness.
            let moved = |part: &DriftRow| (part.mean_after - part.mean_before).abs();
            let most = of_feature.filter(|_| shift(row) > 0.0).max_by(|a, b| moved(a).total_cmp(&moved(b)));
            Some(Cause {
                feature: row.feature.clone(),
                label: plan.features.iter().find(|plan| plan.name == row.feature).map(|plan| plan.label.clone())?,
                recovered,
                mean_before: row.mean_before,
                mean_after: row.mean_after,
                mean_shift_sd: row.mean_shift_sd,
                psi: row.psi,
                segment: most.and_then(|part| {
                    Some(SegmentShift {
                        segment: part.segment?,
                        name: name(part.segment?),
                        mean_before: part.mean_before,
                        mean_after: part.mean_after,
                    })
                }),
            })
        })
        .collect();
    causes.sort_by(|left, right| right.recovered.total_cmp(&left.recovered));
    let year_before = comparisons
        .iter()
        .filter(|row| row.quantity == Quantity::Staleness && row.window_end == window_end)
        .find(|row| Some(row.origin_end) == window_end.checked_sub_months(Months::new(12)))
        .and_then(|row| Some(YearBefore { window_end: row.origin_end, ari: row.ari?, signal: row.signal }));
    Some(Explanation { window_end, lost: 1.0 - ari, causes, year_before })
}

fn a_year_before(fitted: &FittedWindows, end: NaiveDate) -> Option<&RunWindow> {
    let wanted = end.checked_sub_months(Months::new(12))?;
    fitted.windows.iter().find(|window| window.window.end_date() == wanted)
}

/// A window's customers without missing values, with their segments by the reference model.
struct Segmented {
    values: FeatureMatrix,
    labelling: Labelling,
}

impl Segmented {
    fn of(model: &Segmentation, matrix: &FeatureMatrix) -> Result<Self, RunError> {
        let values = model.preprocessor().filled(matrix).map_err(RunError::internal)?;
        let labelling = model.label(&values).map_err(RunError::internal)?;
        Ok(Self { values, labelling })
    }

    /// A feature's values of the customers of a segment, or of all.
    fn column(&self, index: usize, segment: Option<u32>) -> Vec<f64> {
        let column = self.values.column(index);
        let values = column.iter().flatten().copied().zip(self.labelling.labels());
        values.filter(|(_, label)| segment.is_none_or(|segment| segment == **label)).map(|(value, _)| value).collect()
    }
}
