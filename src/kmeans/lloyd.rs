//! Lloyd's algorithm, to full convergence.
//!
//! Assignment to the nearest centroid and update to the mean, in turn, until no label changes. The sums behind the
//! means follow the rows that move, and are added up afresh before a partition counts as converged: a final centroid
//! is the exact mean of its rows, not the end of a chain of corrections. A cluster that loses its last row takes the
//! row farthest from its own centroid.
//!
//! Source: Lloyd, S. P. (1982), Least squares quantization in PCM, IEEE Trans. Inf. Theory 28(2).

use super::assignment::{Nearest, squared_distance};
use super::blocks::{compensated_sum, map_blocks, map_blocks_mut};
use super::optimum::Optimum;
use super::tiles::{LANES, Tiles};
use super::totals::{Totals, UNASSIGNED};

/// A partition of the rows on its way to a local optimum.
#[derive(Debug, Clone)]
pub(super) struct Partition<'a> {
    pub(super) data: &'a Tiles,
    pub(super) centroids: Vec<f64>,
    pub(super) labels: Vec<u32>,
    pub(super) totals: Totals,
    pub(super) iterations: u32,
    pub(super) converged: bool,
}

impl<'a> Partition<'a> {
    /// No row is assigned yet. `centroids` holds k × d values.
    pub(super) fn new(data: &'a Tiles, centroids: Vec<f64>) -> Self {
        Self {
            data,
            labels: vec![UNASSIGNED; data.rows()],
            totals: Totals::new(centroids.len() / data.columns(), data.columns()),
            centroids,
            iterations: 0,
            converged: false,
        }
    }

    /// Assigns and updates until no label changes, or until `max_iterations` were done since the partition was made.
    pub(super) fn descend(&mut self, max_iterations: u32) {
        self.converged = false;
        while !self.converged && self.iterations < max_iterations {
            self.iterations += 1;
            let changed = self.assign() + self.fill_empty_clusters();
            if changed > 0 {
                self.totals.means(&mut self.centroids);
            } else {
                self.converged = self.recount();
            }
        }
    }

    /// Adds up the clusters afresh; says whether the centroids stayed where they were, to the bit.
    pub(super) fn recount(&mut self) -> bool {
        let (data, clusters) = (self.data, self.totals.clusters());
        let parts = map_blocks(data, clusters, || (), |(), block| {
            let mut part = Totals::new(clusters, data.columns());
            for row in data.block_rows(block) {
                part.transfer(data.row(row), UNASSIGNED, self.labels[row]);
            }
            part
        });
        self.totals = Totals::new(clusters, data.columns());
        for part in &parts {
            self.totals.add(part);
        }
        let before = self.centroids.clone();
        self.totals.means(&mut self.centroids);
        self.centroids == before
    }

    /// What the partition comes to.
    pub(super) fn optimum(&self) -> Optimum {
        let (data, clusters) = (self.data, self.totals.clusters());
        let parts = map_blocks(data, clusters, Nearest::new, |nearest, block| {
            nearest.find(data.block(block), &self.centroids, data.columns());
            let rows = data.block_rows(block).len();
            let mut sizes = vec![0; clusters];
            for &label in &nearest.labels[..rows] {
                sizes[label as usize] += 1;
            }
            (sizes, compensated_sum(nearest.distances[..rows].iter().copied()))
        });
        let mut sizes = vec![0; clusters];
        for (part, _) in &parts {
            for (size, more) in sizes.iter_mut().zip(part) {
                *size += more;
            }
        }
        Optimum {
            centroids: self.centroids.clone(),
            sizes,
            inertia: compensated_sum(parts.iter().map(|(_, inertia)| *inertia)),
            iterations: self.iterations,
            converged: self.converged,
        }
    }

    /// Moves every row to its nearest centroid, and the totals with it; says how many rows moved.
    fn assign(&mut self) -> usize {
        let (data, centroids, clusters) = (self.data, &self.centroids, self.totals.clusters());
        let changes = map_blocks_mut(data, clusters, &mut self.labels, Nearest::new, |nearest, block, labels| {
            nearest.find(data.block(block), centroids, data.columns());
            let mut change = Change { rows: 0, totals: Totals::new(clusters, data.columns()) };
            let tiles = labels.chunks_mut(LANES).zip(nearest.labels.chunks(LANES));
            for (first, (old, new)) in data.block_rows(block).step_by(LANES).zip(tiles) {
                if *old != new[..old.len()] {
                    change.relabel(data, first, old, new);
                }
            }
            change
        });
        let mut moved = 0;
        for change in changes.iter().filter(|change| change.rows > 0) {
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
        for (row, &label) in self.labels.iter().enumerate() {
            let distance = self.squared_distance(row, label);
            if distance > farthest.0 && self.totals.count(label) > 1 {
                farthest = (distance, Some(row));
            }
        }
        farthest.1
    }

    /// Moves one row, and the totals with it.
    pub(super) fn relabel(&mut self, row: usize, cluster: u32) {
        self.totals.transfer(self.data.row(row), self.labels[row], cluster);
        self.labels[row] = cluster;
    }

    /// Squared distance of a row to a centroid.
    pub(super) fn squared_distance(&self, row: usize, cluster: u32) -> f64 {
        squared_distance(self.data.row(row), &self.centroids[cluster as usize * self.data.columns()..])
    }
}

/// What an assignment changes in one block.
struct Change {
    rows: usize,
    totals: Totals,
}

impl Change {
    /// Takes over the new labels of the tile that begins with row `first`.
    fn relabel(&mut self, data: &Tiles, first: usize, old: &mut [u32], new: &[u32]) {
        for (row, (old, &new)) in (first..).zip(old.iter_mut().zip(new)) {
            if *old != new {
                self.totals.transfer(data.row(row), *old, new);
                self.rows += 1;
                *old = new;
            }
        }
    }
}

#[cfg(test)]
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
