//! Rows laid out by the segment they are in.

use std::ops::Range;

use ndarray::ArrayView2;
use thiserror::Error;

use crate::numeric::{compensated_sum, real};

/// Rows grouped by segment: those of the lowest label first, within a segment in the order they came. Labels without
/// rows are left out, so every segment here has a row, and there are two segments or more.
#[derive(Debug, Clone)]
pub struct GroupedRows {
    columns: usize,
    /// Row by row.
    values: Vec<f64>,
    segments: Vec<Segment>,
}

/// Where the rows of a segment are.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) label: u32,
    /// Positions of its rows among all of them.
    pub(super) rows: Range<usize>,
    /// Mean of its rows.
    pub(super) centroid: Vec<f64>,
}

/// Why rows and labels have no validity.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ValidityError {
    /// Not a label for each row.
    #[error("{rows} rows and {labels} labels")]
    Lengths {
        /// Rows.
        rows: usize,
        /// Labels.
        labels: usize,
    },
    /// Nothing to tell apart.
    #[error("the rows are in {found} segments: it takes 2 or more to tell how well they are apart")]
    Segments {
        /// Segments with rows.
        found: usize,
    },
}

impl GroupedRows {
    /// Groups finite rows (n × d) by their labels.
    ///
    /// # Errors
    /// When there is not one label a row, or all rows have the same.
    pub fn new(rows: ArrayView2<'_, f64>, labels: &[u32]) -> Result<Self, ValidityError> {
        if rows.nrows() != labels.len() {
            return Err(ValidityError::Lengths { rows: rows.nrows(), labels: labels.len() });
        }
        let mut order: Vec<(u32, usize)> = labels.iter().copied().zip(0..).collect();
        // Stable order within a segment, because positions differ.
        order.sort_unstable();
        let columns = rows.ncols();
        let mut values = Vec::with_capacity(rows.len());
        for &(_, row) in &order {
            values.extend(rows.row(row));
        }
        let mut segments = Vec::new();
        let mut start = 0;
        for members in order.chunk_by(|(left, _), (right, _)| left == right) {
            let rows = start..start + members.len();
            start = rows.end;
            let label = members.first().map_or(0, |(label, _)| *label);
            let centroid = mean(values.get(rows.start * columns..rows.end * columns).unwrap_or_default(), columns);
            segments.push(Segment { label, rows, centroid });
        }
        if segments.len() < 2 {
            return Err(ValidityError::Segments { found: segments.len() });
        }
        Ok(Self { columns, values, segments })
    }

    /// Rows in all segments together.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.segments.last().map_or(0, |last| last.rows.end)
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Two or more, by label.
    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The values of the rows at these positions, row by row.
    pub(super) fn values(&self, positions: &Range<usize>) -> &[f64] {
        self.values.get(positions.start * self.columns..positions.end * self.columns).unwrap_or_default()
    }

    /// The rows at these positions, one after the other.
    pub(super) fn rows_at(&self, positions: &Range<usize>) -> impl Iterator<Item = &[f64]> {
        // A row without columns would make chunks of nothing.
        self.values(positions).chunks_exact(self.columns.max(1))
    }

    /// The mean of all rows.
    pub(super) fn mean(&self) -> Vec<f64> {
        mean(&self.values, self.columns)
    }
}

/// The mean of rows, column by column.
fn mean(values: &[f64], columns: usize) -> Vec<f64> {
    let rows = real((values.len() / columns.max(1)) as u64);
    (0..columns).map(|column| compensated_sum(values.iter().skip(column).step_by(columns).copied()) / rows).collect()
}

/// The squared distance of two points of as many columns.
pub(super) fn squared_distance(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| (left - right) * (left - right)).sum()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn rows_go_by_label_and_keep_their_order() {
        let rows = array![[1.0, 10.0], [2.0, 20.0], [3.0, 30.0], [4.0, 40.0]];
        let grouped = GroupedRows::new(rows.view(), &[7, 2, 7, 2]).unwrap();
        let labels: Vec<_> = grouped.segments().iter().map(|segment| (segment.label, segment.rows.clone())).collect();
        assert_eq!(labels, [(2, 0..2), (7, 2..4)]);
        assert_eq!(grouped.values(&(0..3)), [2.0, 20.0, 4.0, 40.0, 1.0, 10.0]);
        assert_eq!(grouped.segments()[1].centroid, [2.0, 20.0]);
        assert_eq!(grouped.mean(), [2.5, 25.0]);
    }

    #[test]
    fn what_has_no_validity_is_refused() {
        let rows = array![[1.0], [2.0]];
        let error = |labels: &[u32]| GroupedRows::new(rows.view(), labels).map(|grouped| grouped.rows()).unwrap_err();
        assert_eq!(error(&[0]), ValidityError::Lengths { rows: 2, labels: 1 });
        assert_eq!(error(&[3, 3]), ValidityError::Segments { found: 1 });
        let nobody = ndarray::Array2::zeros((0, 2));
        assert_eq!(GroupedRows::new(nobody.view(), &[]).unwrap_err(), ValidityError::Segments { found: 0 });
    }
}
