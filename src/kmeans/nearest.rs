//! The distance kernels: the centroids nearest to each row.
//!
//! The squared Euclidean distance of a row to a centroid is Σ (xⱼ − cⱼ)². Its columns are added in order and never
//! by fused multiply-add, so a distance has the same bits with and without AVX2, in every lane and on every machine.
//! A tie goes to the lowest centroid.

#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the wider registers")]

use pulp::{Arch, Simd, WithSimd};

use super::tiles::{BLOCK_ROWS, LANES};

/// The nearest centroid of each row of a block, and the squared distance to it. Beyond the block's rows, whatever an
/// earlier block left.
pub(super) struct Nearest {
    pub(super) labels: [u32; BLOCK_ROWS],
    pub(super) distances: [f64; BLOCK_ROWS],
}

impl Nearest {
    pub(super) fn new() -> Self {
        Self { labels: [0; BLOCK_ROWS], distances: [0.0; BLOCK_ROWS] }
    }

    /// Finds the nearest of the centroids (k × `columns` values) for each row of a block's tiles.
    pub(super) fn find(&mut self, tiles: &[[f64; LANES]], centroids: &[f64], columns: usize) {
        Arch::new().dispatch(NearestKernel { tiles, centroids, columns, found: self });
    }
}

struct NearestKernel<'a> {
    tiles: &'a [[f64; LANES]],
    centroids: &'a [f64],
    columns: usize,
    found: &'a mut Nearest,
}

impl WithSimd for NearestKernel<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let (labels, _) = self.found.labels.as_chunks_mut::<LANES>();
        let (distances, _) = self.found.distances.as_chunks_mut::<LANES>();
        for ((tile, labels), distances) in self.tiles.chunks_exact(self.columns).zip(labels).zip(distances) {
            // Numbers as distances are, so that one mask selects both.
            let mut label = [0.0; LANES];
            let mut least = [f64::INFINITY; LANES];
            let mut index = 0.0;
            for centroid in self.centroids.chunks_exact(self.columns) {
                let distance = squared_distances(tile, centroid);
                for lane in 0..LANES {
                    let nearer = distance[lane] < least[lane];
                    label[lane] = if nearer { index } else { label[lane] };
                    least[lane] = if nearer { distance[lane] } else { least[lane] };
                }
                index += 1.0;
            }
            *labels = label.map(whole);
            *distances = least;
        }
    }
}

/// The two nearest centroids of each row of a block: the nearest, the squared distance to it, and the squared
/// distance to the second nearest, infinite where there is none.
pub(super) struct TwoNearest {
    pub(super) labels: [u32; BLOCK_ROWS],
    pub(super) first: [f64; BLOCK_ROWS],
    pub(super) second: [f64; BLOCK_ROWS],
}

impl TwoNearest {
    pub(super) fn new() -> Self {
        Self { labels: [0; BLOCK_ROWS], first: [0.0; BLOCK_ROWS], second: [0.0; BLOCK_ROWS] }
    }

    /// Finds the two nearest of the centroids (k × `columns` values) for each row of a block's tiles.
    pub(super) fn find(&mut self, tiles: &[[f64; LANES]], centroids: &[f64], columns: usize) {
        Arch::new().dispatch(TwoNearestKernel { tiles, centroids, columns, found: self });
    }
}

struct TwoNearestKernel<'a> {
    tiles: &'a [[f64; LANES]],
    centroids: &'a [f64],
    columns: usize,
    found: &'a mut TwoNearest,
}

impl WithSimd for TwoNearestKernel<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let (labels, _) = self.found.labels.as_chunks_mut::<LANES>();
        let (firsts, _) = self.found.first.as_chunks_mut::<LANES>();
        let (seconds, _) = self.found.second.as_chunks_mut::<LANES>();
        let found = labels.iter_mut().zip(firsts).zip(seconds);
        for (tile, ((labels, firsts), seconds)) in self.tiles.chunks_exact(self.columns).zip(found) {
            (*labels, *firsts, *seconds) = two_nearest(tile, self.centroids, self.columns);
        }
    }
}

/// The nearest centroid of each of a tile's rows, and the squared distances to it and to the second nearest.
#[inline(always)]
pub(super) fn two_nearest(
    tile: &[[f64; LANES]],
    centroids: &[f64],
    columns: usize,
) -> ([u32; LANES], [f64; LANES], [f64; LANES]) {
    let mut label = [0.0; LANES];
    let mut first = [f64::INFINITY; LANES];
    let mut second = [f64::INFINITY; LANES];
    let mut index = 0.0;
    for centroid in centroids.chunks_exact(columns) {
        let distance = squared_distances(tile, centroid);
        for lane in 0..LANES {
            let nearer = distance[lane] < first[lane];
            let next = if distance[lane] < second[lane] { distance[lane] } else { second[lane] };
            second[lane] = if nearer { first[lane] } else { next };
            label[lane] = if nearer { index } else { label[lane] };
            first[lane] = if nearer { distance[lane] } else { first[lane] };
        }
        index += 1.0;
    }
    (label.map(whole), first, second)
}

/// What [`lower_distances`] would return, and nothing is lowered.
pub(super) fn lowered_sum(tiles: &[[f64; LANES]], centroid: &[f64], closest: &[[f64; LANES]]) -> f64 {
    Arch::new().dispatch(LoweredSumKernel { tiles, centroid, closest })
}

struct LoweredSumKernel<'a> {
    tiles: &'a [[f64; LANES]],
    centroid: &'a [f64],
    closest: &'a [[f64; LANES]],
}

impl WithSimd for LoweredSumKernel<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> f64 {
        let mut sum = [0.0; LANES];
        for (tile, closest) in self.tiles.chunks_exact(self.centroid.len()).zip(self.closest) {
            let lowered = lowered(tile, self.centroid, closest);
            for lane in 0..LANES {
                sum[lane] += lowered[lane];
            }
        }
        sum.iter().sum()
    }
}

/// Lowers each row's squared distance in `closest` to that to `centroid` where it is nearer; returns the sum, by lane
/// and then over the lanes.
pub(super) fn lower_distances(tiles: &[[f64; LANES]], centroid: &[f64], closest: &mut [[f64; LANES]]) -> f64 {
    Arch::new().dispatch(LowerKernel { tiles, centroid, closest })
}

struct LowerKernel<'a> {
    tiles: &'a [[f64; LANES]],
    centroid: &'a [f64],
    closest: &'a mut [[f64; LANES]],
}

impl WithSimd for LowerKernel<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> f64 {
        let mut sum = [0.0; LANES];
        for (tile, closest) in self.tiles.chunks_exact(self.centroid.len()).zip(self.closest) {
            *closest = lowered(tile, self.centroid, closest);
            for lane in 0..LANES {
                sum[lane] += closest[lane];
            }
        }
        sum.iter().sum()
    }
}

/// The lower of each row's squared distance to a centroid and what it has already.
#[inline(always)]
fn lowered(tile: &[[f64; LANES]], centroid: &[f64], closest: &[f64; LANES]) -> [f64; LANES] {
    let mut distance = squared_distances(tile, centroid);
    for lane in 0..LANES {
        distance[lane] = if distance[lane] < closest[lane] { distance[lane] } else { closest[lane] };
    }
    distance
}

/// Squared distances of a tile's rows to a centroid.
#[inline(always)]
fn squared_distances(tile: &[[f64; LANES]], centroid: &[f64]) -> [f64; LANES] {
    let mut sum = [0.0; LANES];
    for (column, &center) in tile.iter().zip(centroid) {
        for lane in 0..LANES {
            let difference = column[lane] - center;
            sum[lane] += difference * difference;
        }
    }
    sum
}

/// Squared distance of a row to a centroid; the same bits as the kernel's.
pub(super) fn squared_distance(row: impl Iterator<Item = f64>, centroid: &[f64]) -> f64 {
    row.zip(centroid).fold(0.0, |sum, (value, center)| sum + (value - center) * (value - center))
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "labels are whole, from 0 and below k")]
fn whole(label: f64) -> u32 {
    label as u32
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same bits are asked for")]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use ndarray::Array2;
    use pulp::Scalar;

    use super::super::tiles::Tiles;
    use super::*;

    /// Rows and centroids with many ties: small whole numbers.
    fn grid(rows: usize, columns: usize, step: usize) -> Array2<f64> {
        Array2::from_shape_fn((rows, columns), |(row, column)| ((row * step + column * 7) % 5) as f64 / 3.0)
    }

    #[test]
    fn kernels_agree_with_the_definition_and_with_scalar_code_to_the_bit() {
        for columns in [1, 2, 3, 5, 11] {
            let (rows, centers) = (grid(100, columns, 3), grid(6, columns, 2));
            let tiles = Tiles::new(rows.view());
            let centroids: Vec<f64> = centers.iter().copied().collect();
            let (mut wide, mut narrow, mut two) = (Nearest::new(), Nearest::new(), TwoNearest::new());
            wide.find(tiles.block(0), &centroids, columns);
            two.find(tiles.block(0), &centroids, columns);
            NearestKernel { tiles: tiles.block(0), centroids: &centroids, columns, found: &mut narrow }
                .with_simd(Scalar::new());
            for row in 0..100 {
                let mut all: Vec<(f64, u32)> = centroids
                    .chunks(columns)
                    .zip(0..)
                    .map(|(centroid, index)| (squared_distance(rows.row(row).iter().copied(), centroid), index))
                    .collect();
                all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                assert_eq!((wide.labels[row], wide.distances[row].to_bits()), (all[0].1, all[0].0.to_bits()));
                assert_eq!((narrow.labels[row], narrow.distances[row].to_bits()), (all[0].1, all[0].0.to_bits()));
                assert_eq!((two.labels[row], two.first[row], two.second[row]), (all[0].1, all[0].0, all[1].0));
            }
        }
    }

    #[test]
    fn lowering_keeps_the_nearer_of_the_two() {
        let tiles = Tiles::new(grid(8, 2, 1).view());
        let mut closest = [[1.0; LANES]];
        let beforehand = lowered_sum(tiles.block(0), &[0.0, 0.0], &closest);
        let sum = lower_distances(tiles.block(0), &[0.0, 0.0], &mut closest);
        for (row, &distance) in closest[0].iter().enumerate() {
            assert_eq!(distance, squared_distance(tiles.row(row), &[0.0, 0.0]).min(1.0));
        }
        assert_eq!((beforehand, sum), (sum, closest[0].iter().sum::<f64>()));
    }
}
