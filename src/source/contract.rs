//! The orders contract: one row per order, with a customer, an id and a time, and amounts that are amounts.

use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, TimestampMicrosecondArray, UInt32Array};
use datafusion::arrow::compute::{cast, filter_record_batch};
use datafusion::arrow::datatypes::{
    DataType, Field, Float64Type, Schema, SchemaRef, TimeUnit, TimestampMicrosecondType, UInt32Type,
};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::array_value_to_string;

use super::cell;
use super::normal::{normal_type, normalise};
use super::tally::{Position, Tally};
use crate::plan::OrdersPlan;
use crate::problem::Problem;

/// The columns that every orders query gives.
pub(super) const CUSTOMER: &str = "customer_id";
/// The order's own id.
pub(super) const ORDER: &str = "order_id";
/// When it was placed.
pub(super) const TIME: &str = "ordered_at";
/// The window's first moment, beside the orders' own columns.
pub(super) const START: &str = "window_start";
/// The window's last moment, exclusive.
pub(super) const END: &str = "window_end";
/// The customer's dense code.
pub(super) const CODE: &str = "__customer";
/// 1970-01-01 to 2100-12-31, in microseconds: what lies outside stands for "never" or "unknown", and would make windows of
/// all the time up to it.
const TIMES: std::ops::Range<i64> = 0..4_133_980_800_000_000;

/// The columns of `orders` with the customer's code last.
pub(super) fn with_code(orders: &Schema) -> SchemaRef {
    let code = Arc::new(Field::new(CODE, DataType::UInt32, false));
    Arc::new(Schema::new(orders.fields().iter().cloned().chain([code]).collect::<Vec<_>>()))
}

/// Bytes of a column's rows.
pub(super) fn bytes_of(column: &ArrayRef) -> u64 {
    column.to_data().get_slice_memory_size().unwrap_or_else(|_| column.get_buffer_memory_size()) as u64
}

/// The contract, bound to the columns of an orders query.
#[derive(Debug, Clone)]
pub(super) struct Contract {
    schema: SchemaRef,
    customer: usize,
    order: usize,
    time: usize,
    /// Columns of floating-point numbers: NaN and infinities are rejected.
    floats: Vec<usize>,
    /// Columns of amounts: what is negative is rejected.
    amounts: Vec<usize>,
    zone: Tz,
}

/// The first thing wrong with each row of a batch: a column, and the reason.
struct Faults {
    rows: usize,
    /// Empty as long as nothing is wrong with any.
    by_row: Vec<Option<(usize, &'static str)>>,
}

impl Faults {
    fn none(rows: usize) -> Self {
        Self { rows, by_row: Vec::new() }
    }

    fn mark(&mut self, column: usize, reason: &'static str, is_fault: impl Fn(usize) -> bool) {
        let Some(first) = (0..self.rows).find(|&row| is_fault(row)) else { return };
        self.by_row.resize(self.rows, None);
        for (row, fault) in self.by_row.iter_mut().enumerate().skip(first) {
            if fault.is_none() && is_fault(row) {
                *fault = Some((column, reason));
            }
        }
    }
}

impl Contract {
    /// Binds the contract to the columns that the query gives.
    pub fn bind(plan: &OrdersPlan, found: &Schema, zone: Tz) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let fault = |message: String, help: &str| Problem::new(message).in_file(&plan.sql.file).help(help);
        let given = found.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>();
        let place = |name: &str| given.iter().position(|other| *other == name);

        for (index, name) in given.iter().enumerate() {
            if [START, END, CODE].contains(name) {
                problems.push(fault(
                    format!("the query returns a column {name}, a name that windows use themselves"),
                    "give it another name with AS",
                ));
            }
            if place(name) != Some(index) {
                problems.push(fault(format!("the query returns two columns {name}"), "give one another name with AS"));
            }
        }
        let mut required = |name: &str, meaning: &str, fits: fn(&DataType) -> bool, kinds: &str| {
            let Some(index) = place(name) else {
                problems.push(fault(
                    format!("the query returns no column {name}; it returns {}", given.join(", ")),
                    &format!("select {meaning} AS {name}"),
                ));
                return 0;
            };
            let kind = found.field(index).data_type();
            if !fits(&normal_type(kind)) {
                problems.push(fault(format!("column {name} is {kind}; expected {kinds}"), "cast it in the query"));
            }
            index
        };
        let id = |kind: &DataType| *kind == DataType::Utf8 || kind.is_integer();
        let customer = required(CUSTOMER, "the person's id", id, "text or a whole number");
        let order = required(ORDER, "the order's id", id, "text or a whole number");
        let time = required(
            TIME,
            "the time of the order",
            |kind| matches!(kind, DataType::Utf8 | DataType::Timestamp(_, _) | DataType::Date32),
            "a timestamp, a date or text that holds one",
        );
        let mut amounts = Vec::new();
        for name in &plan.amounts {
            match place(name) {
                None => problems.push(
                    Problem::new(format!("the orders query returns no column {name}; it returns {}", given.join(", ")))
                        .of("orders.amounts")
                        .help("correct the name, or select the column"),
                ),
                Some(index) if !found.field(index).data_type().is_numeric() => problems.push(
                    Problem::new(format!("column {name} is {}, not a number", found.field(index).data_type()))
                        .of("orders.amounts")
                        .help("declare its type in sources.NAME.types, or cast it in the query"),
                ),
                Some(index) => amounts.push(index),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let floats = (0..given.len()).filter(|&index| found.field(index).data_type().is_floating()).collect();
        let fields = found
            .fields()
            .iter()
            .enumerate()
            .map(|(index, field)| {
                let kind = if index == customer || index == order {
                    DataType::Utf8
                } else if index == time {
                    DataType::Timestamp(TimeUnit::Microsecond, None)
                } else {
                    normal_type(field.data_type())
                };
                Field::new(field.name(), kind, true)
            })
            .collect::<Vec<_>>();
        Ok(Self { schema: Arc::new(Schema::new(fields)), customer, order, time, floats, amounts, zone })
    }

    /// Names and types of the orders that the contract lets through.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The rows of `batch` that keep the contract; the others are counted in `tally`.
    pub fn accept(&self, batch: &RecordBatch, tally: &mut Tally) -> Result<RecordBatch, ArrowError> {
        tally.seen(batch.num_rows() as u64);
        let columns = batch
            .columns()
            .iter()
            .enumerate()
            .map(|(index, array)| self.normal_column(index, array))
            .collect::<Result<Vec<_>, _>>()?;
        let orders = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;

        let mut faults = Faults::none(batch.num_rows());
        for column in [self.customer, self.order] {
            let ids = orders.column(column).as_string::<i32>();
            faults.mark(column, "missing", |row| ids.is_null(row) || ids.value(row).is_empty());
        }
        let (given, times) =
            (batch.column(self.time), orders.column(self.time).as_primitive::<TimestampMicrosecondType>());
        if times.null_count() > 0 {
            faults.mark(self.time, "missing", |row| given.is_null(row));
            faults.mark(self.time, "not a timestamp", |row| times.is_null(row));
        }
        faults.mark(self.time, "not of the years 1970 to 2100", |row| !TIMES.contains(&times.value(row)));
        for &column in &self.floats {
            let numbers = cast(orders.column(column), &DataType::Float64)?;
            let numbers = numbers.as_primitive::<Float64Type>();
            faults.mark(column, "not a finite number", |row| !numbers.is_null(row) && !numbers.value(row).is_finite());
        }
        for &column in &self.amounts {
            let numbers = cast(orders.column(column), &DataType::Float64)?;
            let numbers = numbers.as_primitive::<Float64Type>();
            faults.mark(column, "negative", |row| !numbers.is_null(row) && numbers.value(row) < 0.0);
        }

        if faults.by_row.is_empty() {
            return Ok(orders);
        }
        for (row, &fault) in faults.by_row.iter().enumerate() {
            let Some((column, reason)) = fault else { continue };
            let text = |column: usize| array_value_to_string(batch.column(column), row).unwrap_or_default();
            let order = text(self.order);
            let key = format!("{order}\u{0}{}\u{0}{}", text(self.customer), text(self.time));
            let row = if order.is_empty() { "an order without id".to_owned() } else { format!("order {order}") };
            tally.reject(self.schema.field(column).name(), reason, Position::Key(key), row, &text(column));
        }
        filter_record_batch(&orders, &faults.by_row.iter().map(|fault| Some(fault.is_none())).collect::<BooleanArray>())
    }

    fn normal_column(&self, index: usize, array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
        if index == self.customer || index == self.order {
            return cast(&normalise(array, self.zone)?, &DataType::Utf8);
        }
        if index != self.time {
            return normalise(array, self.zone);
        }
        let normal = normalise(array, self.zone)?;
        match normal.as_string_opt::<i32>() {
            Some(texts) => Ok(Arc::new(
                texts
                    .iter()
                    .map(|text| text.and_then(|text| cell::wall_clock(text.trim(), self.zone)).map(cell::to_micros))
                    .collect::<TimestampMicrosecondArray>(),
            )),
            None => cast(&normal, &DataType::Timestamp(TimeUnit::Microsecond, None)),
        }
    }

    /// The customers' codes in orders that have these for their ids.
    pub fn customers<'a>(&self, orders: &'a RecordBatch) -> &'a UInt32Array {
        orders.column(self.customer).as_primitive::<UInt32Type>()
    }

    /// The orders with these codes where the customers' ids, or other codes, stood.
    pub fn with_customers(&self, orders: &RecordBatch, codes: UInt32Array) -> Result<RecordBatch, ArrowError> {
        let mut fields = orders.schema().fields().to_vec();
        let mut columns = orders.columns().to_vec();
        if let Some((field, column)) = fields.get_mut(self.customer).zip(columns.get_mut(self.customer)) {
            *field = Arc::new(Field::new(field.name(), DataType::UInt32, false));
            *column = Arc::new(codes);
        }
        RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
    }

    /// Bytes of orders when their customers' ids are codes.
    pub fn coded_bytes(&self, orders: &RecordBatch) -> u64 {
        let others = orders.columns().iter().enumerate().filter(|(column, _)| *column != self.customer);
        others.map(|(_, column)| bytes_of(column)).sum::<u64>() + (size_of::<u32>() * orders.num_rows()) as u64
    }

    /// Where the order's id stands.
    pub fn order_column(&self) -> usize {
        self.order
    }

    /// Where the customer's id stands.
    pub fn customer_column(&self) -> usize {
        self.customer
    }

    /// Where its time stands.
    pub fn time_column(&self) -> usize {
        self.time
    }

    /// The times of checked orders, in microseconds on the wall clock.
    pub fn times<'a>(&self, orders: &'a RecordBatch) -> &'a TimestampMicrosecondArray {
        orders.column(self.time).as_primitive::<TimestampMicrosecondType>()
    }
}
