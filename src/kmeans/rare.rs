//! Whether rows that a sample may lack could make a cluster.
//!
//! A cluster of which the sample holds a hundred rows is found there. One of fewer rows is worth a centroid only if it
//! saves more than taking a centroid from elsewhere costs. It saves no more than the squared distances of its rows, so
//! no more than those of as many farthest rows; and the sum of the m largest of any numbers x is at most
//! m t + Σ max(0, x − t), whatever t is. That is one pass over the rows.
//!
//! Source of the bound: Rockafellar, R. T. & Uryasev, S. (2000), Optimization of conditional value-at-risk, J. Risk 2(3).

use super::blocks::map_blocks;
use super::nearest::{Nearest, TwoNearest};
use super::tiles::Tiles;
use crate::numeric::real;

/// Rows of a cluster in the sample that are enough to find it.
const ENOUGH: usize = 100;

/// Whether a cluster of which `sample`, some of the rows of `data`, holds fewer than a hundred could save more than one of
/// the centroids (k × d values) does, before any other moves.
pub(super) fn rare_cluster_may_pay(data: &Tiles, sample: &Tiles, centroids: &[f64]) -> bool {
    let rare = ENOUGH * data.rows() / sample.rows();
    let far = far_distance(sample, centroids);
    let clusters = centroids.len() / data.columns();
    let parts = map_blocks(data, clusters, TwoNearest::new, |near, block| {
        near.find(data.block(block), centroids, data.columns());
        let rows = data.block_rows(block).len();
        let (mut saved, mut beyond) = (vec![0.0; clusters], 0.0);
        for ((&label, &first), &second) in near.labels.iter().zip(&near.first).zip(&near.second).take(rows) {
            saved[label as usize] += second - first;
            beyond += (first - far).max(0.0);
        }
        (saved, beyond)
    });
    let saved = (0..clusters).map(|cluster| parts.iter().map(|(saved, _)| saved[cluster]).sum::<f64>());
    let most = real(rare as u64) * far + parts.iter().map(|(_, beyond)| beyond).sum::<f64>();
    most >= saved.fold(f64::INFINITY, f64::min)
}

/// The squared distance to the nearest centroid that a hundred rows of the sample reach; the least where there are fewer.
fn far_distance(sample: &Tiles, centroids: &[f64]) -> f64 {
    let parts = map_blocks(sample, centroids.len() / sample.columns(), Nearest::new, |near, block| {
        near.find(sample.block(block), centroids, sample.columns());
        near.distances[..sample.block_rows(block).len()].to_vec()
    });
    let mut distances = parts.concat();
    let index = distances.len().saturating_sub(ENOUGH);
    let (_, far, _) = distances.select_nth_unstable_by(index, f64::total_cmp);
    *far
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use ndarray::Array2;

    use super::*;

    /// Two clouds of 5,000 rows, and `rare` rows far away.
    fn rows(rare: usize, distance: f64) -> Tiles {
        let cloud = |row: usize| if row.is_multiple_of(2) { 0.0 } else { 10.0 };
        let value = |row: usize| if row < rare { distance } else { cloud(row) + (row % 17) as f64 / 17.0 };
        Tiles::new(Array2::from_shape_fn((10_000, 1), |(row, _)| value(row)).view())
    }

    #[test]
    fn a_few_rows_pay_if_they_lie_far_enough_away() {
        let centroids = [0.5, 10.5];
        let taken = (1..=1000).map(|row| 10 * row - 1).collect::<Vec<_>>();
        let may_pay = |data: &Tiles| rare_cluster_may_pay(data, &data.select(&taken), &centroids);
        // To leave 5,000 rows to the other centroid costs about 100 each: five rows pay beyond √100,000.
        assert!(!may_pay(&rows(0, 0.0)));
        assert!(!may_pay(&rows(5, 100.0)));
        assert!(may_pay(&rows(5, 400.0)));
    }

    #[test]
    fn one_cluster_or_an_empty_one() {
        let data = rows(0, 0.0);
        assert!(!rare_cluster_may_pay(&data, &data, &[5.0]));
        assert!(rare_cluster_may_pay(&data, &data, &[0.0, 10.0, 1e6]));
    }
}
