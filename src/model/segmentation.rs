//! A scaler and the centroids found behind it.

use linfa::ParamGuard;
use ndarray::ArrayView2;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::agreement::{AgreementError, Labelling};
use crate::feature::{FeatureMatrix, Preprocessor, PreprocessorError, ScaledMatrix};
use crate::kmeans::{self, KMeansError, KMeansModel, KMeansParams, KMeansParamsError};
use crate::plan::{Engine, FeaturePlan, ModelPlan};

/// A model: how raw features are made ready, and the centroids of its segments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Segmentation {
    pub(super) preprocessor: Preprocessor,
    pub(super) optimum: KMeansModel,
}

/// Starts beside the known solutions where customers resemble others: enough to meet a solution that only these have
/// (`tests/it/noise.rs` holds the floors so made against those of whole searches).
const FRESH_STARTS: u32 = 2;

/// Rows that those starts look at.
const START_ROWS: usize = 10_000;

/// Customers that are labelled at a time: some hundred kilobytes.
const LABELLED_ROWS: usize = 1 << 14;

/// Why a model cannot be fitted or used.
#[derive(Debug, Error)]
pub enum SegmentationError {
    /// The features cannot be made ready.
    #[error(transparent)]
    Preprocessor(#[from] PreprocessorError),
    /// The parameters cannot be.
    #[error(transparent)]
    Params(#[from] KMeansParamsError),
    /// K-Means cannot be fitted.
    #[error(transparent)]
    KMeans(#[from] KMeansError),
    /// A model that was kept and is damaged.
    #[error("the stored model is damaged: its numbers do not make a scaler and centroids")]
    Stored,
    /// Labels that are not a labelling: what should not happen.
    #[error(transparent)]
    Labels(#[from] AgreementError),
}

impl SegmentationError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Preprocessor(PreprocessorError::Fill(_)) => {
                "look at the feature's SQL, give a number for its `missing`, or leave the feature out"
            }
            Self::Preprocessor(PreprocessorError::Logarithm { .. }) => {
                "take the transform away, or keep such values out of the feature's SQL"
            }
            Self::KMeans(_) => "look at the features' SQL over the orders of that window, or lower model.k",
            Self::Stored | Self::Preprocessor(PreprocessorError::Scaler { .. }) => {
                "the file in the registry was changed: put it back, or promote a model again"
            }
            Self::Preprocessor(PreprocessorError::Features { .. }) | Self::Params(_) | Self::Labels(_) => {
                "this is a fault of segwatch; please report it"
            }
        }
    }
}

impl Segmentation {
    /// Fits scaler and centroids on `population`, with stand-ins for missing values from `window`, of which it is a
    /// part; returns the model and its own labels of the population.
    ///
    /// # Errors
    /// When a feature cannot be made ready, or has too few distinct values for the segments.
    pub fn fit(
        features: &[FeaturePlan],
        plan: &ModelPlan,
        window: &FeatureMatrix,
        population: &FeatureMatrix,
    ) -> Result<(Self, Labelling), SegmentationError> {
        let preprocessor = Preprocessor::fit(features, window, population)?;
        let scaled = preprocessor.scale(population)?;
        let optimum = match plan.engine {
            Engine::Segwatch => params(plan).check()?.fit_matrix(scaled.values())?,
            Engine::Linfa => kmeans::second_opinion(scaled.values(), &params(plan).check()?)?,
        };
        let model = Self { preprocessor, optimum };
        let labelling = model.label_scaled(&scaled)?;
        Ok((model, labelling))
    }

    /// Fits scaler and centroids on customers that resemble others whose solutions are known: the best of the descents
    /// from each of `portfolio` (k × d, scaled) and from a few fresh starts. Where the plan asks for linfa, its fit.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub fn fit_near(
        features: &[FeaturePlan],
        plan: &ModelPlan,
        customers: &FeatureMatrix,
        portfolio: &[ArrayView2<'_, f64>],
    ) -> Result<(Self, Labelling), SegmentationError> {
        let preprocessor = Preprocessor::fit(features, customers, customers)?;
        let scaled = preprocessor.scale(customers)?;
        let params = params(plan).restarts(FRESH_STARTS).sample_rows(START_ROWS).check()?;
        let optimum = match plan.engine {
            Engine::Segwatch => params.fit_near(scaled.values(), portfolio)?,
            Engine::Linfa => kmeans::second_opinion(scaled.values(), &params)?,
        };
        let model = Self { preprocessor, optimum };
        let labelling = model.label_scaled(&scaled)?;
        Ok((model, labelling))
    }

    /// How raw features are made ready.
    #[must_use]
    pub fn preprocessor(&self) -> &Preprocessor {
        &self.preprocessor
    }

    /// The centroids, and how they were found.
    #[must_use]
    pub fn optimum(&self) -> &KMeansModel {
        &self.optimum
    }

    /// The segment of each customer of `matrix` that the model does not drop.
    ///
    /// # Errors
    /// When the features differ from the model's, or a value is outside its transform.
    pub fn label(&self, matrix: &FeatureMatrix) -> Result<Labelling, SegmentationError> {
        // In pieces that stay in the processor's cache: no scaled matrix of all customers is made.
        let all = matrix.customers().len();
        let pieces = (0..all.div_ceil(LABELLED_ROWS).max(1)).into_par_iter().map(|piece| {
            let first = piece * LABELLED_ROWS;
            let scaled = self.preprocessor.scale_rows(matrix, first..all.min(first + LABELLED_ROWS))?;
            let labels = self.optimum.assign(scaled.values()).map_err(|error| error.in_rows_from(first))?;
            Ok((scaled.customers().clone(), labels))
        });
        // Collected before it is looked through, so that of several errors it is always the first.
        let pieces = pieces.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>, SegmentationError>>()?;
        let (customers, labels): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
        let labels = labels.concat();
        let customers = if labels.len() == all {
            matrix.customers().clone()
        } else {
            customers.iter().flat_map(|customers| customers.iter()).copied().collect()
        };
        Ok(Labelling::new(customers, labels, self.optimum.centroids().nrows())?)
    }

    /// As [`Self::label`], with the margin of each customer: 0 on the border to the next segment, 1 on the centroid.
    ///
    /// # Errors
    /// As [`Self::label`].
    pub fn label_with_margins(&self, matrix: &FeatureMatrix) -> Result<(Labelling, Vec<f64>), SegmentationError> {
        let scaled = self.preprocessor.scale(matrix)?;
        let assigned = self.optimum.assign_with_margin(scaled.values())?;
        Ok((self.labelling(&scaled, assigned.labels)?, assigned.margins))
    }

    pub(super) fn label_scaled(&self, scaled: &ScaledMatrix) -> Result<Labelling, SegmentationError> {
        let labels = self.optimum.assign(scaled.values())?;
        self.labelling(scaled, labels)
    }

    pub(super) fn labelling(&self, scaled: &ScaledMatrix, labels: Vec<u32>) -> Result<Labelling, SegmentationError> {
        Ok(Labelling::new(scaled.customers().clone(), labels, self.optimum.centroids().nrows())?)
    }
}

/// The parameters of K-Means that a plan asks for.
pub(super) fn params(plan: &ModelPlan) -> KMeansParams {
    KMeansParams::new(plan.k)
        .seed(plan.seed)
        .restarts(plan.restarts)
        .confirmations(plan.confirmations)
        .max_restarts(plan.max_restarts)
}
