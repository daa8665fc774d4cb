//! A second opinion: the same rows fitted by linfa-clustering's K-Means, which shares no code with this one.
//!
//! linfa stops when the centroids move by less than a tolerance, counts each old centroid as one more row of its
//! cluster, leaves empty clusters where they are and reports a mean as inertia. So only its centroids are taken over;
//! sizes and inertia are counted here.

use linfa::DatasetBase;
use linfa::traits::Fit;
use ndarray::ArrayView2;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

use super::error::KMeansError;
use super::lloyd::Partition;
use super::model::{Effort, KMeansModel};
use super::params::KMeansValidParams;
use super::validation::validated;

/// Largest distance, over all centroids together, by which they may still move when linfa stops; relative to the
/// largest magnitude in the rows.
const TOLERANCE: f64 = 1e-9;

/// Fits the rows (n × d) with linfa-clustering: the same k and seed, `restarts` k-means++ starts, nothing else of the
/// parameters. The model has no near ties and 0 moves, its iterations are unknown and therefore 0, `found` is 1, and
/// `converged` says whether Lloyd's algorithm would leave every label as it is.
///
/// # Errors
///
/// As [`KMeansValidParams::fit_matrix`], or linfa-clustering gives up.
pub fn second_opinion(rows: ArrayView2<'_, f64>, params: &KMeansValidParams) -> Result<KMeansModel, KMeansError> {
    let data = validated(rows, params.k())?;
    let largest = rows.iter().fold(f64::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
    let rng = Xoshiro256PlusPlus::seed_from_u64(params.seed());
    let fitted = linfa_clustering::KMeans::params_with_rng(params.k(), rng)
        .n_runs(params.restarts() as usize)
        .max_n_iterations(u64::from(params.max_iterations()))
        .tolerance((largest * TOLERANCE).max(f64::MIN_POSITIVE))
        .fit(&DatasetBase::from(rows))
        .map_err(|error| KMeansError::SecondOpinion(error.to_string()))?;
    let mut partition = Partition::new(&data, fitted.centroids().iter().copied().collect());
    let mut optimum = partition.optimum();
    // One iteration to assign all rows, one more to see whether that lasts.
    partition.descend(2);
    optimum.converged = partition.converged;
    Ok(KMeansModel::new(optimum, Effort { restarts: params.restarts(), moves: 0, found: 1 }, Vec::new()))
}
