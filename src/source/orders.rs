//! Checked orders in memory: sorted by time, customers as dense codes, and of the columns those that are read again.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDateTime;
use datafusion::arrow::array::{ArrayRef, AsArray, TimestampMicrosecondArray};
use datafusion::arrow::compute::interleave_record_batch;
use datafusion::arrow::datatypes::{SchemaRef, TimestampMicrosecondType, UInt32Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::row::{RowConverter, SortField};
use rayon::prelude::*;

use super::cell;
use super::contract::{CODE, Contract, ORDER, TIME, with_code};
use super::directory::CustomerDirectory;
use super::ids::{Ids, Row};
use super::profile::Profiled;
use super::tally::{Position, Tally};
use crate::record::OrdersProfile;

/// The checked orders of a run: each order once, sorted by (time, order id). Clones share them.
#[derive(Debug, Clone)]
pub struct Orders {
    /// All columns of the contract, and the customer's code.
    schema: SchemaRef,
    /// Some of them: what features do not read, often the ids and most of the bytes, is not held.
    batch: RecordBatch,
    times: Arc<[NaiveDateTime]>,
    customers: CustomerDirectory,
}

/// Which orders are profiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profiling {
    /// None.
    None,
    /// Those before a moment, or all.
    Before(Option<NaiveDateTime>),
}

impl Orders {
    /// Sorts what the contract let through, rejects repeated order ids, codes the customers, and keeps the times, the
    /// codes and the columns in `read`.
    ///
    /// Of rows with the same order id the smallest by time, then by all columns, is kept: which one does not depend
    /// on the order in which rows came.
    pub(super) fn gather(
        contract: &Contract,
        read: &BTreeSet<String>,
        accepted: Vec<RecordBatch>,
        tally: &mut Tally,
        profiling: Profiling,
    ) -> Result<(Self, Option<OrdersProfile>), ArrowError> {
        let kept = without_repeats(contract, &accepted, tally)?;
        let (customers, codes) = CustomerDirectory::of(&accepted, contract.customer_column(), &kept)?;
        let sorted = by_time(contract, &accepted, kept);

        let profile = match profiling {
            Profiling::None => None,
            Profiling::Before(end) => {
                let times = Times::of(contract, &accepted);
                let end = end.map_or(i64::MAX, cell::to_micros);
                let (seen, _) = sorted.split_at(sorted.partition_point(|&row| times.get(row) < end));
                let (batches, customers, codes) = (accepted.as_slice(), &customers, codes.as_slice());
                Some(Profiled { contract, batches, rows: seen, customers, codes }.profile()?)
            }
        };

        let given = contract.schema().fields();
        let kept = given.iter().enumerate().filter(|(_, field)| field.name() == TIME || read.contains(field.name()));
        let kept = kept.map(|(index, _)| index).collect::<Vec<_>>();
        let schema = with_code(contract.schema());
        let narrow = with_code(&contract.schema().project(&kept)?);
        // From here on the ids are gone, unless they are read.
        let batches = accepted.into_iter().zip(codes).map(|(batch, codes)| {
            let columns =
                batch.project(&kept)?.columns().iter().cloned().chain([Arc::new(codes) as ArrayRef]).collect();
            RecordBatch::try_new(Arc::clone(&narrow), columns)
        });
        let batches = batches.collect::<Result<Vec<_>, _>>()?;
        let batch = in_order(&narrow, &batches, &sorted)?;
        let times = moments(times_of(&batch)?)?;
        Ok((Self { schema, batch, times, customers }, profile))
    }

    /// Other orders of the same customers, sorted as these are and with the same columns.
    pub(super) fn reordered(&self, batch: RecordBatch) -> Result<Self, ArrowError> {
        let times = moments(times_of(&batch)?)?;
        Ok(Self { schema: Arc::clone(&self.schema), batch, times, customers: self.customers.clone() })
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

    /// Some of the columns of all orders, by their indices in [`Self::schema`].
    pub(super) fn columns(&self, columns: &[usize]) -> Result<RecordBatch, ArrowError> {
        let held = self.batch.schema();
        let places = columns
            .iter()
            .map(|&column| held.index_of(self.schema.fields().get(column).map_or("", |field| field.name())));
        self.batch.project(&places.collect::<Result<Vec<_>, _>>()?)
    }

    /// Names and types of the orders' columns, the customer's code last.
    pub(super) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// The orders in `range` of the sorted rows: the columns that are held, the customers' codes last.
    pub(super) fn slice(&self, range: std::ops::Range<usize>) -> RecordBatch {
        self.batch.slice(range.start, range.len())
    }
}

/// The customer's code of each of some orders.
pub(super) fn codes_of(orders: &RecordBatch) -> Result<&[u32], ArrowError> {
    let codes = orders.column_by_name(CODE).and_then(|codes| codes.as_primitive_opt::<UInt32Type>());
    Ok(codes.ok_or_else(|| ArrowError::SchemaError(format!("the orders have no column {CODE}")))?.values())
}

fn times_of(orders: &RecordBatch) -> Result<&TimestampMicrosecondArray, ArrowError> {
    let times = orders.column_by_name(TIME).and_then(|times| times.as_primitive_opt::<TimestampMicrosecondType>());
    times.ok_or_else(|| ArrowError::SchemaError(format!("the orders have no column {TIME} of times")))
}

/// Times as the calendar has them.
fn moments(micros: &TimestampMicrosecondArray) -> Result<Arc<[NaiveDateTime]>, ArrowError> {
    let beyond = |micros| ArrowError::ComputeError(format!("{micros} µs is beyond the calendar"));
    micros.values().iter().map(|&micros| cell::from_micros(micros).ok_or_else(|| beyond(micros))).collect()
}

/// The rows of some batches in that order, as one batch of `schema`.
fn in_order(schema: &SchemaRef, batches: &[RecordBatch], rows: &[Row]) -> Result<RecordBatch, ArrowError> {
    if rows.is_empty() {
        return Ok(RecordBatch::new_empty(Arc::clone(schema)));
    }
    let indices = rows.iter().map(|row| row.indices()).collect::<Vec<_>>();
    interleave_record_batch(&batches.iter().collect::<Vec<_>>(), &indices)
}

/// The rows sorted by time, those of one moment by their orders' ids.
fn by_time(contract: &Contract, batches: &[RecordBatch], rows: Vec<Row>) -> Vec<Row> {
    let ids = Ids::of(batches, contract.order_column());
    let times = Times::of(contract, batches);
    let mut keyed = rows.into_iter().map(|row| (times.get(row), row)).collect::<Vec<_>>();
    keyed.par_sort_unstable_by(|left, right| left.0.cmp(&right.0).then_with(|| ids.get(left.1).cmp(ids.get(right.1))));
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// Rows to keep, batch by batch: one for every order id.
fn without_repeats(contract: &Contract, batches: &[RecordBatch], tally: &mut Tally) -> Result<Vec<Row>, ArrowError> {
    let ids = Ids::of(batches, contract.order_column());
    let times = Times::of(contract, batches);
    let mut all = Row::all(batches).collect::<Vec<_>>();
    let together = ids.together(&all);
    let repeated = ids.runs(&together).filter(|rows| rows.len() > 1).flatten().copied().collect::<Vec<_>>();
    if repeated.is_empty() {
        return Ok(all);
    }
    let fields = contract.schema().fields().iter().map(|field| SortField::new(field.data_type().clone())).collect();
    let contents = in_order(contract.schema(), batches, &repeated)?;
    let contents = RowConverter::new(fields)?.convert_columns(contents.columns())?;
    let mut dropped = BTreeSet::new();
    let mut first = 0;
    for rows in ids.runs(&repeated) {
        let candidates = || (first..).zip(rows);
        let best = candidates().min_by_key(|&(index, &row)| (times.get(row), contents.row(index))).map(|(_, &row)| row);
        for &row in rows.iter().filter(|&&row| Some(row) != best) {
            let id = ids.get(row);
            tally.reject(ORDER, "repeated", Position::Key(id.to_owned()), format!("order {id}"), id);
            dropped.insert(row);
        }
        first += rows.len();
    }
    all.retain(|row| !dropped.contains(row));
    Ok(all)
}

/// The times of orders in several batches, in microseconds.
struct Times<'a>(Vec<&'a TimestampMicrosecondArray>);

impl<'a> Times<'a> {
    fn of(contract: &Contract, batches: &'a [RecordBatch]) -> Self {
        Self(batches.iter().map(|batch| contract.times(batch)).collect())
    }

    fn get(&self, row: Row) -> i64 {
        self.0.get(row.batch()).and_then(|times| times.values().get(row.place())).copied().unwrap_or_default()
    }
}
