//! Customers as dense codes.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, LargeStringArray, UInt32Array};
use datafusion::arrow::compute::{cast, concat, filter, take};
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::error::ArrowError;
use rayon::prelude::*;

/// Customers whose ids are put together at a time.
const PART: usize = 1 << 17;

/// All customers of a run: a customer's dense code is the rank of its id in byte order.
#[derive(Debug, Clone)]
pub struct CustomerDirectory {
    ids: Arc<LargeStringArray>,
}

impl CustomerDirectory {
    /// The customers whose ids `id` gives for each of `sorted`, ascending.
    pub(super) fn of_sorted<'a, T: Sync>(sorted: &[T], id: impl Fn(&T) -> &'a str + Sync) -> Result<Self, ArrowError> {
        let parts = sorted.par_chunks(PART).map(|part| LargeStringArray::from_iter_values(part.iter().map(&id)));
        let parts = parts.collect::<Vec<_>>();
        let ids = match parts.as_slice() {
            [] => LargeStringArray::from_iter_values([""; 0]),
            [ids] => ids.clone(),
            several => {
                let several = several.iter().map(|part| part as &dyn Array).collect::<Vec<_>>();
                concat(&several)?.as_string::<i64>().clone()
            }
        };
        Ok(Self { ids: Arc::new(ids) })
    }

    /// The customers of which `is_left` holds, by their code.
    pub(super) fn left(&self, is_left: &[bool]) -> Result<Self, ArrowError> {
        let left = filter(self.ids.as_ref(), &BooleanArray::from(is_left.to_vec()))?;
        Ok(Self { ids: Arc::new(left.as_string::<i64>().clone()) })
    }

    /// The ids of some codes, as a column of text.
    pub(super) fn texts(&self, codes: &UInt32Array) -> Result<ArrayRef, ArrowError> {
        cast(&take(self.ids.as_ref(), codes, None)?, &DataType::Utf8)
    }

    /// Bytes of their ids.
    pub(super) fn bytes(&self) -> u64 {
        self.ids.get_buffer_memory_size() as u64
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
