//! What the customers of each segment have in common.

use ndarray::Axis;

use super::{Segmentation, SegmentationError};
use crate::agreement::Labelling;
use crate::feature::{FeatureMatrix, mean, population_deviation};
use crate::numeric::{quantile, real};
use crate::record::{SegmentFeature, SegmentRecord};

/// The segments of `model` on `matrix`, whose customers are those of `labelling` but for the dropped ones.
///
/// Means, medians and z are of the values in their own units, missing ones filled as the model fills them;
/// `z = (mean of the segment - mean of all) / population standard deviation of all`.
///
/// # Errors
/// When the features differ from the model's.
pub fn profile(
    model: &Segmentation,
    matrix: &FeatureMatrix,
    labelling: &Labelling,
) -> Result<Vec<SegmentRecord>, SegmentationError> {
    let filled = model.preprocessor().filled(&matrix.restricted_to(labelling.customers()))?;
    let all = filled.values().columns().into_iter().map(|column| column.to_vec()).collect::<Vec<_>>();
    let overall = all
        .iter()
        .map(|column| (mean(column).unwrap_or(0.0), population_deviation(column).unwrap_or(0.0)))
        .collect::<Vec<_>>();
    let total = labelling.labels().len();
    let mut segments = Vec::new();
    for (number, centroid) in (0_u32..).zip(model.optimum().centroids().axis_iter(Axis(0))) {
        let members = || labelling.labels().iter().map(|&label| label == number);
        let customers = members().filter(|&member| member).count();
        let features = all
            .iter()
            .zip(&overall)
            .zip(centroid)
            .map(|((column, &(center, deviation)), &scaled)| {
                let mut values = column
                    .iter()
                    .zip(members())
                    .filter(|(_, member)| *member)
                    .map(|(&value, _)| value)
                    .collect::<Vec<_>>();
                let mean = mean(&values).unwrap_or(0.0);
                values.sort_unstable_by(f64::total_cmp);
                SegmentFeature {
                    mean,
                    median: quantile(&values, 0.5).unwrap_or(0.0),
                    scaled,
                    z: if deviation > 0.0 { (mean - center) / deviation } else { 0.0 },
                }
            })
            .collect();
        let share = real(customers as u64) / real(total.max(1) as u64);
        segments.push(SegmentRecord { segment: number, customers: customers as u64, share, features });
    }
    Ok(segments)
}
