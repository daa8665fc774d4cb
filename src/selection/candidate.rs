//! A number of segments, and how good its segmentation is.

use serde::{Deserialize, Serialize};

/// A number of segments, and how good its segmentation is; a row of `choose_k.parquet`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Segments.
    pub k: u32,
    /// Sum of squared distances to the nearest centroid, in scaled units.
    pub inertia: f64,
    /// Mean silhouette, in [-1, 1].
    pub silhouette: f64,
    /// Lower end of its interval for the rows that were not looked at.
    pub silhouette_low: f64,
    /// Upper end.
    pub silhouette_high: f64,
    /// Davies-Bouldin index, 0 or more, less is better.
    pub davies_bouldin: f64,
    /// Calinski-Harabasz index, 0 or more, more is better.
    pub calinski_harabasz: f64,
    /// Mean adjusted Rand index of models of two resamples.
    pub stability: f64,
    /// Jaccard index of the segment that comes back least well on resamples, in [0, 1].
    pub least_jaccard: f64,
    /// Solutions that another sample of customers could prefer, and that cut otherwise.
    pub near_ties: u32,
    /// Whether it is the one that is taken.
    pub chosen: bool,
}
