//! Checked orders in memory: sorted by time, customers as dense codes.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDateTime;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray, TimestampMicrosecondArray, UInt32Array};
use datafusion::arrow::compute::{concat_batches, take_record_batch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimestampMicrosecondType, UInt32Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::row::{RowConverter, SortField};

use super::cell;
use super::contract::{CODE, Contract, ORDER, TIME};
use super::tally::{Position, Tally};

/// The checked orders of a run: each order once, sorted by (time, order id). Clones share them.
#[derive(Debug, Clone)]
pub struct Orders {
    batch: RecordBatch,
    times: Arc<[NaiveDateTime]>,
    customers: CustomerDirectory,
}

/// All customers of a run: a customer's dense code is the rank of its id in byte order.
#[derive(Debug, Clone)]
pub struct CustomerDirectory {
    ids: Arc<StringArray>,
}

impl CustomerDirectory {
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

impl Orders {
    /// Sorts what the contract let through, rejects repeated order ids, and codes the customers.
    ///
    /// Of rows with the same order id the smallest by time, then by all columns, is kept: which one does not depend
    /// on the order in which rows came.
    pub(super) fn gather(contract: &Contract, accepted: &[RecordBatch], tally: &mut Tally) -> Result<Self, ArrowError> {
        let all = concat_batches(contract.schema(), accepted)?;
        let kept = without_repeats(contract, &all, tally)?;
        let ids = all.column(contract.order_column()).as_string::<i32>();
        let micros = contract.times(&all);
        let mut rows = kept;
        rows.sort_unstable_by_key(|&row| (micros.value(row), ids.value(row)));
        let rows = rows.into_iter().map(|row| row as u64).collect::<Vec<_>>();
        let sorted = take_record_batch(&all, &datafusion::arrow::array::UInt64Array::from(rows))?;

        let (codes, directory) = encode(sorted.column(contract.customer_column()).as_string::<i32>())?;
        let times = moments(contract.times(&sorted))?;

        let mut fields = sorted.schema().fields().iter().cloned().collect::<Vec<_>>();
        fields.push(Arc::new(Field::new(CODE, DataType::UInt32, false)));
        let mut columns = sorted.columns().to_vec();
        columns.push(codes);
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)?;
        Ok(Self { batch, times, customers: directory })
    }

    /// Other orders of the same customers, sorted as these are and with the same columns.
    pub(super) fn reordered(&self, batch: RecordBatch) -> Result<Self, ArrowError> {
        let times = batch.column_by_name(TIME).and_then(|times| times.as_primitive_opt::<TimestampMicrosecondType>());
        let times = moments(times.ok_or_else(|| ArrowError::SchemaError(format!("no column {TIME} of times")))?)?;
        Ok(Self { batch, times, customers: self.customers.clone() })
    }

    /// The times, ascending, on the wall clock; one an order.
    #[must_use]
    pub fn times(&self) -> &[NaiveDateTime] {
        &self.times
    }

    /// All customers.
    #[must_use]
    pub fn customers(&self) -> &CustomerDirectory {
        &self.customers
    }

    /// The customer's code of each order.
    pub(super) fn codes(&self) -> Result<&[u32], ArrowError> {
        codes_of(&self.batch)
    }

    /// Some of the columns of all orders.
    pub(super) fn columns(&self, columns: &[usize]) -> Result<RecordBatch, ArrowError> {
        self.batch.project(columns)
    }

    /// Names and types of the orders' columns, the customer's code last.
    pub(super) fn schema(&self) -> SchemaRef {
        self.batch.schema()
    }

    /// The orders in `range` of the sorted rows, their customers' codes beside the contract's columns.
    pub(super) fn slice(&self, range: std::ops::Range<usize>) -> RecordBatch {
        self.batch.slice(range.start, range.len())
    }
}

/// The customer's code of each of some orders.
pub(super) fn codes_of(orders: &RecordBatch) -> Result<&[u32], ArrowError> {
    let codes = orders.column_by_name(CODE).and_then(|codes| codes.as_primitive_opt::<UInt32Type>());
    Ok(codes.ok_or_else(|| ArrowError::SchemaError(format!("the orders have no column {CODE}")))?.values())
}

/// Times as the calendar has them.
fn moments(micros: &TimestampMicrosecondArray) -> Result<Arc<[NaiveDateTime]>, ArrowError> {
    let beyond = |micros| ArrowError::ComputeError(format!("{micros} µs is beyond the calendar"));
    micros.values().iter().map(|&micros| cell::from_micros(micros).ok_or_else(|| beyond(micros))).collect()
}

/// Rows to keep: one for every order id.
fn without_repeats(contract: &Contract, all: &RecordBatch, tally: &mut Tally) -> Result<Vec<usize>, ArrowError> {
    let ids = all.column(contract.order_column()).as_string::<i32>();
    let mut first = HashMap::with_capacity(ids.len());
    let mut repeated: HashMap<&str, Vec<usize>> = HashMap::new();
    for (row, id) in ids.iter().flatten().enumerate() {
        if let Some(&earlier) = first.get(id) {
            repeated.entry(id).or_insert_with(|| vec![earlier]).push(row);
        } else {
            first.insert(id, row);
        }
    }
    if repeated.is_empty() {
        return Ok((0..ids.len()).collect());
    }
    let fields = all.columns().iter().map(|column| SortField::new(column.data_type().clone())).collect();
    let converter = RowConverter::new(fields)?;
    let comparable = converter.convert_columns(all.columns())?;
    let micros = contract.times(all);
    let mut keep = vec![true; ids.len()];
    for (id, rows) in repeated {
        let best = rows.iter().copied().min_by_key(|&row| (micros.value(row), comparable.row(row)));
        for row in rows {
            if Some(row) != best {
                if let Some(keep) = keep.get_mut(row) {
                    *keep = false;
                }
                tally.reject(ORDER, "repeated", Position::Key(id.to_owned()), format!("order {id}"), id);
            }
        }
    }
    Ok((0..ids.len()).filter(|&row| keep.get(row) == Some(&true)).collect())
}

/// Codes for `ids`, and the directory that they index.
fn encode(ids: &StringArray) -> Result<(ArrayRef, CustomerDirectory), ArrowError> {
    let too_many = |_| ArrowError::ComputeError("more than 4 billion customers".to_owned());
    let mut found: HashMap<&str, u32> = HashMap::new();
    let mut unique = Vec::new();
    let mut encountered = Vec::with_capacity(ids.len());
    for id in ids.iter().flatten() {
        let next = u32::try_from(unique.len()).map_err(too_many)?;
        let code = *found.entry(id).or_insert_with(|| {
            unique.push(id);
            next
        });
        encountered.push(code);
    }
    let mut order = (0..u32::try_from(unique.len()).map_err(too_many)?).collect::<Vec<_>>();
    let id_of = |code: u32| unique.get(code as usize).copied().unwrap_or_default();
    order.sort_unstable_by_key(|&code| id_of(code));
    let mut rank = vec![0_u32; order.len()];
    for (position, &code) in (0_u32..).zip(&order) {
        if let Some(rank) = rank.get_mut(code as usize) {
            *rank = position;
        }
    }
    let directory = CustomerDirectory { ids: Arc::new(order.iter().map(|&code| Some(id_of(code))).collect()) };
    let codes = encountered.iter().map(|&code| rank.get(code as usize).copied()).collect::<UInt32Array>();
    Ok((Arc::new(codes), directory))
}
