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
use super::scores::{Lowest, Scores};
use super::tiles::{BLOCK_TILES, LANES};
use super::totals::UNASSIGNED;

/// What is added to or taken from a bound, relative to it, for rounding; thousands of times what rounding can do.
const ROUNDING: f64 = 1e-9;

/// Tiles that are looked at together, one thing after the other, so that none waits for the division and the root of the
/// one before.
const TOGETHER: usize = 16;

/// The labels of a tile's rows; those of the lanes beyond the last row mean nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct TileLabels {
    pub(super) labels: [u32; LANES],
    slack: f64,
}

impl TileLabels {
    /// No row has a label yet.
    pub(super) const UNASSIGNED: Self = Self { labels: [UNASSIGNED; LANES], slack: 0.0 };

    /// How far the centroids may move before a label can change: from any row, the nearest is nearer by at least this.
    /// 0 or less where that is not known.
    pub(super) fn slack(&self) -> f64 {
        self.slack
    }

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

/// The tiles of a block whose labels change, and what to.
pub(super) struct Changes {
    count: usize,
    tiles: [usize; BLOCK_TILES],
    labels: [[u32; LANES]; BLOCK_TILES],
}

impl Changes {
    pub(super) fn new() -> Self {
        Self { count: 0, tiles: [0; BLOCK_TILES], labels: [[0; LANES]; BLOCK_TILES] }
    }

    /// Tiles in order, with their new labels.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &[u32; LANES])> {
        self.tiles.iter().copied().zip(&self.labels).take(self.count)
    }

    /// Whether no label changes.
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// Finds the tiles of a block whose labels change after the centroids (k × `columns` values) moved by `drift`, and
/// renews the slack of the tiles that were looked at. The labels in `known` are left as they are.
pub(super) fn find_changes(
    tiles: &[[f64; LANES]],
    centroids: &[f64],
    scores: &Scores,
    drift: f64,
    known: &mut [TileLabels],
    changes: &mut Changes,
) {
    Arch::new().dispatch(BoundedKernel { tiles, centroids, scores, drift, known, changes });
}

struct BoundedKernel<'a> {
    tiles: &'a [[f64; LANES]],
    centroids: &'a [f64],
    scores: &'a Scores,
    drift: f64,
    known: &'a mut [TileLabels],
    changes: &'a mut Changes,
}

impl WithSimd for BoundedKernel<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match self.scores.columns() {
            2 => self.find::<S, 2>(simd),
            3 => self.find::<S, 3>(simd),
            4 => self.find::<S, 4>(simd),
            5 => self.find::<S, 5>(simd),
            6 => self.find::<S, 6>(simd),
            7 => self.find::<S, 7>(simd),
            8 => self.find::<S, 8>(simd),
            9 => self.find::<S, 9>(simd),
            10 => self.find::<S, 10>(simd),
            11 => self.find::<S, 11>(simd),
            12 => self.find::<S, 12>(simd),
            _ => self.find::<S, 0>(simd),
        }
    }
}

impl BoundedKernel<'_> {
    #[inline(always)]
    fn find<S: Simd, const COLUMNS: usize>(self, simd: S) {
        let Self { tiles, centroids, scores, drift, known, changes } = self;
        let columns = scores.columns();
        let mut looked_at = 0;
        for (place, known) in known.iter_mut().enumerate().take(BLOCK_TILES) {
            known.slack -= drift;
            changes.tiles[looked_at] = place;
            looked_at += usize::from(known.slack <= 0.0);
        }
        let mut count = 0;
        let mut lowest = [Lowest::NONE; TOGETHER];
        for start in (0..looked_at).step_by(TOGETHER) {
            let range = start..looked_at.min(start + TOGETHER);
            if scores.clusters() > 1 {
                for (&place, lowest) in changes.tiles[range.clone()].iter().zip(&mut lowest) {
                    scores.lowest::<S, COLUMNS>(simd, &tiles[place * columns..][..columns], lowest);
                }
            }
            for (index, lowest) in range.zip(&lowest) {
                let place = changes.tiles[index];
                let known = &mut known[place];
                known.slack = lowest.gap();
                let found = if known.slack > 0.0 {
                    lowest.labels()
                } else {
                    let (labels, first, second) = two_nearest(&tiles[place * columns..][..columns], centroids, columns);
                    known.slack = slack(&first, &second);
                    labels
                };
                (changes.tiles[count], changes.labels[count]) = (place, found);
                count += usize::from(known.labels != found);
            }
        }
        changes.count = count;
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
        least[lane] = gap * (gap / (2.0 * sum + f64::MIN_POSITIVE));
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
            let (mut passed_over, mut relabelled) = (0, 0);
            // Steps of halves and quarters of earlier ones, and now and then a large one.
            for step in 0_i32..40 {
                let mut changes = Changes::new();
                let drift = drift(&before, &centroids, columns);
                passed_over += known.iter().filter(|tile| tile.slack - drift > 0.0).count();
                let scores = Scores::new(&centroids, columns);
                find_changes(data.block(0), &centroids, &scores, drift, &mut known, &mut changes);
                for (tile, labels) in changes.iter() {
                    assert_ne!(known[tile].labels, *labels);
                    known[tile].labels = *labels;
                    relabelled += 1;
                }
                let mut full = Nearest::new();
                full.find(data.block(0), &centroids, columns);
                for (known, full) in known.iter().zip(full.labels.chunks(LANES)) {
                    assert_eq!(known.labels, *full);
                }
                before.clone_from(&centroids);
                for (index, value) in centroids.iter_mut().enumerate() {
                    *value += if step % 9 == 8 { 1.0 } else { 0.5_f64.powi(step % 9) * (index % 3) as f64 };
                }
            }
            assert!(passed_over > 100 && relabelled > 100, "{passed_over} {relabelled}");
        }
    }

    #[test]
    fn a_label_set_by_hand_is_looked_at_again() {
        let data = Tiles::new(grid(8, 1).view());
        let mut known = [TileLabels::UNASSIGNED];
        let centroids = [0.0, 100.0];
        let found = |known: &mut [TileLabels; 1]| {
            let mut changes = Changes::new();
            find_changes(data.block(0), &centroids, &Scores::new(&centroids, 1), 0.0, known, &mut changes);
            changes.iter().map(|(tile, labels)| (tile, *labels)).collect::<Vec<_>>()
        };
        assert_eq!(found(&mut known), vec![(0, [0; LANES])]);
        known[0].labels = [0; LANES];
        assert_eq!(found(&mut known), vec![]);
        known[0].set(3, 1);
        assert_eq!(found(&mut known), vec![(0, [0; LANES])]);
    }

    #[test]
    fn drift_is_the_two_longest_ways() {
        let moved = drift(&[0.0, 0.0, 5.0, 5.0, 1.0, 1.0], &[3.0, 4.0, 5.0, 6.0, 1.0, 3.0], 2);
        assert!((moved - 7.0).abs() < 1e-8 && moved > 7.0);
    }
}
