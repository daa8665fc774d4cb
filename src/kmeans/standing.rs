//! A model known from before, in the place of the one that a search finds.

use ndarray::{Array2, ArrayView2};

use super::error::KMeansError;
use super::fit::MOST_NEAR_TIES;
use super::model::{Effort, KMeansModel, NearTie};
use super::nearest::squared_distance;
use super::optimum::Optimum;
use super::prediction;
use super::search::RIVAL;
use crate::numeric::compensated_sum;

impl KMeansModel {
    /// A model fitted before, from what was kept of it; of its search nothing is known.
    #[must_use]
    pub fn restored(centroids: Array2<f64>, sizes: Vec<u64>, inertia: f64, iterations: u32, converged: bool) -> Self {
        let effort = Effort { restarts: 0, moves: 0, found: 0 };
        Self { centroids, sizes, inertia, iterations, converged, effort, near_ties: Vec::new() }
    }

    /// This model on `rows`, beside what a search found on them.
    ///
    /// Where the search ended in this very solution, it is what the search found. Else sizes and inertia are counted again,
    /// and the best of the search is one of the near ties, its inertia possibly below this one's.
    ///
    /// # Errors
    /// The rows have another number of columns than the centroids, or a value that is not finite.
    pub fn standing_on(&self, rows: ArrayView2<'_, f64>, found: Self) -> Result<Self, KMeansError> {
        if found.centroids == self.centroids {
            return Ok(found);
        }
        let labels = prediction::assign(rows, self.centroids.view())?;
        let mut sizes = vec![0; self.centroids.nrows()];
        let mut distances = Vec::with_capacity(labels.len());
        for (row, &label) in rows.outer_iter().zip(&labels) {
            if let Some(size) = sizes.get_mut(label as usize) {
                *size += 1;
            }
            let centroid = self.centroids.row(label as usize).to_vec();
            distances.push(squared_distance(row.iter().copied(), &centroid));
        }
        let standing = Self { sizes, inertia: compensated_sum(distances), near_ties: Vec::new(), ..self.clone() };
        let own = standing.optimum();
        let Effort { restarts, moves, found: times } = found.effort;
        let best = NearTie { centroids: found.centroids.clone(), inertia: found.inertia, found: times };
        let (mut finds, mut near_ties) = (0, Vec::new());
        for tie in std::iter::once(best).chain(found.near_ties) {
            let optimum = Optimum { inertia: tie.inertia, ..optimum_of(&tie.centroids, &standing) };
            if own.is_same(&optimum) {
                finds += tie.found;
            } else if tie.inertia <= standing.inertia * (1.0 + RIVAL) && near_ties.len() < MOST_NEAR_TIES {
                near_ties.push(tie);
            }
        }
        Ok(Self { effort: Effort { restarts, moves, found: finds }, near_ties, ..standing })
    }

    fn optimum(&self) -> Optimum {
        optimum_of(&self.centroids, self)
    }
}

/// Centroids as an optimum with all else from `model`; whether two are the same is asked of the first one's sizes and
/// inertia alone.
fn optimum_of(centroids: &Array2<f64>, model: &KMeansModel) -> Optimum {
    Optimum {
        centroids: centroids.iter().copied().collect(),
        sizes: model.sizes.clone(),
        inertia: model.inertia,
        iterations: model.iterations,
        converged: model.converged,
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::kmeans::KMeansParams;
    use linfa::ParamGuard;

    #[test]
    fn the_solution_of_the_search_is_taken_as_it_was_found() {
        let rows = array![[0.0], [1.0], [10.0], [11.0], [30.0], [31.0]];
        let found = KMeansParams::new(3).check().unwrap().fit_matrix(rows.view()).unwrap();
        let known = KMeansModel::restored(found.centroids().clone(), found.sizes().to_vec(), 9.0, 1, true);
        assert_eq!(known.standing_on(rows.view(), found.clone()).unwrap(), found);
    }

    #[test]
    fn a_worse_solution_keeps_its_centroids_and_has_the_better_one_for_a_rival() {
        let rows = array![[0.0], [1.0], [10.0], [11.0], [30.0], [31.0]];
        let found = KMeansParams::new(3).check().unwrap().fit_matrix(rows.view()).unwrap();
        let worse = array![[0.0], [1.0], [20.5]];
        let known = KMeansModel::restored(worse.clone(), vec![1, 1, 1], 0.0, 1, true);
        let standing = known.standing_on(rows.view(), found.clone()).unwrap();
        assert_eq!(standing.centroids(), &worse);
        // 10 lies 9 from the second centroid; 11, 30 and 31 lie 9.5, 9.5 and 10.5 from the third.
        assert_eq!(standing.sizes(), &[1, 2, 3][..]);
        assert_eq!(standing.inertia(), 81.0 + 90.25 + 90.25 + 110.25);
        assert_eq!(standing.near_ties()[0].centroids, *found.centroids());
        assert!(standing.near_ties()[0].inertia < standing.inertia());
        assert_eq!(standing.restarts(), found.restarts());
    }
}
