//! Rows to the nearest of given centroids, with or without a fit.

use ndarray::ArrayView2;

use super::blocks::map_blocks;
use super::error::KMeansError;
use super::nearest::{Nearest, TwoNearest};
use super::tiles::Tiles;
use super::validation::check_values;

/// Labels, and how firmly each row lies in its cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// Per row, the number of the nearest centroid; the lowest of those equally near.
    pub labels: Vec<u32>,
    /// Per row, 1 − d₁ / d₂, where d₁ is the distance to the nearest centroid and d₂ that to the second nearest: in
    /// [0, 1], 0 on the border, 1 on the centroid. 0 where both centroids lie on the row, 1 where there is but one.
    ///
    /// It is the row's simplified silhouette: Vendramin, L., Campello, R. J. G. B. & Hruschka, E. R. (2010), Relative
    /// clustering validity criteria: a comparative overview, Stat. Anal. Data Min. 3(4).
    pub margins: Vec<f64>,
}

/// Labels rows (n × d) with the nearest of the centroids (k × d), the lowest of those equally near.
///
/// # Errors
///
/// The rows have another number of columns than the centroids, or a value that is not finite; or there is no centroid.
pub fn assign(rows: ArrayView2<'_, f64>, centroids: ArrayView2<'_, f64>) -> Result<Vec<u32>, KMeansError> {
    check(rows, centroids)?;
    Ok(labels(rows, centroids))
}

/// Labels rows (n × d) with the nearest of the centroids (k × d), and says how firmly each lies in its cluster.
///
/// # Errors
///
/// As [`assign`].
pub fn assign_with_margin(
    rows: ArrayView2<'_, f64>,
    centroids: ArrayView2<'_, f64>,
) -> Result<Assignment, KMeansError> {
    check(rows, centroids)?;
    let (data, centers) = (Tiles::new(rows), values(centroids));
    let parts = map_blocks(&data, centroids.nrows(), TwoNearest::new, |near, block| {
        near.find(data.block(block), &centers, data.columns());
        let rows = data.block_rows(block).len();
        let margins: Vec<_> = near.first.iter().zip(&near.second).take(rows).map(|(d1, d2)| margin(*d1, *d2)).collect();
        (near.labels[..rows].to_vec(), margins)
    });
    let (labels, margins): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    Ok(Assignment { labels: labels.concat(), margins: margins.concat() })
}

/// The labels of rows that were checked, or that the caller answers for: a value that is not finite is near nothing,
/// and goes to centroid 0.
pub(super) fn labels(rows: ArrayView2<'_, f64>, centroids: ArrayView2<'_, f64>) -> Vec<u32> {
    let (data, centers) = (Tiles::new(rows), values(centroids));
    let parts = map_blocks(&data, centroids.nrows(), Nearest::new, |near, block| {
        near.find(data.block(block), &centers, data.columns());
        near.labels[..data.block_rows(block).len()].to_vec()
    });
    parts.concat()
}

fn check(rows: ArrayView2<'_, f64>, centroids: ArrayView2<'_, f64>) -> Result<(), KMeansError> {
    if centroids.is_empty() {
        return Err(KMeansError::Empty { rows: centroids.nrows(), columns: centroids.ncols() });
    }
    if rows.ncols() != centroids.ncols() {
        return Err(KMeansError::ColumnMismatch { found: rows.ncols(), expected: centroids.ncols() });
    }
    check_values(rows)
}

/// The values of a matrix, row by row.
fn values(matrix: ArrayView2<'_, f64>) -> Vec<f64> {
    matrix.iter().copied().collect()
}

/// From squared distances.
fn margin(first: f64, second: f64) -> f64 {
    if second > 0.0 { 1.0 - (first / second).sqrt() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn labels_and_margins_of_rows_on_a_line() {
        let centroids = array![[0.0], [10.0]];
        let rows = array![[0.0], [5.0], [10.0], [2.0], [-10.0], [9.0]];
        let assignment = assign_with_margin(rows.view(), centroids.view()).unwrap();
        assert_eq!(assignment.labels, vec![0, 0, 1, 0, 0, 1]);
        assert_eq!(assignment.labels, assign(rows.view(), centroids.view()).unwrap());
        let expected = [1.0, 0.0, 1.0, 0.75, 0.5, 1.0 - 1.0 / 9.0];
        for (margin, expected) in assignment.margins.iter().zip(expected) {
            assert!((margin - expected).abs() < 1e-15, "{margin} {expected}");
        }
    }

    #[test]
    fn margins_at_the_degenerate_ends() {
        let margins =
            |centroids: Array2<f64>| assign_with_margin(array![[3.0], [4.0]].view(), centroids.view()).unwrap().margins;
        assert_eq!(margins(array![[3.0]]), vec![1.0, 1.0]);
        assert_eq!(margins(array![[3.0], [3.0]]), vec![0.0, 0.0]);
    }

    #[test]
    fn no_rows_have_no_labels() {
        let nothing = Array2::zeros((0, 2));
        assert_eq!(assign(nothing.view(), array![[0.0, 0.0]].view()).unwrap(), Vec::<u32>::new());
    }

    #[test]
    fn refuses_other_columns_missing_values_and_no_centroids() {
        let rows = array![[1.0, f64::NAN]];
        assert!(matches!(
            assign(rows.view(), array![[1.0]].view()),
            Err(KMeansError::ColumnMismatch { found: 2, expected: 1 })
        ));
        assert!(matches!(
            assign_with_margin(rows.view(), array![[1.0, 2.0]].view()),
            Err(KMeansError::NotFinite { row: 0, column: 1, .. })
        ));
        assert!(matches!(assign(rows.view(), Array2::zeros((0, 2)).view()), Err(KMeansError::Empty { .. })));
    }
}
