//! The Calinski-Harabasz index: the variance between segments over that within them.
//!
//! With n rows in k segments, `n_i` of them in segment i with mean `m_i`, and m the mean of all,
//!
//! ```text
//! CH = [Σ_i n_i ‖m_i − m‖² / (k − 1)] / [Σ_i Σ_{x in i} ‖x − m_i‖² / (n − k)]
//! ```
//!
//! Range: 0 or more, more is better.
//!
//! Degenerate case, as in scikit-learn: 1 where every row lies on its segment's mean.
//!
//! Calinski T., Harabasz J. (1974), "A dendrite method for cluster analysis", Communications in Statistics 3, 1-27.

use super::grouped::{GroupedRows, squared_distance};
use crate::numeric::{compensated_sum, real};

/// The Calinski-Harabasz index of grouped rows.
#[must_use]
pub fn calinski_harabasz(rows: &GroupedRows) -> f64 {
    let (segments, mean) = (rows.segments(), rows.mean());
    let between = compensated_sum(
        segments.iter().map(|segment| real(segment.rows.len() as u64) * squared_distance(&segment.centroid, &mean)),
    );
    let within = compensated_sum(
        segments
            .iter()
            .flat_map(|segment| rows.rows_at(&segment.rows).map(|row| squared_distance(row, &segment.centroid))),
    );
    if within == 0.0 {
        return 1.0;
    }
    let (n, k) = (real(rows.rows() as u64), real(segments.len() as u64));
    between * (n - k) / (within * (k - 1.0))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn a_written_out_case() {
        // Means 1 and 11 about 6: between 4 × 25; within 4 × 1.
        let rows = array![[0.0], [2.0], [10.0], [12.0]];
        let found = calinski_harabasz(&GroupedRows::new(rows.view(), &[0, 0, 1, 1]).unwrap());
        assert!((found - 100.0 * 2.0 / 4.0).abs() < 1e-12, "{found}");
    }

    #[test]
    fn rows_on_their_means_are_one() {
        let rows = array![[0.0], [0.0], [5.0]];
        assert_eq!(calinski_harabasz(&GroupedRows::new(rows.view(), &[0, 0, 1]).unwrap()), 1.0);
    }
}
