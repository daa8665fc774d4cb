//! Local optima, and when two of them are the same.

use super::assignment::squared_distance;
use super::blocks::as_f64;

/// How far apart two solutions may be and still count as one: the squared displacement of the rows' centroids, summed
/// over rows, as a share of the inertia. Solutions that differ by a few border rows lie below 3 · 10⁻⁴, those that
/// segment differently above 10⁻².
const SAME: f64 = 1e-3;

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
            displacement += as_f64(size) * distance;
        }
        displacement <= SAME * self.inertia
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

/// The distinct solutions met so far, best first, each with the number of times it was found.
#[derive(Debug, Clone, Default)]
pub(super) struct Archive(Vec<(Optimum, u32)>);

impl Archive {
    /// Remembers a solution that was found `found` times more. Of solutions that are the same, the one of least
    /// inertia is kept.
    pub(super) fn insert(&mut self, optimum: Optimum, found: u32) {
        let mut entry = (optimum, found);
        if let Some(index) = self.0.iter().position(|(known, _)| known.is_same(&entry.0)) {
            let (known, times) = self.0.remove(index);
            let best = if entry.0.inertia < known.inertia { entry.0 } else { known };
            entry = (best, times + found);
        }
        let index = self.0.partition_point(|(known, _)| known.inertia <= entry.0.inertia);
        self.0.insert(index, entry);
        self.0.truncate(MOST_REMEMBERED);
    }

    /// Whether a solution is new.
    pub(super) fn lacks(&self, optimum: &Optimum) -> bool {
        !self.0.iter().any(|(known, _)| known.is_same(optimum))
    }

    /// The best solution.
    pub(super) fn best(&self) -> Option<&Optimum> {
        self.0.first().map(|(best, _)| best)
    }

    /// How many times the best solution was found.
    pub(super) fn found(&self) -> u32 {
        self.0.first().map_or(0, |(_, found)| *found)
    }

    /// The solutions whose inertia is above the best by at most this share of it, best first.
    pub(super) fn within(&self, share: f64) -> impl Iterator<Item = &(Optimum, u32)> {
        let most = self.best().map_or(0.0, |best| best.inertia * (1.0 + share));
        self.0.iter().take_while(move |(optimum, _)| optimum.inertia <= most)
    }
}
