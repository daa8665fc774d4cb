//! How many customers are in segment i of one labelling and segment j of another.

use std::cmp::Ordering;

use super::{AgreementError, Labelling};

/// Customers by the segment of a first labelling (rows) and of a second (columns).
///
/// Only [`Self::same_rows`] and [`Self::common`] make one, so every table is over one set of customers, and its total
/// is at most 2^32.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contingency {
    /// Row-major, rows × columns.
    counts: Vec<u64>,
    row_sums: Vec<u64>,
    column_sums: Vec<u64>,
    total: u64,
}

impl Contingency {
    /// The table of two labellings of the same customers.
    ///
    /// # Errors
    /// When the customers are not the same.
    pub fn same_rows(left: &Labelling, right: &Labelling) -> Result<Self, AgreementError> {
        if !left.same_customers(right) {
            return Err(AgreementError::DifferentCustomers { left: left.len(), right: right.len() });
        }
        let mut table = Tally::new(left, right);
        for (&row, &column) in left.labels().iter().zip(right.labels()) {
            table.add(row, column);
        }
        Ok(table.finish())
    }

    /// The table of two labellings over the customers in both, who may be none.
    #[must_use]
    pub fn common(left: &Labelling, right: &Labelling) -> Self {
        let mut table = Tally::new(left, right);
        let mut lefts = left.customers().iter().zip(left.labels());
        let mut rights = right.customers().iter().zip(right.labels());
        let (mut next_left, mut next_right) = (lefts.next(), rights.next());
        while let (Some((left_customer, &row)), Some((right_customer, &column))) = (next_left, next_right) {
            match left_customer.cmp(right_customer) {
                Ordering::Less => next_left = lefts.next(),
                Ordering::Greater => next_right = rights.next(),
                Ordering::Equal => {
                    table.add(row, column);
                    (next_left, next_right) = (lefts.next(), rights.next());
                }
            }
        }
        table.finish()
    }

    /// Customers compared.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Customers in each segment of the first labelling.
    #[must_use]
    pub fn row_sums(&self) -> &[u64] {
        &self.row_sums
    }

    /// Customers in each segment of the second labelling.
    #[must_use]
    pub fn column_sums(&self) -> &[u64] {
        &self.column_sums
    }

    /// The counts, row-major: segments of the first labelling × segments of the second.
    #[must_use]
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Customers in segment `row` of the first labelling and segment `column` of the second; 0 where there is no such
    /// segment.
    #[must_use]
    pub fn count(&self, row: usize, column: usize) -> u64 {
        let columns = self.column_sums.len();
        if column < columns { self.counts.get(row * columns + column).copied().unwrap_or(0) } else { 0 }
    }

    /// The cells that are not empty, as (row, column, customers), in row-major order.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        let columns = self.column_sums.len().max(1);
        let occupied = self.counts.iter().enumerate().filter(|&(_, &count)| count > 0);
        occupied.map(move |(cell, &count)| (cell / columns, cell % columns, count))
    }

    /// The 2 × 2 table of a row (in it, elsewhere) and a column, over the same customers. A segment that is not there
    /// has nobody in it.
    #[must_use]
    pub fn one_against_rest(&self, row: usize, column: usize) -> Self {
        let both = self.count(row, column);
        let in_row = self.row_sums.get(row).copied().unwrap_or(0);
        let in_column = self.column_sums.get(column).copied().unwrap_or(0);
        Self {
            counts: vec![both, in_row - both, in_column - both, self.total - in_row - (in_column - both)],
            row_sums: vec![in_row, self.total - in_row],
            column_sums: vec![in_column, self.total - in_column],
            total: self.total,
        }
    }

    /// Puts other `cells` in place of these, each a (row, column, customers) of this table; the others become empty.
    pub(super) fn refill(&mut self, cells: impl Iterator<Item = (usize, usize, u64)>) {
        let columns = self.column_sums.len();
        self.counts.fill(0);
        self.row_sums.fill(0);
        self.column_sums.fill(0);
        self.total = 0;
        for (row, column, customers) in cells {
            self.counts[row * columns + column] += customers;
            self.row_sums[row] += customers;
            self.column_sums[column] += customers;
            self.total += customers;
        }
    }

    /// A table from its counts, row-major, for tests of sizes that no list of labels reaches.
    #[cfg(test)]
    pub(crate) fn from_counts(columns: usize, counts: Vec<u64>) -> Self {
        let row_sums: Vec<u64> = counts.chunks(columns).map(|row| row.iter().sum()).collect();
        let column_sums = (0..columns).map(|column| counts.iter().skip(column).step_by(columns).sum()).collect();
        let total = row_sums.iter().sum();
        assert!(total <= 1 << 32);
        Self { counts, row_sums, column_sums, total }
    }
}

/// A table being counted.
struct Tally {
    counts: Vec<u64>,
    rows: usize,
    columns: usize,
}

impl Tally {
    fn new(left: &Labelling, right: &Labelling) -> Self {
        let (rows, columns) = (left.segments(), right.segments());
        Self { counts: vec![0; rows * columns], rows, columns }
    }

    /// Counts a customer; a [`Labelling`] has only labels below its number of segments, so the cell is there.
    fn add(&mut self, row: u32, column: u32) {
        self.counts[row as usize * self.columns + column as usize] += 1;
    }

    fn finish(self) -> Contingency {
        let mut row_sums = vec![0; self.rows];
        let mut column_sums = vec![0; self.columns];
        // A table without columns has no rows to walk: chunks of 1 then.
        for (row, row_sum) in self.counts.chunks(self.columns.max(1)).zip(&mut row_sums) {
            for (&count, column_sum) in row.iter().zip(&mut column_sums) {
                *row_sum += count;
                *column_sum += count;
            }
        }
        let total = row_sums.iter().sum();
        Contingency { counts: self.counts, row_sums, column_sums, total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelling(customers: &[u32], labels: &[u32], segments: usize) -> Labelling {
        Labelling::new(customers.into(), labels.to_vec(), segments).unwrap()
    }

    #[test]
    fn same_rows_counts_pairs_of_labels() {
        let left = labelling(&[1, 2, 5, 9], &[0, 0, 1, 1], 2);
        let right = labelling(&[1, 2, 5, 9], &[0, 2, 2, 2], 3);
        let table = Contingency::same_rows(&left, &right).unwrap();
        assert_eq!(table.counts(), [1, 0, 1, 0, 0, 2]);
        assert_eq!(table.row_sums(), [2, 2]);
        assert_eq!(table.column_sums(), [1, 0, 3]);
        assert_eq!(table.total(), 4);
        assert_eq!(table.cells().collect::<Vec<_>>(), [(0, 0, 1), (0, 2, 1), (1, 2, 2)]);
        assert_eq!(
            [(0, 2), (1, 2), (1, 0), (0, 3), (2, 0)].map(|(row, column)| table.count(row, column)),
            [1, 2, 0, 0, 0]
        );
    }

    #[test]
    fn one_row_and_column_against_the_rest() {
        let table = Contingency::from_counts(3, vec![7, 1, 2, 3, 20, 4]);
        assert_eq!(table.one_against_rest(1, 0), Contingency::from_counts(2, vec![3, 24, 7, 3]));
        assert_eq!(table.one_against_rest(0, 9), Contingency::from_counts(2, vec![0, 10, 0, 27]));
        assert_eq!(table.one_against_rest(5, 5), Contingency::from_counts(2, vec![0, 0, 0, 37]));
    }

    #[test]
    fn different_customers_are_refused_even_when_as_many() {
        let error = Contingency::same_rows(&labelling(&[1, 2], &[0, 0], 1), &labelling(&[1, 3], &[0, 0], 1));
        assert_eq!(error, Err(AgreementError::DifferentCustomers { left: 2, right: 2 }));
    }

    #[test]
    fn common_joins_on_the_customer() {
        let left = labelling(&[1, 2, 5, 9], &[0, 1, 1, 0], 2);
        let right = labelling(&[0, 2, 3, 5, 8, 9, 11], &[0, 1, 0, 0, 0, 1, 0], 2);
        assert_eq!(Contingency::common(&left, &right).counts(), [0, 1, 1, 1]);
        assert_eq!(Contingency::common(&right, &left).counts(), [0, 1, 1, 1]);
        assert_eq!(Contingency::common(&left, &labelling(&[3], &[0], 1)).total(), 0);
    }

    #[test]
    fn nobody_and_no_segments_make_an_empty_table() {
        let nobody = labelling(&[], &[], 0);
        let table = Contingency::same_rows(&nobody, &nobody).unwrap();
        assert_eq!((table.total(), table.cells().count()), (0, 0));
    }
}
