//! Checked orders in memory: sorted by time, customers as dense codes, and of the columns those that are read again.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDateTime;
use datafusion::arrow::array::{AsArray, TimestampMicrosecondArray, new_empty_array};
use datafusion::arrow::compute::concat;
use datafusion::arrow::datatypes::{DataType, SchemaRef, TimestampMicrosecondType, UInt32Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use rayon::prelude::*;

use super::cell;
use super::contract::{CODE, Contract, TIME, bytes_of, with_code};
use super::customer_codes::CustomerCodes;
use super::directory::CustomerDirectory;
use super::profile::Profiled;
use super::repeats::without_repeats;
use super::tally::Tally;
use super::time_order::merged;
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
    /// Of the parts' orders, in the order of time each, with `customers` as codes: rejects repeated order ids, codes the
    /// customers by the rank of their ids, and keeps the times, the codes and the columns in `read`.
    pub(super) fn gather(
        contract: &Contract,
        read: &BTreeSet<String>,
        parts: Vec<RecordBatch>,
        customers: CustomerCodes,
        tally: &mut Tally,
        profiling: Profiling,
    ) -> Result<(Self, Option<OrdersProfile>), ArrowError> {
        let (customers, ranks) = customers.ranked()?;
        let ranked =
            parts.into_par_iter().map(|part| contract.with_customers(&part, ranks.of(contract.customers(&part))));
        let ranked = ranked.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>, _>>()?;
        let rows = |batches: &[RecordBatch]| batches.iter().map(RecordBatch::num_rows).sum::<usize>();
        let before = rows(&ranked);
        let once = without_repeats(contract, ranked, tally)?;
        let (customers, once) =
            if rows(&once) == before { (customers, once) } else { with_orders(contract, &customers, &once)? };
        let sorted = merged(contract, once)?;

        let profile = match profiling {
            Profiling::None => None,
            Profiling::Before(end) => {
                Some(Profiled::before(end.map_or(i64::MAX, cell::to_micros), contract, &sorted, &customers).profile()?)
            }
        };

        let given = contract.schema().fields();
        let held = given.iter().enumerate().filter(|(_, field)| field.name() == TIME || read.contains(field.name()));
        let held = held.map(|(index, _)| index).collect::<Vec<_>>();
        let schema = with_code(contract.schema());
        let narrow = with_code(&contract.schema().project(&held)?);
        // By column, so that what is not held goes now, and of the others each as it has been put together.
        let by_column = held.into_iter().chain([contract.customer_column()]).map(|column| {
            let parts = sorted.iter().map(|batch| Arc::clone(batch.column(column)));
            parts.collect::<Vec<_>>()
        });
        let by_column = by_column.collect::<Vec<_>>();
        drop(sorted);
        let columns = by_column.into_par_iter().zip(narrow.fields().as_ref()).map(|(parts, field)| {
            let column = match parts.as_slice() {
                [] => new_empty_array(field.data_type()),
                parts => concat(&parts.iter().map(AsRef::as_ref).collect::<Vec<_>>())?,
            };
            // The ids where they are read, and the codes, come from one column.
            match column.as_primitive_opt::<UInt32Type>() {
                Some(codes) if *field.data_type() == DataType::Utf8 => customers.texts(codes),
                _ => Ok(column),
            }
        });
        let columns = columns.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>, _>>()?;
        let batch = RecordBatch::try_new(Arc::clone(&narrow), columns)?;
        let times = moments(times_of(&batch)?)?;
        Ok((Self { schema, batch, times, customers }, profile))
    }

    /// What [`Self::gather`] takes beside the orders: the hashes of their ids, twice, and then two columns at a time once more.
    pub(super) fn gathering_bytes(rows: u64) -> u64 {
        2 * size_of::<i128>() as u64 * rows
    }

    /// About the bytes that are held.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let columns = self.batch.columns().iter().map(bytes_of).sum::<u64>();
        columns + size_of_val(self.times.as_ref()) as u64 + self.customers.bytes()
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
    micros.values().par_iter().map(|&micros| cell::from_micros(micros).ok_or_else(|| beyond(micros))).collect()
}

/// The customers that have an order in `batches`, and these orders with their codes.
fn with_orders(
    contract: &Contract,
    customers: &CustomerDirectory,
    batches: &[RecordBatch],
) -> Result<(CustomerDirectory, Vec<RecordBatch>), ArrowError> {
    let mut has_orders = vec![false; customers.len()];
    for &code in batches.iter().flat_map(|batch| contract.customers(batch).values()) {
        if let Some(has_orders) = has_orders.get_mut(code as usize) {
            *has_orders = true;
        }
    }
    let new = has_orders.iter().scan(0, |next, &has_orders| {
        let code = *next;
        *next += u32::from(has_orders);
        Some(code)
    });
    let new = new.collect::<Vec<_>>();
    let renamed = batches.iter().map(|batch| {
        let codes = contract.customers(batch).unary(|code| new.get(code as usize).copied().unwrap_or_default());
        contract.with_customers(batch, codes)
    });
    Ok((customers.left(&has_orders)?, renamed.collect::<Result<_, _>>()?))
}
