//! Whether rows that a sample may lack could make a cluster.
//!
//! A cluster of which the sample holds a hundred rows is found there. One of fewer rows is worth a centroid only if it
//! saves more than taking a centroid from elsewhere costs. It saves no more than the squared distances of its rows, so
//! no more than those of as many farthest rows; and the sum of the m largest of any numbers x is at most
//! m t + Σ max(0, x − t), whatever t is. So the pass over all rows that measures a solution measures this too.
//!
//! Source of the bound: Rockafellar, R. T. & Uryasev, S. (2000), Optimization of conditional value-at-risk, J. Risk 2(3).

use super::blocks::map_blocks;
use super::nearest::TwoNearest;
use super::tiles::Tiles;
use crate::numeric::real;

/// Rows of a cluster in the sample that are enough to find it.
const ENOUGH: usize = 100;

/// Of what a centroid saves in the sample, how much it saves at least among all rows: an estimate from a hundred rows or
/// more is rarely a quarter too high.
const AT_LEAST: f64 = 0.75;

/// What a cluster of rows that the sample may lack can save, and what it must.
#[derive(Debug, Clone, Copy)]
pub(super) struct RareCluster {
    /// The squared distance to the nearest centroid that a hundred rows of the sample reach.
    pub(super) far: f64,
    /// As many rows as it may have, at that distance.
    at_far: f64,
    /// What the least useful of the centroids saves.
    least_saved: f64,
}

impl RareCluster {
    /// Of a sample, 1 row or more, of so many `rows`, and a solution of it (k × d values).
    pub(super) fn beside(sample: &Tiles, rows: usize, centroids: &[f64]) -> Self {
        let clusters = centroids.len() / sample.columns();
        let parts = map_blocks(sample, clusters, TwoNearest::new, |near, block| {
            near.find(sample.block(block), centroids, sample.columns());
            let rows = sample.block_rows(block).len();
            let mut saved = vec![0.0; clusters];
            for ((&label, &first), &second) in near.labels.iter().zip(&near.first).zip(&near.second).take(rows) {
                saved[label as usize] += second - first;
            }
            (saved, near.first[..rows].to_vec())
        });
        let saved = (0..clusters).map(|cluster| parts.iter().map(|(saved, _)| saved[cluster]).sum::<f64>());
        let least_saved = saved.fold(f64::INFINITY, f64::min);
        let mut distances = parts.into_iter().flat_map(|(_, distances)| distances).collect::<Vec<_>>();
        let index = distances.len().saturating_sub(ENOUGH);
        let (_, &mut far, _) = distances.select_nth_unstable_by(index, f64::total_cmp);
        let each = real(rows as u64) / real(sample.rows() as u64);
        Self { far, at_far: real(ENOUGH as u64) * each * far, least_saved: AT_LEAST * each * least_saved }
    }

    /// Whether it may save more than a centroid does, if the squared distances of all rows exceed `far` by so much in
    /// sum: before any other row changes its cluster.
    pub(super) fn may_pay(&self, beyond: f64) -> bool {
        self.at_far + beyond >= self.least_saved
    }
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use ndarray::Array2;

    use super::super::lloyd::Partition;
    use super::*;

    /// Two clouds of 5,000 rows, and `rare` rows far away.
    fn rows(rare: usize, distance: f64) -> Tiles {
        let cloud = |row: usize| if row.is_multiple_of(2) { 0.0 } else { 10.0 };
        let value = |row: usize| if row < rare { distance } else { cloud(row) + (row % 17) as f64 / 17.0 };
        Tiles::new(Array2::from_shape_fn((10_000, 1), |(row, _)| value(row)).view())
    }

    /// Whether it may pay beside one row in ten.
    fn may_pay(data: &Tiles, centroids: &[f64]) -> bool {
        let sample = data.select(&(1..=1000).map(|row| 10 * row - 1 - row % 2).collect::<Vec<_>>());
        let rare = RareCluster::beside(&sample, data.rows(), centroids);
        let (_, beyond) = Partition::new(data, centroids.to_vec()).optimum_and_beyond(rare.far);
        rare.may_pay(beyond)
    }

    #[test]
    fn a_few_rows_pay_if_they_lie_far_enough_away() {
        // To leave 5,000 rows to the other centroid costs about 100 each: five rows pay beyond √100,000.
        assert!(!may_pay(&rows(0, 0.0), &[0.5, 10.5]));
        assert!(!may_pay(&rows(5, 200.0), &[0.5, 10.5]));
        assert!(may_pay(&rows(5, 400.0), &[0.5, 10.5]));
    }

    #[test]
    fn one_cluster_or_an_empty_one() {
        assert!(!may_pay(&rows(0, 0.0), &[5.0]));
        assert!(may_pay(&rows(0, 0.0), &[0.0, 10.0, 1e6]));
    }
}
