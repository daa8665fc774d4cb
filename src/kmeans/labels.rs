//! Labels tile by tile, with a bound that tells which tiles an iteration need not look at.
//!
//! A row keeps its label while the centroids move less than the gap between its distances to the nearest and the
//! second nearest: the nearest recedes, and any other approaches, by no more than it moves. Late in a descent the
//! centroids hardly move, and most tiles are passed over. The bound gives rounding more than its due, so the labels
//! are those of a full assignment, always.
//!
//! Source: Hamerly, G. (2010), Making k-means even faster, SIAM SDM, with one bound per tile instead of two per row.

#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the wider registers")]

use pulp::{Arch, Simd, WithSimd};

use super::nearest::{squared_distance, two_nearest};
use super::tiles::LANES;
use super::totals::UNASSIGNED;

/// What is added to or taken from a bound, relative to it, for rounding; thousands of times what rounding can do.
const ROUNDING: f64 = 1e-9;

/// The labels of a tile's rows; those of the lanes beyond the last row mean nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct TileLabels {
    pub(super) labels: [u32; LANES],
    /// How far the centroids may still move before a label can change; 0 or less where that is not known.
    slack: f64,
}

impl TileLabels {
    /// No row has a label yet.
    pub(super) const UNASSIGNED: Self = Self { labels: [UNASSIGNED; LANES], slack: 0.0 };

    /// Labels one row whatever its distances say, so that the tile must be looked at again.
    pub(super) fn set(&mut self, lane: usize, label: u32) {
        self.labels[lane] = label;
        self.slack = 0.0;
    }
}

/// How much closer a row's nearest and any other centroid may have come to being equally near: the two longest
/// ways that centroids (k × `columns` values) went, together.
pub(super) fn drift(before: &[f64], now: &[f64], columns: usize) -> f64 {
    let mut longest = (0.0, 0.0);
    for (before, now) in before.chunks_exact(columns).zip(now.chunks_exact(columns)) {
        let way = squared_distance(before.iter().copied(), now).sqrt();
        if way > longest.0 {
            longest = (way, longest.0);
        } else if way > longest.1 {
            longest.1 = way;
        }
    }
    (longest.0 + longest.1) * (1.0 + ROUNDING)
}

/// Finds the labels that a block's tiles should have, after the centroids moved by `drift`, and renews the slack of
/// the tiles that were looked at. The labels in `known` are left as they are.
pub(super) fn find_labels(
    tiles: &[[f64; LANES]],
    centroids: &[f64],
    columns: usize,
    drift: f64,
    known: &mut [TileLabels],
    found: &mut [[u32; LANES]],
) {
    Arch::new().dispatch(BoundedKernel { tiles, centroids, columns, drift, known, found });
}

struct BoundedKernel<'a> {
    tiles: &'a [[f64; LANES]],
    centroids: &'a [f64],
    columns: usize,
    drift: f64,
    known: &'a mut [TileLabels],
    found: &'a mut [[u32; LANES]],
}

impl WithSimd for BoundedKernel<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        for ((tile, known), found) in self.tiles.chunks_exact(self.columns).zip(self.known).zip(self.found) {
            known.slack -= self.drift;
            if known.slack > 0.0 {
                *found = known.labels;
                continue;
            }
            let (label, first, second) = two_nearest(tile, self.centroids, self.columns);
            *found = label;
            known.slack = slack(&first, &second);
        }
    }
}

/// The least gap between the roots of the two squared distances, over the lanes, from below:
/// √b − √a = (b − a) / (√a + √b) ≥ (b − a) / √(2 (a + b)). 0 where there is but one centroid.
#[inline(always)]
fn slack(first: &[f64; LANES], second: &[f64; LANES]) -> f64 {
    let mut least = [0.0; LANES];
    for lane in 0..LANES {
        let sum = first[lane] + second[lane];
        let gap = second[lane] - first[lane] - ROUNDING * sum;
        let gap = if gap > 0.0 { gap } else { 0.0 };
        least[lane] = gap * gap / (2.0 * sum + f64::MIN_POSITIVE);
    }
    least.into_iter().fold(f64::INFINITY, f64::min).sqrt() * (1.0 - ROUNDING)
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use super::super::nearest::Nearest;
    use super::super::tiles::Tiles;
    use super::*;

    /// Whole numbers, so that rows are often as far from one centroid as from another, to the bit.
    fn grid(rows: usize, columns: usize) -> ndarray::Array2<f64> {
        ndarray::Array2::from_shape_fn((rows, columns), |(row, column)| ((row * 31 + column * row * 7) % 23) as f64)
    }

    #[test]
    fn bounded_labels_are_those_of_a_full_assignment() {
        for columns in [1, 2, 5] {
            let data = Tiles::new(grid(800, columns).view());
            let mut known = vec![TileLabels::UNASSIGNED; 100];
            let mut centroids: Vec<f64> = (0..6).flat_map(|c| data.row(c * 100).collect::<Vec<_>>()).collect();
            let mut before = centroids.clone();
            let (mut passed_over, mut changed) = (0, 0);
            // Steps of halves and quarters of earlier ones, and now and then a large one.
            for step in 0_i32..40 {
                let mut found = vec![[0; LANES]; 100];
                let drift = drift(&before, &centroids, columns);
                passed_over += known.iter().filter(|tile| tile.slack - drift > 0.0).count();
                find_labels(data.block(0), &centroids, columns, drift, &mut known, &mut found);
                let mut full = Nearest::new();
                full.find(data.block(0), &centroids, columns);
                for (known, (found, full)) in known.iter_mut().zip(found.iter().zip(full.labels.chunks(LANES))) {
                    assert_eq!(found, full);
                    changed += usize::from(known.labels != *found);
                    known.labels = *found;
                }
                before.clone_from(&centroids);
                for (index, value) in centroids.iter_mut().enumerate() {
                    *value += if step % 9 == 8 { 1.0 } else { 0.5_f64.powi(step % 9) * (index % 3) as f64 };
                }
            }
            assert!(passed_over > 100 && changed > 100, "{passed_over} {changed}");
        }
    }

    #[test]
    fn a_label_set_by_hand_is_looked_at_again() {
        let data = Tiles::new(grid(8, 1).view());
        let (mut known, mut found) = ([TileLabels::UNASSIGNED], [[0; LANES]]);
        find_labels(data.block(0), &[0.0, 100.0], 1, 0.0, &mut known, &mut found);
        assert_eq!(found, [[0; LANES]]);
        known[0].set(3, 1);
        find_labels(data.block(0), &[0.0, 100.0], 1, 0.0, &mut known, &mut found);
        assert_eq!(found, [[0; LANES]]);
    }

    #[test]
    fn drift_is_the_two_longest_ways() {
        let moved = drift(&[0.0, 0.0, 5.0, 5.0, 1.0, 1.0], &[3.0, 4.0, 5.0, 6.0, 1.0, 3.0], 2);
        assert!((moved - 7.0).abs() < 1e-8 && moved > 7.0);
    }
}
