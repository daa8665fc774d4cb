//! The fitted model.

use linfa::traits::PredictInplace;
use ndarray::{Array1, Array2, ArrayBase, ArrayView2, Data, Ix2};

use serde::{Deserialize, Serialize};

use super::by_rows;
use super::error::KMeansError;
use super::optimum::Optimum;
use super::prediction::{self, Assignment};

/// A fitted K-Means model. Clusters are numbered by size on the rows it was fitted on, the largest being 0; those of
/// equal size by centroid, column by column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KMeansModel {
    #[serde(with = "by_rows")]
    pub(super) centroids: Array2<f64>,
    pub(super) sizes: Vec<u64>,
    pub(super) inertia: f64,
    pub(super) iterations: u32,
    pub(super) converged: bool,
    pub(super) effort: Effort,
    pub(super) near_ties: Vec<NearTie>,
}

/// What it took to find a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Effort {
    pub(super) restarts: u32,
    pub(super) moves: u32,
    pub(super) found: u32,
}

/// Another local optimum whose inertia is at most 10 % above the best.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearTie {
    /// k × d, in the order of a model's.
    #[serde(with = "by_rows")]
    pub centroids: Array2<f64>,
    /// Sum of squared distances to the nearest centroid, over all rows.
    pub inertia: f64,
    /// Times it was found: starts that ended in it, and one more if a breathing move met it first.
    pub found: u32,
}

impl KMeansModel {
    pub(super) fn new(optimum: Optimum, effort: Effort, near_ties: Vec<NearTie>) -> Self {
        let optimum = optimum.in_canonical_order();
        Self {
            centroids: matrix(&optimum),
            sizes: optimum.sizes,
            inertia: optimum.inertia,
            iterations: optimum.iterations,
            converged: optimum.converged,
            effort,
            near_ties,
        }
    }

    /// The centroids, k × d: each the mean of its rows.
    #[must_use]
    pub fn centroids(&self) -> &Array2<f64> {
        &self.centroids
    }

    /// Rows per cluster, k of them.
    #[must_use]
    pub fn sizes(&self) -> &[u64] {
        &self.sizes
    }

    /// Sum of squared distances of the rows to the nearest centroid; what scikit-learn calls `inertia_`.
    #[must_use]
    pub fn inertia(&self) -> f64 {
        self.inertia
    }

    /// Lloyd iterations of the descent that led here, on the sample and on all rows.
    #[must_use]
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    /// Whether that descent ended with no label changing.
    #[must_use]
    pub fn converged(&self) -> bool {
        self.converged
    }

    /// Independent starts that were run.
    #[must_use]
    pub fn restarts(&self) -> u32 {
        self.effort.restarts
    }

    /// Breathing moves that were tried besides.
    #[must_use]
    pub fn moves(&self) -> u32 {
        self.effort.moves
    }

    /// Times this solution was found: starts that ended in it, and one more if a breathing move met it first.
    #[must_use]
    pub fn found(&self) -> u32 {
        self.effort.found
    }

    /// The distinct other optima whose inertia is at most 10 % above this one's, best first, at most 10. If one of them
    /// labels the rows otherwise, which of the two is the model is all but a matter of luck.
    #[must_use]
    pub fn near_ties(&self) -> &[NearTie] {
        &self.near_ties
    }

    /// Labels rows (n × d) with the nearest centroid, the lowest of those equally near.
    ///
    /// # Errors
    ///
    /// The rows have another number of columns than the centroids, or a value that is not finite.
    pub fn assign(&self, rows: ArrayView2<'_, f64>) -> Result<Vec<u32>, KMeansError> {
        prediction::assign(rows, self.centroids.view())
    }

    /// Labels rows (n × d), and says how firmly each lies in its cluster.
    ///
    /// # Errors
    ///
    /// As [`assign`](Self::assign).
    pub fn assign_with_margin(&self, rows: ArrayView2<'_, f64>) -> Result<Assignment, KMeansError> {
        prediction::assign_with_margin(rows, self.centroids.view())
    }
}

impl NearTie {
    pub(super) fn new(optimum: Optimum, found: u32) -> Self {
        let optimum = optimum.in_canonical_order();
        Self { centroids: matrix(&optimum), inertia: optimum.inertia, found }
    }
}

/// The centroids of an optimum, k × d.
fn matrix(optimum: &Optimum) -> Array2<f64> {
    let columns = optimum.columns();
    Array2::from_shape_fn((optimum.sizes.len(), columns), |(row, column)| optimum.centroids[row * columns + column])
}

impl<D: Data<Elem = f64>> PredictInplace<ArrayBase<D, Ix2>, Array1<usize>> for KMeansModel {
    /// Labels rows (n × d) with the nearest centroid. A value that is not finite is near nothing, and its row goes to
    /// cluster 0: [`KMeansModel::assign`] refuses it.
    ///
    /// # Panics
    ///
    /// As linfa's own models do, if rows and targets differ in number, or rows and centroids in columns.
    fn predict_inplace(&self, rows: &ArrayBase<D, Ix2>, targets: &mut Array1<usize>) {
        assert_eq!(rows.nrows(), targets.len(), "there must be as many targets as rows");
        assert_eq!(rows.ncols(), self.centroids.ncols(), "rows must have as many columns as the centroids");
        for (target, label) in targets.iter_mut().zip(prediction::labels(rows.view(), self.centroids.view())) {
            *target = label as usize;
        }
    }

    fn default_target(&self, rows: &ArrayBase<D, Ix2>) -> Array1<usize> {
        Array1::zeros(rows.nrows())
    }
}
