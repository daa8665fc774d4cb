//! The Davies-Bouldin index: how wide segments are beside how far they are apart.
//!
//! With `s_i` the mean distance of segment i's rows to their mean, and `d_ij` the distance of two means,
//!
//! ```text
//! DB = 1/k Σ_i max_{j ≠ i} (s_i + s_j) / d_ij
//! ```
//!
//! Range: 0 or more, less is better.
//!
//! Degenerate cases, as in scikit-learn: 0 where all rows lie on their means, or all means on each other, to within 10⁻⁸;
//! two means that coincide are passed over.
//!
//! Davies D., Bouldin D. (1979), "A cluster separation measure", IEEE Trans. Pattern Anal. Mach. Intell. 1, 224-227.

use super::grouped::{GroupedRows, squared_distance};
use crate::numeric::{compensated_sum, real};

/// What scikit-learn takes for nothing.
const NOTHING: f64 = 1e-8;

/// The Davies-Bouldin index of grouped rows.
#[must_use]
pub fn davies_bouldin(rows: &GroupedRows) -> f64 {
    let segments = rows.segments();
    let widths: Vec<f64> = segments
        .iter()
        .map(|segment| {
            let distances = rows.rows_at(&segment.rows).map(|row| squared_distance(row, &segment.centroid).sqrt());
            compensated_sum(distances) / real(segment.rows.len() as u64)
        })
        .collect();
    let apart: Vec<Vec<f64>> = segments
        .iter()
        .map(|left| segments.iter().map(|right| squared_distance(&left.centroid, &right.centroid).sqrt()).collect())
        .collect();
    if widths.iter().all(|&width| width <= NOTHING) || apart.iter().flatten().all(|&distance| distance <= NOTHING) {
        return 0.0;
    }
    let worst = widths.iter().zip(&apart).map(|(width, distances)| {
        let others = widths.iter().zip(distances).filter(|(_, distance)| **distance > 0.0);
        others.map(|(other, distance)| (width + other) / distance).fold(0.0, f64::max)
    });
    compensated_sum(worst) / real(segments.len() as u64)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn a_written_out_case() {
        // Means 1, 11 and 31; widths 1, 1 and 2.
        let rows = array![[0.0], [2.0], [10.0], [12.0], [29.0], [33.0]];
        let found = davies_bouldin(&GroupedRows::new(rows.view(), &[0, 0, 1, 1, 2, 2]).unwrap());
        assert!((found - (0.2 + 0.2 + 0.15) / 3.0).abs() < 1e-15, "{found}");
    }

    #[test]
    fn nothing_within_or_between_is_nothing() {
        let alone = array![[0.0], [1.0], [5.0]];
        assert_eq!(davies_bouldin(&GroupedRows::new(alone.view(), &[0, 1, 2]).unwrap()), 0.0);
        let crossed = array![[0.0], [2.0], [-1.0], [3.0]];
        assert_eq!(davies_bouldin(&GroupedRows::new(crossed.view(), &[0, 0, 1, 1]).unwrap()), 0.0);
    }
}
