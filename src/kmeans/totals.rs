//! Sums and counts of rows by cluster.

use super::tiles::LANES;
use crate::numeric::real;

/// The label of a row that no cluster holds yet.
pub(super) const UNASSIGNED: u32 = u32::MAX;

/// Sums and counts of rows by cluster, or by how much they change.
#[derive(Debug, Clone)]
pub(super) struct Totals {
    columns: usize,
    sums: Vec<f64>,
    counts: Vec<i64>,
}

impl Totals {
    pub(super) fn new(clusters: usize, columns: usize) -> Self {
        Self { columns, sums: vec![0.0; clusters * columns], counts: vec![0; clusters] }
    }

    pub(super) fn clusters(&self) -> usize {
        self.counts.len()
    }

    /// Rows in a cluster.
    #[inline]
    pub(super) fn count(&self, cluster: u32) -> u64 {
        u64::try_from(self.counts[cluster as usize]).unwrap_or(0)
    }

    /// Moves a row, which is in its tile at lane `row % LANES`, from one cluster to another; from [`UNASSIGNED`], it is
    /// new.
    pub(super) fn transfer(&mut self, tile: &[[f64; LANES]], row: usize, from: u32, to: u32) {
        if from != UNASSIGNED {
            self.counts[from as usize] -= 1;
            for (sum, column) in self.sums_of(from).iter_mut().zip(tile) {
                *sum -= column[row % LANES];
            }
        }
        self.counts[to as usize] += 1;
        for (sum, column) in self.sums_of(to).iter_mut().zip(tile) {
            *sum += column[row % LANES];
        }
    }

    fn sums_of(&mut self, cluster: u32) -> &mut [f64] {
        let first = cluster as usize * self.columns;
        &mut self.sums[first..first + self.columns]
    }

    /// Adds another's sums and counts.
    pub(super) fn add(&mut self, other: &Self) {
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            *sum += more;
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }

    /// Sets each centroid to the mean of its rows; that of an empty cluster stays.
    pub(super) fn means(&self, centroids: &mut [f64]) {
        for (cluster, centroid) in (0..).zip(centroids.chunks_exact_mut(self.columns)) {
            self.mean(cluster, centroid);
        }
    }

    /// Sets the centroid of one cluster to the mean of its rows; that of an empty one stays.
    pub(super) fn mean(&self, cluster: u32, centroid: &mut [f64]) {
        let count = self.count(cluster);
        if count > 0 {
            for (center, sum) in centroid.iter_mut().zip(&self.sums[cluster as usize * self.columns..]) {
                *center = sum / real(count);
            }
        }
    }
}
