//! Rows of orders that lie in several batches.

use datafusion::arrow::array::{Array, AsArray, StringArray, TimestampMicrosecondArray};
use datafusion::arrow::record_batch::RecordBatch;

use super::contract::Contract;

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

    /// The row of that batch in that place; `None` beyond 32 bits.
    pub fn new(batch: usize, place: usize) -> Option<Self> {
        Some(Self { batch: u32::try_from(batch).ok()?, place: u32::try_from(place).ok()? })
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

/// The orders' ids in several batches.
pub(super) struct Ids<'a>(Vec<&'a StringArray>);

impl<'a> Ids<'a> {
    pub fn of(contract: &Contract, batches: &'a [RecordBatch]) -> Self {
        Self(batches.iter().map(|batch| batch.column(contract.order_column()).as_string::<i32>()).collect())
    }

    /// Empty where there is no such row.
    pub fn get(&self, row: Row) -> &'a str {
        self.0.get(row.batch()).filter(|ids| row.place() < ids.len()).map_or("", |ids| ids.value(row.place()))
    }
}

/// The orders' times in several batches, in microseconds.
pub(super) struct Times<'a>(Vec<&'a TimestampMicrosecondArray>);

impl<'a> Times<'a> {
    pub fn of(contract: &Contract, batches: &'a [RecordBatch]) -> Self {
        Self(batches.iter().map(|batch| contract.times(batch)).collect())
    }

    /// 0 where there is no such row.
    pub fn get(&self, row: Row) -> i64 {
        self.0.get(row.batch()).and_then(|times| times.values().get(row.place())).copied().unwrap_or_default()
    }
}
