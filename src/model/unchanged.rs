//! What fits agree on when nothing has changed: pairs of bootstrap samples of one window's customers, each fitted anew.

use ndarray::ArrayView2;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::{Segmentation, SegmentationError};
use crate::agreement::{Contingency, Labelling, adjusted_rand_index};
use crate::feature::FeatureMatrix;
use crate::kmeans::KMeansError;
use crate::numeric::mix;
use crate::plan::{FeaturePlan, ModelPlan};
use crate::progress::Progress;

/// Models of the origin that each later sample is compared with.
const PAIRS: usize = 3;

/// How the samples of an origin are drawn and fitted.
#[derive(Debug, Clone, Copy)]
pub struct Resampled<'a> {
    /// The features.
    pub features: &'a [FeaturePlan],
    /// What is fitted.
    pub plan: &'a ModelPlan,
    /// The origin's customers.
    pub origin: &'a FeatureMatrix,
    /// The origin's own model: a sample's fit descends from its solution and from those that came near, beside fresh
    /// starts.
    pub model: &'a Segmentation,
    /// Samples on each side, 2 or more.
    pub replicates: u32,
    /// Seed of the draws.
    pub seed: u64,
    /// Counts the samples, by [`Unchanged::fit`] and by [`Unchanged::agreements`].
    pub progress: &'a Progress,
}

/// Models fitted on bootstrap samples of an origin, each as large as the origin: what its model could as well have been.
#[derive(Debug)]
pub struct Unchanged<'a> {
    resampled: Resampled<'a>,
    rows: usize,
    /// `None` where a sample has too few distinct customers for the segments.
    models: Vec<Option<Segmentation>>,
}

/// The size of the samples that stand for windows of `rows` customers: the largest power of √2, rounded down, that is
/// not above it. So windows of about one size share their samples, and smaller samples agree a little less: the floor
/// errs on the low side, by at most a tenth of what it lies below 1.
#[must_use]
pub fn sample_rows(rows: usize) -> usize {
    let Some(exponent) = rows.checked_ilog2() else { return 0 };
    let power = 1_u128 << exponent;
    let between = usize::try_from((2 * power * power).isqrt()).unwrap_or(usize::MAX);
    if rows >= between { between } else { 1 << exponent }
}

impl<'a> Unchanged<'a> {
    /// Fits the samples of the origin's size.
    ///
    /// # Errors
    /// When the features cannot be made ready; not for too few distinct customers in a sample.
    pub fn fit(resampled: Resampled<'a>) -> Result<Self, SegmentationError> {
        let rows = sample_rows(resampled.origin.customers().len());
        let models = (0..resampled.replicates).into_par_iter().map(|number| {
            let fitted = resampled.fit(&resampled.draw(rows, number))?;
            resampled.progress.add(1);
            Ok::<_, SegmentationError>(fitted.map(|(model, _)| model))
        });
        let models = models.collect::<Vec<_>>().into_iter().collect::<Result<_, _>>()?;
        Ok(Self { resampled, rows, models })
    }

    /// The adjusted Rand indices of staleness with nothing changed, for later windows of `rows` customers, which is
    /// taken to [`sample_rows`]: each later sample's own model against [`PAIRS`] models of the origin's samples, on the
    /// later sample's customers. A sample that cannot be segmented agrees with nothing.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub fn agreements(&self, rows: usize) -> Result<Vec<f64>, SegmentationError> {
        let rows = sample_rows(rows);
        let replicates = self.models.len();
        let pairs = (0..self.resampled.replicates).into_par_iter().map(|number| {
            let place = number as usize;
            // The samples of the origin's own size serve on both sides; a pair never has the same one twice.
            let sample = self.resampled.draw(rows, number);
            let own = if rows == self.rows {
                self.models.get(place).and_then(Option::as_ref).map(|model| model.label(&sample)).transpose()?
            } else {
                self.resampled.fit(&sample)?.map(|(_, labelling)| labelling)
            };
            self.resampled.progress.add(1);
            let others =
                (1..=PAIRS.min(replicates - 1)).filter_map(|step| self.models.get((place + step) % replicates));
            others
                .map(|other| match (other, &own) {
                    (Some(other), Some(own)) => {
                        Ok(adjusted_rand_index(&Contingency::common(&other.label(&sample)?, own)))
                    }
                    _ => Ok(0.0),
                })
                .collect::<Result<Vec<_>, SegmentationError>>()
        });
        let pairs: Vec<Vec<f64>> = pairs.collect::<Vec<_>>().into_iter().collect::<Result<_, _>>()?;
        Ok(pairs.into_iter().flatten().collect())
    }
}

impl Resampled<'_> {
    /// The `number`-th sample of so many rows.
    fn draw(&self, rows: usize, number: u32) -> FeatureMatrix {
        let customers = self.origin.customers().len() as u64;
        let seed = mix(self.seed ^ mix((rows as u64) << 32 | u64::from(number)));
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let drawn = (0..rows).filter_map(|_| usize::try_from(rng.gen_range(0..customers.max(1))).ok());
        self.origin.resampled(&drawn.collect::<Vec<_>>())
    }

    fn fit(&self, sample: &FeatureMatrix) -> Result<Option<(Segmentation, Labelling)>, SegmentationError> {
        let known = self.model.optimum();
        let ties = known.near_ties().iter().map(|tie| tie.centroids.view());
        let portfolio: Vec<ArrayView2<'_, f64>> = std::iter::once(known.centroids().view()).chain(ties).collect();
        match Segmentation::fit_near(self.features, self.plan, sample, &portfolio) {
            Ok(fitted) => Ok(Some(fitted)),
            Err(SegmentationError::KMeans(KMeansError::TooFewRows { .. } | KMeansError::TooFewDistinctRows { .. })) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}
