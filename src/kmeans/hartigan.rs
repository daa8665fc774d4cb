//! Hartigan's moves: single rows that lower the inertia although another centroid is not nearer.
//!
//! Moving a row from a cluster of n rows to one of m lowers the inertia when
//! d²(row, own) · n / (n − 1) > d²(row, other) · m / (m + 1), for the centroids follow the row. Where no such row is
//! left, none is equally near to two centroids either. Every optimum of Hartigan's is one of Lloyd's and not the other
//! way round, so these moves merge many of the almost equal optima that Lloyd's algorithm stops at.
//!
//! Sources: Hartigan, J. A. & Wong, M. A. (1979), Algorithm AS 136, Applied Statistics 28(1);
//! Telgarsky, M. & Vattani, A. (2010), Hartigan's method: k-means clustering without Voronoi, AISTATS.

use super::blocks::map_blocks;
use super::lloyd::Partition;
use super::nearest::TwoNearest;
use crate::numeric::real;

/// How much a move must lower the inertia, relative to the row's share: below it is rounding.
const ROUNDING: f64 = 1e-12;

/// By how much, relative to the longest distance there can be, two distances must differ to be surely told apart.
const SURELY: f64 = 1e-9;

impl Partition<'_> {
    /// Descends, and goes on by Hartigan's moves and Lloyd's algorithm in turn until neither changes a label, or
    /// `max_iterations` are done.
    pub(super) fn descend_further(&mut self, max_iterations: u32) {
        loop {
            self.descend(max_iterations);
            if !self.converged || (self.move_rows() == 0 && self.is_settled()) {
                break;
            }
        }
    }

    /// Makes every move that lowers the inertia, in row order; says how many there were.
    fn move_rows(&mut self) -> usize {
        let mut moved = 0;
        for row in self.movable_rows() {
            let own = self.label(row);
            if let Some(other) = self.better_cluster(row) {
                self.relabel(row, other);
                for cluster in [own, other] {
                    let columns = self.data.columns();
                    self.totals.mean(cluster, &mut self.centroids[cluster as usize * columns..][..columns]);
                }
                moved += 1;
            }
        }
        moved
    }

    /// Every row that a move could pay for, and some more: as if its cluster were the one that it pays most to leave,
    /// and the second nearest the one that costs least to join.
    fn movable_rows(&self) -> Vec<usize> {
        let (data, centroids, clusters) = (self.data, &self.centroids, self.totals.clusters());
        let sizes = (0..).take(clusters).map(|cluster| self.totals.count(cluster));
        let most = sizes.clone().map(leaving).fold(0.0, f64::max);
        let least = sizes.map(joining).fold(1.0, f64::min);
        let apart = data.reach() * ((most / least).sqrt() - 1.0 + SURELY);
        let rows = map_blocks(data, clusters, TwoNearest::new, |near, block| {
            let mut movable = Vec::new();
            for (rows, tiles) in self.within(apart, block) {
                near.find(tiles, centroids, data.columns());
                let distances = near.first.iter().zip(&near.second);
                let found = rows.zip(distances).filter(|(_, (own, other))| *other * least < *own * most);
                movable.extend(found.map(|(row, _)| row));
            }
            movable
        });
        rows.concat()
    }

    /// The cluster that the row had better be in, if it is not its own.
    fn better_cluster(&self, row: usize) -> Option<u32> {
        let own = self.label(row);
        let mut least = self.squared_distance(row, own) * leaving(self.totals.count(own)) * (1.0 - ROUNDING);
        let mut better = None;
        for other in (0..).take(self.totals.clusters()).filter(|&other| other != own) {
            let cost = self.squared_distance(row, other) * joining(self.totals.count(other));
            if cost < least {
                (least, better) = (cost, Some(other));
            }
        }
        better
    }
}

/// What leaving a cluster of this size saves, per squared distance to its centroid. The last row stays.
fn leaving(size: u64) -> f64 {
    if size > 1 { real(size) / real(size - 1) } else { 0.0 }
}

/// What joining a cluster of this size costs, per squared distance to its centroid.
fn joining(size: u64) -> f64 {
    real(size) / real(size + 1)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same bits are asked for")]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use ndarray::array;

    use super::super::tiles::Tiles;
    use super::*;

    /// 5.5 is nearer to 2.75, the mean of 0 and 5.5, than to 10; yet 0 | 5.5, 10 costs 10.125, and 0, 5.5 | 10 15.125.
    #[test]
    fn leaves_an_optimum_of_lloyds_that_is_none_of_hartigans() {
        let matrix = array![[0.0], [5.5], [10.0]];
        let data = Tiles::new(matrix.view());
        let mut partition = Partition::new(&data, vec![2.75, 10.0]);
        partition.descend(100);
        assert_eq!([0, 1, 2].map(|row| partition.label(row)), [0, 0, 1]);
        partition.descend_further(100);
        assert_eq!([0, 1, 2].map(|row| partition.label(row)), [0, 1, 1]);
        assert_eq!(partition.optimum().inertia, 10.125);
    }

    #[test]
    fn keeps_what_no_move_improves() {
        let matrix = array![[0.0], [4.0], [10.0]];
        let data = Tiles::new(matrix.view());
        let mut partition = Partition::new(&data, vec![2.0, 10.0]);
        partition.descend_further(100);
        assert_eq!([0, 1, 2].map(|row| partition.label(row)), [0, 0, 1]);
        assert_eq!(partition.optimum().inertia, 8.0);
    }

    #[test]
    fn passes_over_no_row_that_could_move() {
        // Three clouds of 3,000 rows that run into one another; of each, two or three rows lie near a border.
        let value = |row: usize, column: usize| {
            let cloud = if row % 3 == column { 4.0 } else { 0.0 };
            cloud + 4.0 * ((row * (column + 1)) as f64 * 0.618_033_988_749_895).fract()
        };
        let matrix = ndarray::Array2::from_shape_fn((9000, 2), |(row, column)| value(row, column));
        let data = Tiles::new(matrix.view());
        let mut partition = Partition::new(&data, vec![4.0, 0.0, 0.0, 4.0, 0.0, 0.0]);
        partition.descend(1000);
        assert!(partition.converged);
        let sizes = (0..3).map(|cluster| partition.totals.count(cluster));
        let most = sizes.clone().map(leaving).fold(0.0, f64::max);
        let least = sizes.map(joining).fold(1.0, f64::min);
        let movable = (0..9000).filter(|&row| {
            let mut distances = [0, 1, 2].map(|cluster| partition.squared_distance(row, cluster));
            distances.sort_by(f64::total_cmp);
            distances[1] * least < distances[0] * most
        });
        let movable: Vec<_> = movable.collect();
        assert_eq!(partition.movable_rows(), movable);
        assert!((1..20).contains(&movable.len()), "{movable:?}");
        let apart = data.reach() * ((most / least).sqrt() - 1.0);
        let looked_at =
            (0..9).flat_map(|block| partition.within(apart, block)).map(|(rows, _)| rows.len()).sum::<usize>();
        assert!(looked_at < 3000, "{looked_at}");
    }
}
