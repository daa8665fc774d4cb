//! What a feature's drift takes from the agreement: the index that comes back when it alone is undone.
//!
//! Undoing a feature's drift maps its later values to the earlier values of the same rank (quantile mapping), customer by
//! customer; the other features stay as they are. Then a model is fitted on the customers so changed, and compared with
//! the older one on them, as staleness is. What it agrees more than without the mapping is what the feature's drift had
//! taken. Features that drift together may each recover what only undoing both would: the parts need not add up.

use ndarray::ArrayView2;

use super::{Segmentation, SegmentationError};
use crate::agreement::{Contingency, adjusted_rand_index};
use crate::drift::QuantileMap;
use crate::feature::FeatureMatrix;
use crate::plan::{FeaturePlan, ModelPlan};

/// An older model and a later window of the same features.
#[derive(Debug, Clone, Copy)]
pub struct Aged<'a> {
    /// The features.
    pub features: &'a [FeaturePlan],
    /// What is fitted.
    pub plan: &'a ModelPlan,
    /// The older model.
    pub origin: &'a Segmentation,
    /// The later window's own model.
    pub later: &'a Segmentation,
    /// The origin's customers, without missing values.
    pub before: &'a FeatureMatrix,
    /// The later window's, without missing values.
    pub after: &'a FeatureMatrix,
}

impl Aged<'_> {
    /// The adjusted Rand index recovered by undoing each feature's drift, in the features' order; all missing values
    /// filled as the older model fills them.
    ///
    /// # Errors
    /// When a window cannot be labelled or fitted.
    pub fn recovered(&self) -> Result<Vec<f64>, SegmentationError> {
        let unchanged = self.staleness(self.after)?;
        let columns = self.before.values().columns().into_iter().zip(self.after.values().columns());
        columns
            .enumerate()
            .map(|(index, (before, after))| {
                let Some(map) = QuantileMap::between(&after.to_vec(), &before.to_vec()) else { return Ok(0.0) };
                let undone = self.after.with_column(index, |value| map.map(value));
                Ok(self.staleness(&undone)? - unchanged)
            })
            .collect()
    }

    fn staleness(&self, customers: &FeatureMatrix) -> Result<f64, SegmentationError> {
        let known: [ArrayView2<'_, f64>; 2] =
            [self.later.optimum().centroids().view(), self.origin.optimum().centroids().view()];
        let (_, refitted) = Segmentation::fit_near(self.features, self.plan, customers, &known)?;
        let table = Contingency::common(&self.origin.label(customers)?, &refitted);
        Ok(adjusted_rand_index(&table))
    }
}
