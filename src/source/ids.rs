//! Ids of rows that lie in several batches: equal ones brought together without a copy of them.

use std::hash::{DefaultHasher, Hash, Hasher};

use datafusion::arrow::array::{Array, AsArray, StringArray};
use datafusion::arrow::record_batch::RecordBatch;
use rayon::prelude::*;

/// A row of one of several batches. Both numbers are 32 bits so that many millions of rows can be sorted in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    batch: u32,
    place: u32,
}

impl Row {
    /// All rows of `batches`, batch by batch.
    pub fn all(batches: &[RecordBatch]) -> impl Iterator<Item = Self> {
        let sizes = (0_u32..).zip(batches.iter().map(RecordBatch::num_rows));
        sizes.flat_map(|(batch, rows)| (0_u32..).take(rows).map(move |place| Self { batch, place }))
    }

    /// Index of its batch.
    pub fn batch(self) -> usize {
        self.batch as usize
    }

    /// Index in its batch.
    pub fn place(self) -> usize {
        self.place as usize
    }

    /// Both, as Arrow's kernels ask for them.
    pub fn indices(self) -> (usize, usize) {
        (self.batch(), self.place())
    }
}

/// The texts of one column of several batches.
pub(super) struct Ids<'a>(Vec<&'a StringArray>);

impl<'a> Ids<'a> {
    /// Those of the text column at index `column`.
    pub fn of(batches: &'a [RecordBatch], column: usize) -> Self {
        Self(batches.iter().map(|batch| batch.column(column).as_string::<i32>()).collect())
    }

    /// The id of a row; empty where there is no such row.
    pub fn get(&self, row: Row) -> &'a str {
        self.0.get(row.batch()).filter(|ids| row.place() < ids.len()).map_or("", |ids| ids.value(row.place()))
    }

    /// The rows, those with equal ids next to one another and in their order. The order of the ids means nothing: they are
    /// compared by a hash first, which is faster than their text.
    pub fn together(&self, rows: impl Iterator<Item = Row>) -> Vec<Row> {
        let mut hashed = rows.map(|row| (hash(self.get(row)), row)).collect::<Vec<_>>();
        hashed.par_sort_unstable_by(|left, right| {
            let (one, other) = (self.get(left.1), self.get(right.1));
            left.0.cmp(&right.0).then_with(|| one.cmp(other)).then_with(|| left.1.cmp(&right.1))
        });
        hashed.into_iter().map(|(_, row)| row).collect()
    }

    /// Runs of equal ids in rows that were brought [`Self::together`].
    pub fn runs<'r>(&self, together: &'r [Row]) -> impl Iterator<Item = &'r [Row]> {
        together.chunk_by(|&one, &other| self.get(one) == self.get(other))
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
