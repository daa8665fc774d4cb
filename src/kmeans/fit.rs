//! Fitting.

use linfa::DatasetBase;
use linfa::traits::Fit;
use ndarray::{ArrayBase, ArrayView2, Data, Ix2};

use super::error::{KMeansError, KMeansParamsError};
use super::model::{Effort, KMeansModel, NearTie};
use super::params::KMeansValidParams;
use super::search::{RIVAL, Search};
use super::validation::validated;

/// The most near ties that a model reports.
pub(super) const MOST_NEAR_TIES: usize = 10;

impl KMeansValidParams {
    /// Fits a model to the rows of an n × d matrix, d features each. The same rows in the same order and the same
    /// parameters give the same bits, on any machine and any number of threads.
    ///
    /// # Errors
    ///
    /// The matrix is empty, holds a value that is not finite or too large to be squared, or has fewer distinct rows
    /// than k.
    pub fn fit_matrix(&self, rows: ArrayView2<'_, f64>) -> Result<KMeansModel, KMeansError> {
        let data = validated(rows, self.k())?;
        model(&Search::run(&data, self))
    }

    /// Fits a model to rows that resemble others whose optima are known, such as a bootstrap sample: the best of the
    /// descents from each of `portfolio` (k × d) and of `restarts` independent starts. Centroids of another shape are
    /// passed over.
    ///
    /// # Errors
    ///
    /// As [`fit_matrix`](Self::fit_matrix).
    pub fn fit_near(
        &self,
        rows: ArrayView2<'_, f64>,
        portfolio: &[ArrayView2<'_, f64>],
    ) -> Result<KMeansModel, KMeansError> {
        let data = validated(rows, self.k())?;
        let portfolio: Vec<Vec<f64>> = portfolio
            .iter()
            .filter(|centroids| centroids.dim() == (self.k(), rows.ncols()))
            .map(|centroids| centroids.iter().copied().collect())
            .collect();
        model(&Search::near(&data, self, &portfolio))
    }
}

/// What a search found.
fn model(search: &Search<'_>) -> Result<KMeansModel, KMeansError> {
    let mut solutions = search.archive.within(RIVAL).cloned();
    let Some((best, finds)) = solutions.next() else {
        return Err(KMeansParamsError::NoRestarts.into());
    };
    let near_ties = solutions.take(MOST_NEAR_TIES).map(|(optimum, finds)| NearTie::new(optimum, finds.all)).collect();
    let effort = Effort { restarts: search.starts, moves: search.moves, found: finds.all };
    Ok(KMeansModel::new(best, effort, near_ties))
}

impl<D: Data<Elem = f64>, T> Fit<ArrayBase<D, Ix2>, T, KMeansError> for KMeansValidParams {
    type Object = KMeansModel;

    fn fit(&self, dataset: &DatasetBase<ArrayBase<D, Ix2>, T>) -> Result<KMeansModel, KMeansError> {
        self.fit_matrix(dataset.records().view())
    }
}
