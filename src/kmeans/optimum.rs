//! Local optima, and when two of them are the same.

use super::nearest::squared_distance;
use crate::numeric::real;

/// How far apart two solutions may be and still count as one: the squared displacement of the rows' centroids, summed
/// over rows, as a share of the inertia. On customers of a shop, solutions that differ in a few border rows lie below
/// 10⁻³, and those that segment otherwise above 10⁻².
const SAME: f64 = 1e-3;

/// An improvement of the inertia, as a share of it, that is not worth another search.
const NEGLIGIBLE: f64 = 1e-6;

/// The most distinct solutions that are remembered: the best ones.
const MOST_REMEMBERED: usize = 64;

/// A local optimum of K-Means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Optimum {
    /// k × d values.
    pub(super) centroids: Vec<f64>,
    /// Rows nearest to each centroid.
    pub(super) sizes: Vec<u64>,
    /// Sum of squared distances to the nearest centroid.
    pub(super) inertia: f64,
    /// Lloyd iterations that led to it.
    pub(super) iterations: u32,
    /// Whether they ended with no label changing.
    pub(super) converged: bool,
}

impl Optimum {
    /// Columns of the centroids.
    pub(super) fn columns(&self) -> usize {
        self.centroids.len() / self.sizes.len()
    }

    /// Whether both are the same solution but for a few rows at the borders: Σ n ‖c − c′‖² is at most a thousandth of
    /// the inertia, each centroid c (of n rows) matched with the nearest one c′ of the other that is still free.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let columns = self.columns();
        let mut free: Vec<&[f64]> = other.centroids.chunks_exact(columns).collect();
        let mut displacement = 0.0;
        for (centroid, &size) in self.centroids.chunks_exact(columns).zip(&self.sizes) {
            let distances = free.iter().map(|other| squared_distance(other.iter().copied(), centroid)).enumerate();
            let Some((nearest, distance)) = distances.min_by(|a, b| a.1.total_cmp(&b.1)) else { return false };
            free.swap_remove(nearest);
            displacement += real(size) * distance;
        }
        displacement <= SAME * self.inertia
    }

    /// Whether this is better by more than a few border rows can make it.
    pub(super) fn is_better(&self, other: &Self) -> bool {
        self.inertia < other.inertia * (1.0 - NEGLIGIBLE)
    }

    /// Numbers the clusters by size, the largest first; equals by centroid.
    pub(super) fn in_canonical_order(self) -> Self {
        let columns = self.columns();
        let mut clusters: Vec<_> = self.sizes.iter().copied().zip(self.centroids.chunks_exact(columns)).collect();
        clusters.sort_by(|(size, centroid), (other_size, other)| {
            let by_centroid = centroid.iter().zip(*other).map(|(a, b)| a.total_cmp(b));
            other_size.cmp(size).then(by_centroid.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then))
        });
        let sizes = clusters.iter().map(|(size, _)| *size).collect();
        let centroids = clusters.into_iter().flat_map(|(_, centroid)| centroid.iter().copied()).collect();
        Self { centroids, sizes, ..self }
    }
}

/// How many times a solution was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Finds {
    /// By any start; and by a breathing move, if that met it first.
    pub(super) all: u32,
    /// By starts that went on with breathing moves of their own.
    pub(super) deep: u32,
}

/// The distinct solutions met so far, best first, each with the number of times it was found.
#[derive(Debug, Clone, Default)]
pub(super) struct Archive(Vec<(Optimum, Finds)>);

impl Archive {
    /// Remembers a solution that was found so many times more. Of solutions that are the same, the one of least
    /// inertia is kept.
    pub(super) fn insert(&mut self, optimum: Optimum, finds: Finds) {
        let mut entry = (optimum, finds);
        if let Some(index) = self.0.iter().position(|(known, _)| known.is_same(&entry.0)) {
            let (known, earlier) = self.0.remove(index);
            let best = if entry.0.inertia < known.inertia { entry.0 } else { known };
            entry = (best, Finds { all: earlier.all + finds.all, deep: earlier.deep + finds.deep });
        }
        let index = self.0.partition_point(|(known, _)| known.inertia <= entry.0.inertia);
        self.0.insert(index, entry);
        self.0.truncate(MOST_REMEMBERED);
    }

    /// Remembers what a breathing move led to: found once if it is new, and else no more often than before.
    pub(super) fn insert_move(&mut self, optimum: Optimum) {
        let known = self.0.iter().any(|(known, _)| known.is_same(&optimum));
        self.insert(optimum, Finds { all: u32::from(!known), deep: 0 });
    }

    /// The best solution.
    pub(super) fn best(&self) -> Option<&Optimum> {
        self.0.first().map(|(best, _)| best)
    }

    /// How many times the best solution was found.
    pub(super) fn finds(&self) -> Finds {
        self.0.first().map_or(Finds::default(), |(_, finds)| *finds)
    }

    /// The solutions whose inertia is above the best by at most this share of it, best first.
    pub(super) fn within(&self, share: f64) -> impl Iterator<Item = &(Optimum, Finds)> {
        let most = self.best().map_or(0.0, |best| best.inertia * (1.0 + share));
        self.0.iter().take_while(move |(optimum, _)| optimum.inertia <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn optimum(centroids: &[f64], sizes: &[u64], inertia: f64) -> Optimum {
        Optimum { centroids: centroids.to_vec(), sizes: sizes.to_vec(), inertia, iterations: 1, converged: true }
    }

    #[test]
    fn the_same_in_any_order_and_but_for_a_few_rows() {
        let known = optimum(&[0.0, 10.0, 20.0], &[50, 30, 20], 100.0);
        assert!(known.is_same(&optimum(&[20.0, 0.0, 10.0], &[20, 50, 30], 100.0)));
        assert!(known.is_same(&optimum(&[0.01, 10.0, 20.0], &[51, 29, 20], 100.01)));
        assert!(!known.is_same(&optimum(&[0.5, 9.5, 20.0], &[52, 28, 20], 100.0)));
        assert!(!known.is_same(&optimum(&[0.0, 0.0, 20.0], &[50, 30, 20], 100.0)), "a centroid matches only once");
    }

    #[test]
    fn clusters_go_by_size_and_then_by_centroid() {
        let ordered = optimum(&[2.0, 1.0, 2.0, 0.0, 9.0, 9.0], &[3, 3, 4], 1.0).in_canonical_order();
        assert_eq!(ordered, optimum(&[9.0, 9.0, 2.0, 0.0, 2.0, 1.0], &[4, 3, 3], 1.0));
    }

    #[test]
    fn the_archive_merges_sorts_and_counts() {
        let mut archive = Archive::default();
        let once = Finds { all: 1, deep: 0 };
        archive.insert(optimum(&[5.0], &[10], 101.0), once);
        archive.insert(optimum(&[0.0], &[10], 100.0), once);
        archive.insert(optimum(&[5.0001], &[10], 99.0), Finds { all: 1, deep: 1 });
        archive.insert_move(optimum(&[0.0], &[10], 100.0));
        archive.insert_move(optimum(&[50.0], &[10], 100.5));
        assert_eq!(archive.best().map(|best| best.inertia), Some(99.0));
        assert_eq!(archive.finds(), Finds { all: 2, deep: 1 });
        let near: Vec<_> = archive.within(0.02).map(|(optimum, finds)| (optimum.inertia, finds.all)).collect();
        assert_eq!(near, vec![(99.0, 2), (100.0, 1), (100.5, 1)]);
        assert_eq!(archive.within(0.011).count(), 2);
    }
}
