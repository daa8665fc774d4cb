//! Customers as dense codes.

use std::sync::Arc;

use datafusion::arrow::array::{Array, LargeStringArray, UInt32Array};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use rayon::prelude::*;

use super::ids::{Ids, Row};

/// All customers of a run: a customer's dense code is the rank of its id in byte order.
#[derive(Debug, Clone)]
pub struct CustomerDirectory {
    ids: Arc<LargeStringArray>,
}

impl CustomerDirectory {
    /// The customers of `rows` of some batches, their ids in the text column at index `column`, and the codes of all rows
    /// of each batch; a row that is not among `rows` has the code 0.
    pub(super) fn of(
        batches: &[RecordBatch],
        column: usize,
        rows: &[Row],
    ) -> Result<(Self, Vec<UInt32Array>), ArrowError> {
        let ids = Ids::of(batches, column);
        let together = ids.together(rows);
        let named = |rows: &'_ [Row]| rows.first().map_or("", |&row| ids.get(row));
        // Most ids differ in their first bytes, and those lie here side by side.
        let mut customers = ids.runs(&together).map(|rows| (beginning(named(rows)), rows)).collect::<Vec<_>>();
        customers
            .par_sort_unstable_by(|left, right| left.0.cmp(&right.0).then_with(|| named(left.1).cmp(named(right.1))));
        let mut codes = batches.iter().map(|batch| vec![0; batch.num_rows()]).collect::<Vec<_>>();
        for (index, (_, rows)) in customers.iter().enumerate() {
            let code = u32::try_from(index)
                .map_err(|_| ArrowError::ComputeError("more than 4 billion customers".to_owned()))?;
            for row in *rows {
                if let Some(place) = codes.get_mut(row.batch()).and_then(|codes| codes.get_mut(row.place())) {
                    *place = code;
                }
            }
        }
        let texts = customers.iter().map(|(_, rows)| named(rows));
        let directory = Self { ids: Arc::new(LargeStringArray::from_iter_values(texts)) };
        Ok((directory, codes.into_iter().map(UInt32Array::from).collect()))
    }

    /// How many customers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The id of a code; `None` when there is no such customer.
    #[must_use]
    pub fn id(&self, code: u32) -> Option<&str> {
        let index = usize::try_from(code).ok()?;
        (index < self.ids.len()).then(|| self.ids.value(index))
    }

    /// The code of an id; `None` when there is no such customer.
    #[must_use]
    pub fn code(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.ids.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.ids.value(middle).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return u32::try_from(middle).ok(),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// The first bytes of an id, as a number of the same order; zeros where it is shorter.
fn beginning(id: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(id.bytes()).for_each(|(byte, of_id)| *byte = of_id);
    u64::from_be_bytes(bytes)
}
