//! Lloyd's algorithm, to full convergence.
//!
//! Assignment to the nearest centroid and update to the mean, in turn, until no label changes. A cluster that loses
//! its last row takes the row farthest from its own centroid. The sums behind the means follow the rows that move;
//! [`Partition::is_settled`] adds them up afresh, so that a final centroid is the mean of its rows and not the end of a
//! chain of corrections.
//!
//! Source: Lloyd, S. P. (1982), Least squares quantization in PCM, IEEE Trans. Inf. Theory 28(2).

use std::ops::Range;

use super::blocks::{map_blocks, map_blocks_mut};
use super::labels::{Changes, TileLabels, drift, find_changes};
use super::nearest::{Nearest, squared_distance};
use super::optimum::Optimum;
use super::scores::Scores;
use super::tiles::{LANES, Tiles};
use super::totals::{Totals, UNASSIGNED};
use crate::numeric::compensated_sum;

/// A partition of the rows on its way to a local optimum.
#[derive(Debug, Clone)]
pub(super) struct Partition<'a> {
    pub(super) data: &'a Tiles,
    pub(super) centroids: Vec<f64>,
    pub(super) totals: Totals,
    pub(super) converged: bool,
    labels: Vec<TileLabels>,
    /// The centroids when the labels were last assigned; none before that.
    assigned: Vec<f64>,
    iterations: u32,
}

impl<'a> Partition<'a> {
    /// No row is assigned yet. `centroids` holds k × d values.
    pub(super) fn new(data: &'a Tiles, centroids: Vec<f64>) -> Self {
        Self {
            data,
            totals: Totals::new(centroids.len() / data.columns(), data.columns()),
            centroids,
            converged: false,
            labels: vec![TileLabels::UNASSIGNED; data.rows().div_ceil(LANES)],
            assigned: Vec::new(),
            iterations: 0,
        }
    }

    /// Assigns and updates until no label changes, or until `max_iterations` were done since the partition was made.
    pub(super) fn descend(&mut self, max_iterations: u32) {
        self.converged = false;
        while !self.converged && self.iterations < max_iterations {
            self.iterations += 1;
            self.converged = self.assign() + self.fill_empty_clusters() == 0;
            self.totals.means(&mut self.centroids);
        }
    }

    /// Adds up the clusters afresh, in row order; says whether every row is still nearest to its own centroid.
    pub(super) fn is_settled(&mut self) -> bool {
        let (data, clusters) = (self.data, self.totals.clusters());
        let parts = map_blocks(
            data,
            clusters,
            || (),
            |(), block| {
                let mut part = Totals::new(clusters, data.columns());
                for row in data.block_rows(block) {
                    part.transfer(data.tile_of(row), row, UNASSIGNED, self.label(row));
                }
                part
            },
        );
        self.totals = Totals::new(clusters, data.columns());
        for part in &parts {
            self.totals.add(part);
        }
        self.totals.means(&mut self.centroids);
        self.assign() == 0
    }

    /// What the partition comes to.
    pub(super) fn optimum(&self) -> Optimum {
        self.optimum_and_beyond(f64::INFINITY).0
    }

    /// The same, and the sum of what the rows' squared distances exceed `far` by.
    pub(super) fn optimum_and_beyond(&self, far: f64) -> (Optimum, f64) {
        let (data, clusters) = (self.data, self.totals.clusters());
        let parts = map_blocks(data, clusters, Nearest::new, |nearest, block| {
            nearest.find(data.block(block), &self.centroids, data.columns());
            let rows = data.block_rows(block).len();
            let mut sizes = vec![0; clusters];
            for &label in &nearest.labels[..rows] {
                sizes[label as usize] += 1;
            }
            let distances = &nearest.distances[..rows];
            (
                sizes,
                block_sum(distances),
                distances.iter().filter(|&&distance| distance > far).map(|distance| distance - far).sum::<f64>(),
            )
        });
        let mut sizes = vec![0; clusters];
        for (part, ..) in &parts {
            for (size, more) in sizes.iter_mut().zip(part) {
                *size += more;
            }
        }
        let optimum = Optimum {
            centroids: self.centroids.clone(),
            sizes,
            inertia: compensated_sum(parts.iter().map(|(_, inertia, _)| *inertia)),
            iterations: self.iterations,
            converged: self.converged,
        };
        (optimum, parts.iter().map(|(.., beyond)| beyond).sum())
    }

    /// The tiles of a block, run by run, and their rows: those in which the two nearest centroids may be no further apart
    /// than this, seen from some row.
    pub(super) fn within(&self, apart: f64, block: usize) -> impl Iterator<Item = (Range<usize>, &'a [[f64; LANES]])> {
        let (data, drift) = (self.data, drift(&self.assigned, &self.centroids, self.data.columns()));
        let rows = data.block_rows(block);
        let labels = &self.labels[rows.start / LANES..rows.end.div_ceil(LANES)];
        let is_within = move |tile: &TileLabels| tile.slack() - drift <= apart;
        let mut next = rows.start;
        labels.chunk_by(move |a, b| is_within(a) == is_within(b)).filter_map(move |run| {
            let first = next;
            next += run.len() * LANES;
            let rows = first..next.min(rows.end);
            run.first().is_some_and(is_within).then(|| (rows.clone(), data.tiles_of(rows)))
        })
    }

    /// The cluster that a row is in.
    pub(super) fn label(&self, row: usize) -> u32 {
        self.labels[row / LANES].labels[row % LANES]
    }

    /// Moves every row to its nearest centroid, and the totals with it; says how many rows moved.
    fn assign(&mut self) -> usize {
        let (data, centroids, clusters) = (self.data, &self.centroids, self.totals.clusters());
        let drift = drift(&self.assigned, centroids, data.columns());
        let scores = Scores::new(centroids, data.columns());
        let changes = map_blocks_mut(data, clusters, &mut self.labels, Changes::new, |changes, block, known| {
            find_changes(data.block(block), centroids, &scores, drift, known, changes);
            if changes.is_empty() {
                return None;
            }
            let mut change = Change { rows: 0, totals: Totals::new(clusters, data.columns()) };
            let first = data.block_rows(block).start;
            for (tile, labels) in changes.iter() {
                change.relabel(data, first + tile * LANES, &mut known[tile].labels, labels);
            }
            Some(change)
        });
        self.assigned.clone_from(centroids);
        let mut moved = 0;
        for change in changes.iter().flatten().filter(|change| change.rows > 0) {
            moved += change.rows;
            self.totals.add(&change.totals);
        }
        moved
    }

    /// Gives each empty cluster, in order, the row farthest from its own centroid among those that leave no cluster
    /// empty; ties go to the lowest row. Says how many rows moved.
    fn fill_empty_clusters(&mut self) -> usize {
        let mut moved = 0;
        for empty in (0..).take(self.totals.clusters()) {
            if self.totals.count(empty) == 0
                && let Some(row) = self.farthest_row()
            {
                self.relabel(row, empty);
                moved += 1;
            }
        }
        moved
    }

    fn farthest_row(&self) -> Option<usize> {
        let mut farthest = (0.0, None);
        for row in 0..self.data.rows() {
            let label = self.label(row);
            let distance = self.squared_distance(row, label);
            if distance > farthest.0 && self.totals.count(label) > 1 {
                farthest = (distance, Some(row));
            }
        }
        farthest.1
    }

    /// Moves one row, and the totals with it.
    pub(super) fn relabel(&mut self, row: usize, cluster: u32) {
        self.totals.transfer(self.data.tile_of(row), row, self.label(row), cluster);
        self.labels[row / LANES].set(row % LANES, cluster);
    }

    /// Squared distance of a row to a centroid.
    pub(super) fn squared_distance(&self, row: usize, cluster: u32) -> f64 {
        squared_distance(self.data.row(row), &self.centroids[cluster as usize * self.data.columns()..])
    }
}

/// The sum of a block's distances: by lane, then over the lanes.
fn block_sum(distances: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    for tile in distances.chunks(LANES) {
        for (lane, distance) in lanes.iter_mut().zip(tile) {
            *lane += distance;
        }
    }
    compensated_sum(lanes)
}

/// What an assignment changes in one block.
struct Change {
    rows: usize,
    totals: Totals,
}

impl Change {
    /// Takes over the new labels of the tile that begins with row `first`.
    fn relabel(&mut self, data: &Tiles, first: usize, old: &mut [u32; LANES], new: &[u32; LANES]) {
        for (row, (old, &new)) in (first..data.rows()).zip(old.iter_mut().zip(new)) {
            if *old != new {
                self.totals.transfer(data.tile_of(row), row, *old, new);
                self.rows += 1;
                *old = new;
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    fn descended(matrix: &Array2<f64>, centroids: &[f64]) -> Optimum {
        let data = Tiles::new(matrix.view());
        let mut partition = Partition::new(&data, centroids.to_vec());
        partition.descend(100);
        partition.optimum()
    }

    #[test]
    fn centroids_are_means_and_inertia_is_theirs() {
        let optimum = descended(&array![[0.0, 0.0], [0.0, 2.0], [10.0, 0.0], [10.0, 2.0]], &[0.0, 0.0, 9.0, 0.0]);
        assert_eq!(optimum.centroids, vec![0.0, 1.0, 10.0, 1.0]);
        assert_eq!((optimum.sizes, optimum.inertia, optimum.converged), (vec![2, 2], 4.0, true));
    }

    #[test]
    fn an_empty_cluster_takes_the_farthest_row() {
        let matrix = array![[0.0], [1.0], [2.0], [50.0]];
        let optimum = descended(&matrix, &[1.0, 1000.0, -1000.0]);
        assert!(optimum.converged);
        assert!(optimum.sizes.iter().all(|&size| size > 0), "{optimum:?}");
        assert!(optimum.centroids.contains(&50.0));
    }

    #[test]
    fn with_too_few_distinct_rows_a_cluster_stays_empty() {
        let optimum = descended(&array![[1.0], [1.0], [4.0]], &[1.0, 4.0, 9.0]);
        assert_eq!((optimum.sizes, optimum.inertia), (vec![2, 1, 0], 0.0));
    }

    #[test]
    fn stops_at_the_most_iterations_and_says_so() {
        let matrix = Array2::from_shape_fn((50, 1), |(row, _)| row as f64);
        let data = Tiles::new(matrix.view());
        let mut partition = Partition::new(&data, vec![0.0, 1.0]);
        partition.descend(2);
        assert_eq!((partition.iterations, partition.converged), (2, false));
        partition.descend(100);
        assert!(partition.converged);
        assert_eq!(partition.optimum().sizes, vec![25, 25]);
    }
}
