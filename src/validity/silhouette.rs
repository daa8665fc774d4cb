//! The silhouette: how much nearer a row is to its own segment than to the next.
//!
//! With a(i) the mean distance of row i to the other rows of its segment, and b(i) the least mean distance to the rows
//! of another segment,
//!
//! ```text
//! s(i) = (b(i) − a(i)) / max(a(i), b(i))
//! ```
//!
//! Range −1 to 1: 1 far from any other segment, 0 between two, below 0 nearer to another. The silhouette of a
//! segmentation is the mean over all rows.
//!
//! Degenerate cases, as in scikit-learn: 0 for the only row of a segment, and where a(i) = b(i) = 0.
//!
//! It takes every distance, n² of them. Of more rows than [`SilhouetteSample::exact_rows`] a sample is taken by segment
//! (`stratified`), and a(i) and b(i) of the sampled rows are exact all the same: their distances are to all rows.
//!
//! Rousseeuw P. (1987), "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", J.
//! Comput. Appl. Math. 20, 53-65.

use std::ops::Range;

use rayon::prelude::*;

use super::distance_sums::{LANES, distance_sums, tile};
use super::grouped::{GroupedRows, Segment};
use super::stratified::{Stratum, drawn, estimate};
use crate::numeric::{mix, real};

/// How many rows are looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SilhouetteSample {
    /// Up to so many rows, all are looked at.
    pub exact_rows: usize,
    /// Of more rows, about so many are.
    pub sample_rows: usize,
    /// Rows that each segment has in the sample at least, or all that it has.
    pub least_of_segment: usize,
    /// The level of the interval, in (0, 1).
    pub confidence: f64,
    /// Seed of the draw.
    pub seed: u64,
}

impl SilhouetteSample {
    /// All rows up to 10,000 of them, which is 100 million distances and about 0.2 seconds; of more rows 4,000, in whose
    /// mean the sample leaves a hundredth open, at that many times all rows of distances: a second for 250,000.
    #[must_use]
    pub fn new(confidence: f64, seed: u64) -> Self {
        Self { exact_rows: 10_000, sample_rows: 4000, least_of_segment: 100, confidence, seed }
    }
}

/// The silhouette of a segmentation.
#[derive(Debug, Clone, PartialEq)]
pub struct Silhouette {
    /// Mean over all rows, or the estimate of it.
    pub mean: f64,
    /// Lower end of its interval for what the sample leaves open; the mean itself where all rows were looked at.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Rows looked at.
    pub rows: usize,
    /// By segment, those with rows.
    pub segments: Vec<SegmentSilhouette>,
}

/// The silhouettes of a segment's rows.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentSilhouette {
    /// The segment's label.
    pub segment: u32,
    /// Mean over the rows looked at.
    pub mean: f64,
    /// Those of the rows looked at, ascending.
    pub values: Vec<f64>,
}

impl SegmentSilhouette {
    /// At most `most` of the values, 2 or more, evenly spaced by rank, the least and the greatest included.
    #[must_use]
    pub fn evenly(&self, most: usize) -> Vec<f64> {
        let (count, steps) = (self.values.len(), most.saturating_sub(1).max(1));
        if count <= most {
            return self.values.clone();
        }
        let ranks = (0..=steps).map(|step| (step * (count - 1) + steps / 2) / steps);
        ranks.filter_map(|rank| self.values.get(rank)).copied().collect()
    }
}

/// The silhouette of grouped rows, the same bits on any number of threads.
#[must_use]
pub fn silhouette(rows: &GroupedRows, sample: &SilhouetteSample) -> Silhouette {
    let all = rows.rows();
    let wanted = if all <= sample.exact_rows { all } else { sample.sample_rows };
    let mut positions = Vec::new();
    let mut sizes = Vec::new();
    for (index, segment) in rows.segments().iter().enumerate() {
        let seed = mix(sample.seed ^ mix(u64::from(segment.label)));
        let drawn = drawn(segment.rows.len(), all, wanted, sample.least_of_segment, seed);
        sizes.push(drawn.len());
        positions.extend(drawn.into_iter().map(|row| (index, segment.rows.start + row)));
    }
    let values = of_rows(rows, &positions);

    let mut rest = values.as_slice();
    let mut strata = Vec::new();
    let mut segments = Vec::new();
    for (segment, size) in rows.segments().iter().zip(sizes) {
        let (values, after) = rest.split_at_checked(size).unwrap_or_default();
        rest = after;
        let stratum = Stratum { rows: segment.rows.len(), values };
        strata.push(stratum);
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        segments.push(SegmentSilhouette { segment: segment.label, mean: stratum.mean(), values: sorted });
    }
    let (mean, low, high) = estimate(&strata, sample.confidence);
    Silhouette { mean, low: low.max(-1.0), high: high.min(1.0), rows: positions.len(), segments }
}

/// The silhouettes of rows, each given by its segment's index and its position.
fn of_rows(rows: &GroupedRows, positions: &[(usize, usize)]) -> Vec<f64> {
    let tiles = positions.par_chunks(LANES).map(|positions| {
        let at = |position: usize| rows.values(&(position..position + 1));
        let tile = tile(positions.iter().map(|&(_, position)| at(position)), rows.columns());
        let sums: Vec<[f64; LANES]> =
            rows.segments().iter().map(|segment| distance_sums(&tile, rows.values(&segment.rows))).collect();
        positions
            .iter()
            .enumerate()
            .map(|(lane, &(own, _))| of_row(own, rows.segments(), sums.iter().map(|sums| sums[lane])))
            .collect::<Vec<f64>>()
    });
    tiles.collect::<Vec<_>>().concat()
}

/// s(i) from the sums of a row's distances to the rows of each segment.
fn of_row(own: usize, segments: &[Segment], sums: impl Iterator<Item = f64>) -> f64 {
    let count = |rows: &Range<usize>| real(rows.len() as u64);
    let (mut inside, mut nearest) = (0.0, f64::INFINITY);
    for (index, (segment, sum)) in segments.iter().zip(sums).enumerate() {
        if index != own {
            nearest = f64::min(nearest, sum / count(&segment.rows));
        } else if segment.rows.len() == 1 {
            return 0.0;
        } else {
            inside = sum / (count(&segment.rows) - 1.0);
        }
    }
    let larger = f64::max(inside, nearest);
    if larger > 0.0 { (nearest - inside) / larger } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    fn all_rows() -> SilhouetteSample {
        SilhouetteSample::new(0.95, 1)
    }

    #[test]
    fn a_written_out_case() {
        let rows = array![[0.0], [1.0], [4.0], [20.0]];
        let grouped = GroupedRows::new(rows.view(), &[0, 0, 1, 2]).unwrap();
        let found = silhouette(&grouped, &all_rows());
        // Row 0: a = 1, b = min(4, 20); row 1: a = 1, b = 3; the others are alone.
        assert_eq!(found.segments[0].values, [2.0 / 3.0, 0.75]);
        assert_eq!(found.segments[1].values, [0.0]);
        assert_eq!((found.rows, found.segments[2].mean), (4, 0.0));
        assert!((found.mean - (2.0 / 3.0 + 0.75) / 4.0).abs() < 1e-15);
        assert_eq!((found.low, found.high), (found.mean, found.mean));
    }

    #[test]
    fn values_are_thinned_evenly_with_both_ends() {
        let values: Vec<f64> = (0..1000).map(f64::from).collect();
        let segment = SegmentSilhouette { segment: 0, mean: 0.0, values };
        let thinned = segment.evenly(200);
        assert_eq!((thinned.len(), thinned[0], thinned[199]), (200, 0.0, 999.0));
        assert!(thinned.windows(2).all(|pair| (4.0..=6.0).contains(&(pair[1] - pair[0]))));
        assert_eq!(segment.evenly(5), [0.0, 250.0, 500.0, 749.0, 999.0]);
        assert_eq!(segment.evenly(1000).len(), 1000);
    }

    #[test]
    fn coincident_rows_have_none() {
        let found = silhouette(&GroupedRows::new(Array2::ones((4, 2)).view(), &[0, 0, 1, 1]).unwrap(), &all_rows());
        assert_eq!(found.mean, 0.0);
    }

    /// Three overlapping groups of rows, one of them small.
    fn three_groups() -> (Array2<f64>, Vec<u32>) {
        let label = |row: usize| if row.is_multiple_of(100) { 2 } else { u32::from(row.is_multiple_of(3)) };
        let rows = Array2::from_shape_fn((3000, 2), |(row, column)| {
            f64::from(label(row)) * 2.0 + (mix((row * 2 + column) as u64) % 1000) as f64 / 300.0
        });
        (rows, (0..3000).map(label).collect())
    }

    #[test]
    fn a_sample_keeps_small_segments_and_its_interval_holds_the_mean_of_all_rows() {
        let (rows, labels) = three_groups();
        let grouped = GroupedRows::new(rows.view(), &labels).unwrap();
        let exact = silhouette(&grouped, &all_rows());
        let mut held = 0;
        for seed in 0..100 {
            let sample =
                SilhouetteSample { exact_rows: 100, sample_rows: 300, least_of_segment: 20, confidence: 0.95, seed };
            let found = silhouette(&grouped, &sample);
            assert!(found.rows < 350 && found.segments[2].values.len() == 20);
            assert!(found.low < found.mean && found.mean < found.high);
            held += usize::from(found.low <= exact.mean && exact.mean <= found.high);
        }
        // 95 of 100 are expected; fewer than 88 come about once in five hundred times.
        assert!((88..=100).contains(&held), "{held}");
    }

    #[test]
    fn moving_turning_and_stretching_change_nothing() {
        let (rows, labels) = three_groups();
        let mean = |rows: &Array2<f64>, labels: &[u32]| {
            silhouette(&GroupedRows::new(rows.view(), labels).unwrap(), &all_rows()).mean
        };
        let before = mean(&rows, &labels);
        let turned = Array2::from_shape_fn(rows.dim(), |(row, column)| {
            let (x, y) = (rows[[row, 0]], rows[[row, 1]]);
            7.0 + 3.0 * if column == 0 { 0.6 * x - 0.8 * y } else { 0.8 * x + 0.6 * y }
        });
        assert!((mean(&turned, &labels) - before).abs() < 1e-12);
        let renamed: Vec<u32> = labels.iter().map(|label| 9 - 3 * label).collect();
        assert!((mean(&rows, &renamed) - before).abs() < 1e-12);
    }
}
