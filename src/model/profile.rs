//! What the customers of each segment have in common.

use ndarray::Axis;

use super::{Segmentation, SegmentationError, sizes};
use crate::agreement::Labelling;
use crate::feature::{FeatureMatrix, mean, population_deviation};
use crate::numeric::quantile;
use crate::record::{SegmentFeature, SegmentProfile, Trait};

/// The segments of `model` on `matrix`, whose customers are those of `labelling` but for the dropped ones, and who paid
/// `revenue`, one a row.
///
/// Means, quartiles and z are of the values in their own units, missing ones filled as the model fills them;
/// `z = (mean of the segment - mean of all) / population standard deviation of all`.
///
/// # Errors
/// When the features differ from the model's.
pub fn profile(
    model: &Segmentation,
    matrix: &FeatureMatrix,
    labelling: &Labelling,
    revenue: Option<&[f64]>,
) -> Result<Vec<SegmentProfile>, SegmentationError> {
    let filled = model.preprocessor().filled(&matrix.restricted_to(labelling.customers()))?;
    let all = filled.values().columns().into_iter().map(|column| column.to_vec()).collect::<Vec<_>>();
    let overall = all
        .iter()
        .map(|column| (mean(column).unwrap_or(0.0), population_deviation(column).unwrap_or(0.0)))
        .collect::<Vec<_>>();
    let sizes = sizes(matrix, labelling, revenue);
    let mut segments = Vec::new();
    for ((number, centroid), size) in (0_u32..).zip(model.optimum().centroids().axis_iter(Axis(0))).zip(sizes) {
        let members = || labelling.labels().iter().map(|&label| label == number);
        let features: Vec<SegmentFeature> = all
            .iter()
            .zip(&overall)
            .zip(centroid)
            .map(|((column, &(center, deviation)), &scaled)| {
                let of_segment = column.iter().zip(members()).filter(|(_, member)| *member);
                let mut values = of_segment.map(|(&value, _)| value).collect::<Vec<_>>();
                let mean = mean(&values).unwrap_or(0.0);
                values.sort_unstable_by(f64::total_cmp);
                let quartile = |share| quantile(&values, share).unwrap_or(0.0);
                SegmentFeature {
                    mean,
                    quartile_1: quartile(0.25),
                    median: quartile(0.5),
                    quartile_3: quartile(0.75),
                    scaled,
                    z: if deviation > 0.0 { (mean - center) / deviation } else { 0.0 },
                }
            })
            .collect();
        segments.push(SegmentProfile { segment: number, size, traits: traits(&features), features });
    }
    Ok(segments)
}

/// A difference below this many standard deviations sets nobody apart: it is what Cohen calls small (Statistical Power
/// Analysis for the Behavioral Sciences, 1988).
const SMALL: f64 = 0.2;

/// The features in which a segment's mean lies at least 0.2 standard deviations of all customers from theirs, the
/// farthest first; of equals the first of the model.
fn traits(features: &[SegmentFeature]) -> Vec<Trait> {
    let apart = features.iter().enumerate().filter(|(_, feature)| feature.z.abs() >= SMALL);
    let mut found: Vec<Trait> = apart.map(|(feature, values)| Trait { feature, z: values.z }).collect();
    // Stable, so that equals keep the model's order.
    found.sort_by(|left, right| right.z.abs().total_cmp(&left.z.abs()));
    found
}
