//! Orders in which nothing can drift: each customer's history moved in time by an amount of its own.
//!
//! A history keeps its orders, their order and the time between them; only when it takes place is drawn, uniformly, and
//! what is moved beyond the end comes back at the beginning. So each customer is about as likely to be anywhere in the
//! period as anywhere else, and no window differs from another but by chance. Growth and seasons go with the drifts.
//!
//! A circular shift as in Politis D., Romano J. (1994), "The stationary bootstrap", JASA 89, there of blocks of a series.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDateTime;
use datafusion::arrow::array::{ArrayRef, AsArray, TimestampMicrosecondArray, UInt64Array};
use datafusion::arrow::compute::{cast, take_record_batch};
use datafusion::arrow::datatypes::{DataType, TimeUnit, TimestampMicrosecondType, UInt32Type};
use datafusion::arrow::record_batch::RecordBatch;

use super::SourceError;
use super::contract::{CODE, TIME};
use super::orders::Orders;
use crate::numeric::mix;

const DAY: i64 = 86_400_000_000;
const MICROSECONDS: DataType = DataType::Timestamp(TimeUnit::Microsecond, None);

impl Orders {
    /// The orders of `period`, each customer's history moved by whole days that `seed` decides; other times of an order
    /// move with it. Orders outside the period are left out.
    ///
    /// # Errors
    /// When the columns cannot be worked with; not on orders that kept the contract.
    pub fn placebo(&self, period: Range<NaiveDateTime>, seed: u64) -> Result<Self, SourceError> {
        let first = self.times().partition_point(|&time| time < period.start);
        let last = self.times().partition_point(|&time| time < period.end);
        let orders = self.slice(first..last.max(first));
        let (start, end) = (period.start.and_utc().timestamp_micros(), period.end.and_utc().timestamp_micros());
        let days = ((end - start) / DAY).max(1).unsigned_abs();
        let missing = || SourceError::Engine(format!("orders without {TIME} or {CODE}"));
        let column = |name: &str| orders.column_by_name(name).ok_or_else(missing);
        let times = column(TIME)?.as_primitive_opt::<TimestampMicrosecondType>().ok_or_else(missing)?;
        let codes = column(CODE)?.as_primitive_opt::<UInt32Type>().ok_or_else(missing)?;
        let moved: Vec<i64> = times
            .values()
            .iter()
            .zip(codes.values())
            .map(|(&time, &code)| {
                let by = i64::try_from(mix(seed ^ mix(u64::from(code))) % days).unwrap_or(0) * DAY;
                start + (time - start + by).rem_euclid((end - start).max(1))
            })
            .collect();
        let shifts: Vec<i64> = moved.iter().zip(times.values()).map(|(new, old)| new - old).collect();
        let columns = orders.columns().iter().map(|column| shifted(column, &shifts)).collect::<Result<Vec<_>, _>>()?;
        let orders = RecordBatch::try_new(orders.schema(), columns)?;

        // Orders of one moment stay in the order in which they were.
        let mut rows: Vec<(i64, u64)> = moved.into_iter().zip(0..).collect();
        rows.sort_unstable();
        let rows = rows.into_iter().map(|(_, row)| row).collect::<UInt64Array>();
        Ok(self.reordered(take_record_batch(&orders, &rows)?)?)
    }
}

/// A column of times moved by so many microseconds a row; any other column as it stands.
fn shifted(column: &ArrayRef, shifts: &[i64]) -> Result<ArrayRef, SourceError> {
    if !matches!(column.data_type(), DataType::Timestamp(..)) {
        return Ok(Arc::clone(column));
    }
    let times = cast(column, &MICROSECONDS)?;
    let times = times.as_primitive::<TimestampMicrosecondType>();
    let moved: TimestampMicrosecondArray =
        times.iter().zip(shifts).map(|(time, shift)| time.map(|time| time + shift)).collect();
    let moved: ArrayRef = Arc::new(moved);
    Ok(cast(&moved, column.data_type())?)
}
