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
    /// sorted by a hash, and looked at only where hashes are equal.
    pub fn together(&self, rows: &[Row]) -> Vec<Row> {
        let mut hashed = rows.par_iter().map(|&row| (hash(self.get(row)), row)).collect::<Vec<_>>();
        hashed.par_sort_unstable();
        hashed.par_chunk_by_mut(|one, other| one.0 == other.0).for_each(|equal| self.part(equal));
        hashed.into_iter().map(|(_, row)| row).collect()
    }

    /// Sorts rows of one hash by their ids, should they have more than one.
    fn part(&self, rows: &mut [(u64, Row)]) {
        let first = rows.first().map(|&(_, row)| self.get(row));
        if rows.iter().any(|&(_, row)| Some(self.get(row)) != first) {
            rows.sort_unstable_by_key(|&(_, row)| (self.get(row), row));
        }
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::ArrayRef;

    use super::*;

    fn batches() -> Vec<RecordBatch> {
        let batch = |ids: &[&str]| {
            let ids = Arc::new(StringArray::from(ids.to_vec())) as ArrayRef;
            RecordBatch::try_from_iter([("id", ids)]).unwrap()
        };
        vec![batch(&["b", "a", "c"]), batch(&[]), batch(&["a", "b", "b"])]
    }

    fn grouped(ids: &Ids<'_>, rows: &[Row]) -> Vec<(String, Vec<(usize, usize)>)> {
        let indices = |run: &[Row]| run.iter().map(|row| row.indices()).collect();
        let mut runs = ids.runs(rows).map(|run| (ids.get(run[0]).to_owned(), indices(run))).collect::<Vec<_>>();
        runs.sort();
        runs
    }

    #[test]
    fn equal_ids_come_together_in_the_order_of_their_rows() {
        let batches = batches();
        let ids = Ids::of(&batches, 0);
        let rows = Row::all(&batches).collect::<Vec<_>>();
        let expected = [("a", vec![(0, 1), (2, 0)]), ("b", vec![(0, 0), (2, 1), (2, 2)]), ("c", vec![(0, 2)])];
        let expected = expected.map(|(id, rows)| (id.to_owned(), rows));
        assert_eq!(grouped(&ids, &ids.together(&rows)), expected);

        // Ids of one hash cannot be made: as if all had one.
        let mut alike = rows.iter().rev().map(|&row| (0, row)).collect::<Vec<_>>();
        ids.part(&mut alike);
        let rows = alike.into_iter().map(|(_, row)| row).collect::<Vec<_>>();
        assert_eq!(grouped(&ids, &rows), expected);
    }
}
