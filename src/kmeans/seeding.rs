//! Where a start begins: greedy k-means++.
//!
//! Each next centroid is a row drawn with probability proportional to its squared distance to the nearest centroid so
//! far; of 2 + ln k draws, the one that leaves the least sum of squared distances is kept.
//!
//! Source: Arthur, D. & Vassilvitskii, S. (2007), k-means++: the advantages of careful seeding, SODA, section 7.

use rand::Rng;
use rand::distributions::Standard;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::blocks::{map_blocks, map_blocks_mut};
use super::nearest::{lower_distances, lowered_sum};
use super::tiles::{BLOCK_TILES, LANES, Tiles};

/// Draws `clusters` centroids, 1 or more.
pub(super) fn seed_centroids(data: &Tiles, clusters: usize, rng: &mut Xoshiro256PlusPlus) -> Vec<f64> {
    let first = rng.gen_range(0..data.rows());
    let mut centroids = data.row(first).collect();
    add_centroids(data, &mut centroids, clusters - 1, rng);
    centroids
}

/// Draws `more` centroids beside those there are (k × d values).
pub(super) fn add_centroids(data: &Tiles, centroids: &mut Vec<f64>, more: usize, rng: &mut Xoshiro256PlusPlus) {
    let draws = draws(centroids.len() / data.columns() + more);
    let mut closest = Closest::new(data);
    closest.lower(data, centroids);
    for _ in 0..more {
        let candidates: Vec<f64> = (0..draws).flat_map(|_| data.row(closest.draw(data, rng))).collect();
        let chosen = closest.least_sum(data, &candidates);
        closest.lower(data, chosen);
        centroids.extend(chosen);
    }
}

/// 2 + ln k, rounded down.
fn draws(clusters: usize) -> usize {
    let mut draws = 2;
    let mut power = std::f64::consts::E;
    while u32::try_from(clusters).is_ok_and(|clusters| power <= f64::from(clusters)) {
        power *= std::f64::consts::E;
        draws += 1;
    }
    draws
}

/// Each row's squared distance to the nearest centroid so far.
struct Closest {
    /// By tile; 0 in the lanes beyond the last row, so that they are neither summed nor drawn.
    distances: Vec<[f64; LANES]>,
    /// Their sums by block.
    blocks: Vec<f64>,
    sum: f64,
}

impl Closest {
    /// There is no centroid yet.
    fn new(data: &Tiles) -> Self {
        let mut distances = vec![[f64::INFINITY; LANES]; data.rows().div_ceil(LANES)];
        let used = data.rows() % LANES;
        if let Some(last) = distances.last_mut().filter(|_| used > 0) {
            last[used..].fill(0.0);
        }
        Self { distances, blocks: Vec::new(), sum: f64::INFINITY }
    }

    /// Brings in centroids, d values each.
    fn lower(&mut self, data: &Tiles, centroids: &[f64]) {
        self.blocks = map_blocks_mut(
            data,
            centroids.len() / data.columns(),
            &mut self.distances,
            || (),
            |(), block, closest| {
                let sums = centroids.chunks_exact(data.columns());
                sums.fold(0.0, |_, centroid| lower_distances(data.block(block), centroid, closest))
            },
        );
        self.sum = self.blocks.iter().sum();
    }

    /// The one of the centroids, d values each, that would leave the least sum; the first of equals.
    fn least_sum<'a>(&self, data: &Tiles, centroids: &'a [f64]) -> &'a [f64] {
        let centroids = centroids.chunks_exact(data.columns());
        let blocks = map_blocks(
            data,
            centroids.len(),
            || (),
            |(), block| {
                let closest = &self.distances[block * BLOCK_TILES..self.distances.len().min((block + 1) * BLOCK_TILES)];
                centroids.clone().map(|centroid| lowered_sum(data.block(block), centroid, closest)).collect::<Vec<_>>()
            },
        );
        let sums = (0..centroids.len()).map(|place| blocks.iter().map(|sums| sums[place]).sum::<f64>());
        let least = centroids.zip(sums).min_by(|a, b| a.1.total_cmp(&b.1));
        least.map_or(&[], |(centroid, _)| centroid)
    }

    /// Draws a row with probability proportional to its squared distance; the first row where all are 0.
    fn draw(&self, data: &Tiles, rng: &mut Xoshiro256PlusPlus) -> usize {
        let target = rng.sample::<f64, _>(Standard) * self.sum;
        let (block, left) = pick(self.blocks.iter().copied(), target);
        let rows = data.block_rows(block);
        let (row, _) = pick(rows.clone().map(|row| self.distances[row / LANES][row % LANES]), left);
        rows.start + row
    }
}

/// The weight that the target falls into when they are laid end to end, and how far into it. Rounding may leave the
/// target beyond the end: that is the end of the last weight above 0.
fn pick(weights: impl Iterator<Item = f64>, target: f64) -> (usize, f64) {
    let mut left = target;
    let mut last = (0, 0.0);
    for (index, weight) in weights.enumerate().filter(|&(_, weight)| weight > 0.0) {
        if left < weight {
            return (index, left);
        }
        left -= weight;
        last = (index, weight);
    }
    last
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use ndarray::{Array2, array};

    use super::super::random::{Purpose, stream};
    use super::*;

    #[test]
    fn one_draw_more_at_each_power_of_e() {
        assert_eq!([1, 2, 3, 7, 8, 20, 21].map(draws), [2, 2, 3, 3, 4, 4, 5]);
    }

    #[test]
    fn a_target_falls_into_its_weight() {
        let weights = [0.0, 2.0, 0.0, 3.0, 0.0];
        let picked = [0.0, 1.9, 2.0, 4.9, 5.0, 9.0].map(|target| pick(weights.into_iter(), target).0);
        assert_eq!(picked, [1, 1, 3, 3, 3, 3]);
        assert_eq!(pick([0.0, 0.0].into_iter(), 0.0), (0, 0.0));
    }

    #[test]
    fn draws_follow_the_squared_distances() {
        let data = Tiles::new(array![[0.0], [1.0], [3.0]].view());
        let mut closest = Closest::new(&data);
        closest.lower(&data, &[0.0]);
        let mut rng = stream(7, Purpose::Start, 0);
        let mut drawn = [0_u32; 3];
        for _ in 0..10_000 {
            drawn[closest.draw(&data, &mut rng)] += 1;
        }
        assert_eq!(drawn[0], 0);
        assert!((f64::from(drawn[1]) / 10_000.0 - 0.1).abs() < 0.01, "{drawn:?}");
    }

    #[test]
    fn centroids_are_distinct_rows_as_long_as_there_are_any() {
        let matrix = Array2::from_shape_fn((3000, 2), |(row, column)| ((row * (column + 2)) % 4) as f64);
        let data = Tiles::new(matrix.view());
        let distinct = 4;
        for seed in 0..20 {
            let mut centroids: Vec<_> = seed_centroids(&data, distinct, &mut stream(seed, Purpose::Start, 0))
                .chunks(2)
                .map(|centroid| (centroid[0].to_bits(), centroid[1].to_bits()))
                .collect();
            centroids.sort_unstable();
            centroids.dedup();
            assert_eq!(centroids.len(), distinct);
        }
        assert_eq!(seed_centroids(&data, 6, &mut stream(1, Purpose::Start, 0)).len(), 12);
    }
}
