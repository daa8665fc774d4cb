//! A model put into service before, ready to label again.

use linfa::ParamGuard;
use ndarray::Array2;

use super::segmentation::params;
use super::{Segmentation, SegmentationError};
use crate::agreement::Labelling;
use crate::feature::{Column, FeatureMatrix, Preprocessor};
use crate::kmeans::{self, KMeansModel};
use crate::plan::{Engine, ModelPlan, Transform};
use crate::record::StoredModel;

impl Segmentation {
    /// The model that `stored` describes: the same scaler and centroids, to the bit.
    ///
    /// # Errors
    /// When it is damaged: a number that cannot be used, an unknown transform, or segments of another shape.
    pub fn restored(stored: &StoredModel) -> Result<Self, SegmentationError> {
        let columns = stored.features.iter().map(|stored| {
            let transform = match stored.feature.transform.as_deref() {
                None => None,
                Some(name) => Some(Transform::named(name).ok_or(SegmentationError::Stored)?),
            };
            let name = stored.feature.name.clone();
            Ok(Column { name, fill: stored.fill, transform, center: stored.center, spread: stored.spread })
        });
        let preprocessor = Preprocessor::restored(columns.collect::<Result<Vec<_>, SegmentationError>>()?)?;
        let numbered = (0_u32..).zip(&stored.segments).all(|(number, segment)| number == segment.segment);
        let centroids = stored.segments.iter().flat_map(|segment| segment.centroid.iter().copied()).collect::<Vec<_>>();
        let finite = centroids.iter().all(|value| value.is_finite());
        let centroids = Array2::from_shape_vec((stored.segments.len(), stored.features.len()), centroids);
        let Some(centroids) = centroids.ok().filter(|centroids| numbered && finite && !centroids.is_empty()) else {
            return Err(SegmentationError::Stored);
        };
        let sizes = stored.segments.iter().map(|segment| segment.customers).collect();
        let optimum = KMeansModel::restored(centroids, sizes, stored.inertia, stored.iterations, stored.converged);
        Ok(Self { preprocessor, optimum })
    }

    /// This model on the customers of its own window as they are known today, with what a search behind the model's own
    /// scaler finds beside it; and its labels of them.
    ///
    /// # Errors
    /// When the features differ from the model's, or have too few distinct values for the segments.
    pub fn standing_on(
        self,
        plan: &ModelPlan,
        population: &FeatureMatrix,
    ) -> Result<(Self, Labelling), SegmentationError> {
        let scaled = self.preprocessor.scale(population)?;
        let params = params(plan).check()?;
        let found = match plan.engine {
            Engine::Segwatch => params.fit_matrix(scaled.values())?,
            Engine::Linfa => kmeans::second_opinion(scaled.values(), &params)?,
        };
        let optimum = self.optimum.standing_on(scaled.values(), found)?;
        let model = Self { preprocessor: self.preprocessor, optimum };
        let labelling = model.label_scaled(&scaled)?;
        Ok((model, labelling))
    }
}
