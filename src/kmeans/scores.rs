//! The two nearest centroids by inner products: fewer operations than distances take, and only where they are certain.
//!
//! ‖x − c‖² is ‖x‖² + 2 s with the score s = ‖c‖² / 2 − x·c, so the nearest centroid has the lowest score. A score is
//! one multiplication and one addition a column, fused where the machine can: its bits are not the same everywhere.
//! Whatever depends on it is therefore certain or asked of the distances: two scores that are closer than rounding
//! could bring them decide nothing.

#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the wider registers")]

use pulp::Simd;

use super::tiles::LANES;

/// What rounding can do to scores and distances, relative to ‖x‖² + ‖c‖²: thousands of times more than it does.
const ROUNDING: f64 = 1e-9;

/// The same in absolute terms, for numbers so small that their squares are nothing.
const UNDERFLOW: f64 = 1e-290;

/// Label 0. From here on the lowest bits of whole numbers are the numbers above this one: labels that are as wide as
/// scores, so that one mask selects both.
const NUMBERED: f64 = 4_503_599_627_370_496.0;

/// Centroids as scores need them, each number in every lane.
#[derive(Debug)]
pub(super) struct Scores {
    columns: usize,
    /// −c, k × `columns` values.
    negated: Vec<[f64; LANES]>,
    /// Number and ‖c‖² / 2 of each.
    numbers: Vec<[[f64; LANES]; 2]>,
    /// The largest ‖c‖².
    largest: f64,
}

/// The two lowest scores of a tile's rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lowest {
    /// The centroid of the lowest score, see [`NUMBERED`].
    labels: [f64; LANES],
    /// Half of what the squared distances differ by, less what rounding may have added.
    gaps: [f64; LANES],
    /// Half of what the squared distances sum to, and what rounding may have taken from it.
    sums: [f64; LANES],
}

impl Scores {
    /// Of k × `columns` values.
    pub(super) fn new(centroids: &[f64], columns: usize) -> Self {
        let norms = centroids.chunks_exact(columns).map(|centroid| centroid.iter().map(|c| c * c).sum::<f64>());
        let mut number = NUMBERED;
        Self {
            columns,
            negated: centroids.iter().map(|c| [-c; LANES]).collect(),
            largest: norms.clone().fold(0.0, f64::max),
            numbers: norms
                .map(|norm| {
                    number += 1.0;
                    [[number - 1.0; LANES], [norm / 2.0; LANES]]
                })
                .collect(),
        }
    }

    /// How many centroids.
    pub(super) fn clusters(&self) -> usize {
        self.numbers.len()
    }

    /// Columns of the centroids.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The two lowest scores of each of a tile's rows; of two centroids or more. `COLUMNS` is how many columns there
    /// are, 0 if that is not known beforehand.
    #[inline(always)]
    pub(super) fn lowest<S: Simd, const COLUMNS: usize>(&self, simd: S, tile: &[[f64; LANES]], lowest: &mut Lowest) {
        let columns = if COLUMNS == 0 { self.columns } else { COLUMNS };
        let apart = LANES / S::F64_LANES;
        let (tile, _) = S::as_simd_f64s(tile[..columns].as_flattened());
        let (negated, _) = S::as_simd_f64s(self.negated.as_flattened());
        let (labels, _) = S::as_mut_simd_f64s(&mut lowest.labels);
        let (gaps, _) = S::as_mut_simd_f64s(&mut lowest.gaps);
        let (sums, _) = S::as_mut_simd_f64s(&mut lowest.sums);
        for (place, ((labels, gaps), sums)) in labels.iter_mut().zip(gaps).zip(sums).enumerate() {
            let mut label = simd.splat_f64s(NUMBERED);
            let mut first = simd.splat_f64s(f64::INFINITY);
            let mut second = first;
            for (index, [number, half]) in self.numbers.iter().enumerate() {
                let centroid = &negated[index * columns * apart..][..columns * apart];
                let mut score = S::as_simd_f64s(half).0[0];
                for column in 0..columns {
                    score = simd.mul_add_e_f64s(tile[column * apart + place], centroid[column * apart], score);
                }
                let lower = simd.less_than_f64s(score, first);
                second = simd.min_f64s(second, simd.max_f64s(score, first));
                label = simd.select_f64s(lower, S::as_simd_f64s(number).0[0], label);
                first = simd.min_f64s(score, first);
            }
            let mut norm = simd.splat_f64s(0.0);
            for column in 0..columns {
                let value = tile[column * apart + place];
                norm = simd.mul_add_e_f64s(value, value, norm);
            }
            let scale = simd.add_f64s(norm, simd.splat_f64s(self.largest));
            let rounding = simd.mul_add_e_f64s(simd.splat_f64s(ROUNDING), scale, simd.splat_f64s(UNDERFLOW));
            *labels = label;
            *gaps = simd.sub_f64s(simd.sub_f64s(second, first), rounding);
            *sums = simd.add_f64s(simd.add_f64s(norm, rounding), simd.add_f64s(first, second));
        }
    }
}

impl Lowest {
    /// Nothing yet.
    pub(super) const NONE: Self = Self { labels: [0.0; LANES], gaps: [0.0; LANES], sums: [0.0; LANES] };

    /// The nearest centroids.
    #[inline(always)]
    pub(super) fn labels(&self) -> [u32; LANES] {
        self.labels.map(whole)
    }

    /// How much nearer each row is to that centroid than to any other, the least of all rows, from below: 0 if a label is
    /// not certain.
    #[inline(always)]
    pub(super) fn gap(&self) -> f64 {
        // With squared distances a < b: √b − √a = (b − a) / (√a + √b) ≥ (b − a) / √(2 (a + b)).
        let mut least = [0.0; LANES];
        for (least, (&gap, sum)) in least.iter_mut().zip(self.gaps.iter().zip(&self.sums)) {
            let gap = if gap > 0.0 { gap } else { 0.0 };
            *least = gap * (gap / sum);
        }
        for half in [4, 2, 1] {
            for lane in 0..half {
                let other = least[lane + half];
                least[lane] = if other < least[lane] { other } else { least[lane] };
            }
        }
        least[0].sqrt() * (1.0 - ROUNDING)
    }
}

/// The number of a label.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "labels are below 2³²")]
fn whole(label: f64) -> u32 {
    label.to_bits() as u32
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use ndarray::Array2;
    use pulp::{Arch, Scalar, WithSimd};

    use super::super::nearest::two_nearest;
    use super::super::tiles::Tiles;
    use super::*;

    struct Find<'a, const COLUMNS: usize>(&'a Scores, &'a [[f64; LANES]]);

    impl<const COLUMNS: usize> WithSimd for Find<'_, COLUMNS> {
        type Output = Lowest;

        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) -> Lowest {
            let mut lowest = Lowest::NONE;
            self.0.lowest::<S, COLUMNS>(simd, self.1, &mut lowest);
            lowest
        }
    }

    fn check<const COLUMNS: usize>(scale: f64, far: f64) -> (usize, usize) {
        let value = |row: usize, column: usize| far + scale * ((row * 31 + column * row * 7 + column) % 23) as f64;
        let data = Tiles::new(Array2::from_shape_fn((800, COLUMNS), |(row, column)| value(row, column)).view());
        let centroids: Vec<f64> = (0..6).flat_map(|cluster| data.row(cluster * 9).collect::<Vec<_>>()).collect();
        let scores = Scores::new(&centroids, COLUMNS);
        let mut certain = 0;
        for first in (0..800).step_by(LANES) {
            let tile = data.tile_of(first);
            let (labels, nearest, second) = two_nearest(tile, &centroids, COLUMNS);
            let gaps = (0..LANES).map(|lane| second[lane].sqrt() - nearest[lane].sqrt());
            let least = gaps.fold(f64::INFINITY, f64::min);
            let known = Arch::new().dispatch(Find::<COLUMNS>(&scores, tile));
            let any = Arch::new().dispatch(Find::<0>(&scores, tile));
            let narrow = Find::<COLUMNS>(&scores, tile).with_simd(Scalar::new());
            for lowest in [known, any, narrow] {
                assert!(lowest.gap() <= least, "{} {least}", lowest.gap());
                if lowest.gap() > 0.0 {
                    assert_eq!(lowest.labels(), labels);
                    // The bound is at most √2 too low: no more than half is lost.
                    assert!(lowest.gap() > 0.5 * least);
                }
            }
            certain += usize::from(known.gap() > 0.0);
        }
        (certain, 100)
    }

    #[test]
    fn certain_labels_are_those_of_the_distances_and_gaps_no_wider() {
        // Whole numbers, so that many rows are as near to one centroid as to another; then none of that.
        for (certain, all) in [check::<1>(1.0, 0.0), check::<3>(1.0, 0.0), check::<12>(1.0, 0.0)] {
            assert!(certain > 0 && certain <= all, "{certain} of {all}");
        }
    }

    #[test]
    fn nothing_is_certain_where_rounding_decides() {
        // Beside a distance of 10¹², differences of 1 are lost in the squares.
        assert_eq!(check::<3>(1.0, 1e12).0, 0);
        // The squares are not there at all.
        assert_eq!(check::<3>(1e-170, 0.0).0, 0);
        // And they are, but only just.
        check::<3>(1e-150, 0.0);
        check::<3>(1e138, 0.0);
    }
}
