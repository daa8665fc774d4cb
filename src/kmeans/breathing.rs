//! Breathing: a move out of a local optimum.
//!
//! Breathe in: add a few centroids where rows are far from any, and let all of them settle for a few iterations.
//! Breathe out: take away, one at a time, the centroid whose rows would suffer least from going to their second
//! nearest, and descend. Several centroids can so move at once to where they are needed.
//!
//! Sources: Fritzke, B. (2020), The breathing k-means algorithm, arXiv:2006.15666; here greedy k-means++ inserts,
//! where the paper doubles the centroids of largest error. Fränti, P. (2018), Efficiency of random swap clustering,
//! J. Big Data 5(13), on moving one centroid at a time.

use rand_xoshiro::Xoshiro256PlusPlus;

use super::blocks::map_blocks;
use super::lloyd::Partition;
use super::nearest::TwoNearest;
use super::optimum::Optimum;
use super::seeding::add_centroids;
use super::tiles::Tiles;

/// Iterations of the larger set of centroids. Of a few customer segmentations, moves out of a near tie led to the best
/// solution twice as often with 16 iterations as with 5, and hardly more often with 100.
const INHALED_ITERATIONS: u32 = 16;

/// How many centroids the moves of a round add, the deepest first. On the same segmentations seven were the best, more no
/// better, and one or two led nowhere; two finds what the others miss where there are few rows.
pub(super) const DEPTHS: [usize; 4] = [7, 5, 3, 2];

/// The same where the round is only to make sure of a solution that was searched for already.
pub(super) const SHALLOW: [usize; 1] = [3];

/// The local optimum that one move from `centroids` (k × d values) leads to.
pub(super) fn breathe(
    data: &Tiles,
    centroids: &[f64],
    depth: usize,
    max_iterations: u32,
    rng: &mut Xoshiro256PlusPlus,
) -> Optimum {
    let mut inhaled = centroids.to_vec();
    add_centroids(data, &mut inhaled, depth, rng);
    let mut partition = Partition::new(data, inhaled);
    partition.descend(INHALED_ITERATIONS.min(max_iterations));
    let mut exhaled = partition.centroids;
    while exhaled.len() > centroids.len() {
        let least = least_useful(data, &exhaled);
        exhaled.drain(least * data.columns()..(least + 1) * data.columns());
    }
    let mut partition = Partition::new(data, exhaled);
    partition.descend_further(max_iterations);
    partition.optimum()
}

/// The centroid whose absence adds least to the inertia, the lowest of equals.
fn least_useful(data: &Tiles, centroids: &[f64]) -> usize {
    let clusters = centroids.len() / data.columns();
    let parts = map_blocks(data, clusters, TwoNearest::new, |near, block| {
        near.find(data.block(block), centroids, data.columns());
        let mut utility = vec![0.0; clusters];
        let rows = data.block_rows(block).len();
        for ((&label, &first), &second) in near.labels.iter().zip(&near.first).zip(&near.second).take(rows) {
            utility[label as usize] += second - first;
        }
        utility
    });
    let mut utility = vec![0.0; clusters];
    for part in parts {
        for (sum, more) in utility.iter_mut().zip(part) {
            *sum += more;
        }
    }
    utility.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(index, _)| index)
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use ndarray::Array2;

    use super::super::random::{Purpose, stream};
    use super::*;

    /// Three groups of 0, 100 and 200 + noise, with two centroids stuck in the first.
    #[test]
    fn leaves_an_optimum_that_descents_do_not() {
        let matrix = Array2::from_shape_fn((90, 1), |(row, _)| (row % 3 * 100) as f64 + (row / 3) as f64 / 10.0);
        let data = Tiles::new(matrix.view());
        let mut stuck = Partition::new(&data, vec![0.5, 2.5, 150.0]);
        stuck.descend_further(100);
        let stuck = stuck.optimum();
        assert_eq!(stuck.sizes, vec![15, 15, 60]);
        let end = breathe(&data, &stuck.centroids, 2, 100, &mut stream(1, Purpose::Move, 0));
        assert_eq!(end.sizes, vec![30; 3]);
        assert!(end.inertia < stuck.inertia / 100.0);
    }

    #[test]
    fn the_least_useful_centroid_is_the_one_least_missed() {
        let matrix = Array2::from_shape_fn((6, 1), |(row, _)| [0.0, 0.1, 5.0, 5.1, 5.4, 9.0][row]);
        let data = Tiles::new(matrix.view());
        assert_eq!(least_useful(&data, &[0.05, 5.05, 5.4, 9.0]), 2);
    }
}
