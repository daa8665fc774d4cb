//! Customers who stand for a segment.

use super::{Segmentation, SegmentationError};
use crate::agreement::Labelling;
use crate::feature::FeatureMatrix;

/// The rows of `matrix` nearest to each centroid, nearest first and at most `count` of a segment, as customers' codes.
///
/// # Errors
/// When the features differ from the model's.
pub fn typical(
    model: &Segmentation,
    matrix: &FeatureMatrix,
    labelling: &Labelling,
    count: usize,
) -> Result<Vec<Vec<u32>>, SegmentationError> {
    let scaled = model.preprocessor().scale(matrix)?;
    let centroids = model.optimum().centroids();
    let mut nearest = vec![Vec::new(); labelling.segments()];
    for ((row, &customer), &segment) in
        scaled.values().rows().into_iter().zip(scaled.customers().iter()).zip(labelling.labels())
    {
        let Some(found) = nearest.get_mut(segment as usize) else { continue };
        if (segment as usize) < centroids.nrows() {
            let centroid = centroids.row(segment as usize);
            let distance: f64 =
                row.iter().zip(centroid).map(|(value, center)| (value - center) * (value - center)).sum();
            found.push((distance, customer));
        }
    }
    let first = |mut found: Vec<(f64, u32)>| -> Vec<u32> {
        found.sort_unstable_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        found.into_iter().take(count).map(|(_, customer)| customer).collect()
    };
    Ok(nearest.into_iter().map(first).collect())
}
