//! What is checked before a fit, so that no fit ends in a meaningless model.

use ndarray::ArrayView2;
use rayon::prelude::*;

use super::error::KMeansError;
use super::nearest::squared_distance;
use super::tiles::Tiles;

/// The largest magnitude that can be fitted: 10⁹ rows of a thousand columns at this distance still sum to a finite
/// inertia.
const LARGEST: f64 = 1e140;

/// The rows, laid out for the kernel: n × d, every value finite and at most 10¹⁴⁰ in magnitude, `k` rows or more
/// distinct.
///
/// # Errors
///
/// The first of these that is not so.
pub(super) fn validated(rows: ArrayView2<'_, f64>, k: usize) -> Result<Tiles, KMeansError> {
    if rows.is_empty() {
        return Err(KMeansError::Empty { rows: rows.nrows(), columns: rows.ncols() });
    }
    let tiles = Tiles::new(rows);
    // No value is larger than the longest row.
    if tiles.reach().is_nan() || tiles.reach() > LARGEST {
        check_values(rows)?;
    }
    if rows.nrows() < k {
        return Err(KMeansError::TooFewRows { rows: rows.nrows(), k });
    }
    let distinct = count_distinct(&tiles, k);
    if distinct < k {
        return Err(KMeansError::TooFewDistinctRows { rows: rows.nrows(), distinct, k });
    }
    Ok(tiles)
}

/// Checks that every value is finite and not too large.
pub(super) fn check_values(rows: ArrayView2<'_, f64>) -> Result<(), KMeansError> {
    let fine = |values: &[f64]| values.iter().fold(true, |fine, value| fine & (value.abs() <= LARGEST));
    // All values are looked at, in no order: only where one is wrong does it matter which is the first.
    if rows.as_slice_memory_order().is_some_and(|values| values.par_chunks(1 << 16).all(fine)) {
        return Ok(());
    }
    let faulty = rows.indexed_iter().find(|(_, value)| !value.is_finite() || value.abs() > LARGEST);
    match faulty {
        None => Ok(()),
        Some(((row, column), &value)) if value.is_finite() => {
            Err(KMeansError::TooLarge { row, column, value, limit: LARGEST })
        }
        Some(((row, column), &value)) => Err(KMeansError::NotFinite { row, column, value }),
    }
}

/// Counts rows that lie apart from all the earlier ones counted; stops at `enough`.
pub(super) fn count_distinct(data: &Tiles, enough: usize) -> usize {
    let mut distinct: Vec<Vec<f64>> = Vec::new();
    for row in 0..data.rows() {
        if distinct.len() == enough {
            break;
        }
        if distinct.iter().all(|known| squared_distance(data.row(row), known) > 0.0) {
            distinct.push(data.row(row).collect());
        }
    }
    distinct.len()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn says_what_is_wrong_and_where() {
        let message = |rows: Array2<f64>, k| validated(rows.view(), k).unwrap_err().to_string();
        assert_eq!(
            message(Array2::zeros((0, 3)), 2),
            "the matrix is empty (0 rows, 3 columns): it needs a row and a column"
        );
        assert_eq!(
            message(array![[1.0, 2.0], [3.0, f64::NAN]], 1),
            "row 1, column 1 is NaN: every value must be finite; fill or drop missing ones first"
        );
        assert!(message(array![[f64::NEG_INFINITY]], 1).starts_with("row 0, column 0 is -inf:"));
        assert!(message(array![[1.0], [2e150]], 1).starts_with("row 1, column 0 is 2e150: beyond 1e140,"));
        assert_eq!(message(array![[1.0], [2.0]], 3), "2 rows cannot make 3 clusters: lower k, or bring more rows");
        assert_eq!(
            message(array![[1.0, 5.0], [2.0, 5.0], [1.0, 5.0], [2.0, 5.0]], 3),
            "the 4 rows hold only 2 distinct ones, which cannot make 3 clusters: lower k, or look for constant features"
        );
    }

    #[test]
    fn minus_zero_is_zero() {
        assert_eq!(count_distinct(&Tiles::new(array![[0.0], [-0.0], [1.0]].view()), 3), 2);
    }

    #[test]
    fn as_many_distinct_rows_as_clusters_will_do() {
        assert!(validated(array![[1.0], [2.0], [2.0]].view(), 2).is_ok());
    }
}
