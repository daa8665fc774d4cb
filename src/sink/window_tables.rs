//! The large tables, a file a window: features and assignments.

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{ArrayRef, BooleanArray, Date32Array, Float64Array, StringArray, UInt32Array};
use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::record_batch::RecordBatch;

use super::columns::{self, Column};
use super::parquet_file::{self, Provenance};
use super::{SinkError, Table};
use crate::feature::FeatureMatrix;
use crate::source::CustomerDirectory;

/// A customer's segments in a window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assignment {
    /// The customer's dense code.
    pub customer: u32,
    /// By the reference model.
    pub reference_segment: u32,
    /// By the model fitted on this window; `None` when none was.
    pub refit_segment: Option<u32>,
    /// By the reference model, in the window before; `None` when the customer was not there.
    pub previous_segment: Option<u32>,
    /// How clear the reference model's choice is: 0 on the border to the next segment, 1 on the centroid.
    pub margin: f64,
}

/// `features/DATE.parquet`, sorted by customer; a missing value is NULL.
///
/// # Errors
/// When rows cannot be written as Parquet.
pub fn feature_table(
    end: NaiveDate,
    matrix: &FeatureMatrix,
    customers: &CustomerDirectory,
    provenance: &Provenance,
) -> Result<Table, SinkError> {
    let columns = columns::features(matrix.names().iter().map(AsRef::as_ref));
    let mut arrays = vec![dates(end, matrix.customers().len()), ids(matrix.customers(), customers)];
    for column in matrix.values().columns() {
        let values = column.iter().map(|&value| (!value.is_nan()).then_some(value));
        arrays.push(Arc::new(values.collect::<Float64Array>()));
    }
    write("features", end, &columns, arrays, provenance)
}

/// `assignments/DATE.parquet`, sorted by customer as `rows` are.
///
/// # Errors
/// When rows cannot be written as Parquet.
pub fn assignment_table(
    end: NaiveDate,
    rows: &[Assignment],
    customers: &CustomerDirectory,
    provenance: &Provenance,
) -> Result<Table, SinkError> {
    let codes = rows.iter().map(|row| row.customer).collect::<Vec<_>>();
    let changed = rows.iter().map(|row| row.previous_segment.map(|previous| previous != row.reference_segment));
    let arrays: Vec<ArrayRef> = vec![
        dates(end, rows.len()),
        ids(&codes, customers),
        Arc::new(rows.iter().map(|row| Some(row.reference_segment)).collect::<UInt32Array>()),
        Arc::new(rows.iter().map(|row| row.refit_segment).collect::<UInt32Array>()),
        Arc::new(rows.iter().map(|row| row.previous_segment).collect::<UInt32Array>()),
        Arc::new(rows.iter().map(|row| Some(row.margin)).collect::<Float64Array>()),
        Arc::new(changed.collect::<BooleanArray>()),
    ];
    write("assignments", end, &columns::assignments(), arrays, provenance)
}

/// The date is a column and no part of the folder's name: of `window_end=DATE/`, Arrow's readers and DataFusion would
/// make a second column, of another type.
fn write(
    table: &str,
    end: NaiveDate,
    columns: &[Column],
    arrays: Vec<ArrayRef>,
    provenance: &Provenance,
) -> Result<Table, SinkError> {
    let batch = RecordBatch::try_new(Arc::new(Schema::new(columns::fields(columns))), arrays)
        .map_err(SinkError::table(table))?;
    parquet_file::write(format!("{table}/{end}.parquet"), &batch, 2, provenance)
}

fn dates(end: NaiveDate, rows: usize) -> ArrayRef {
    Arc::new(Date32Array::from_value(end.to_epoch_days(), rows))
}

fn ids(codes: &[u32], customers: &CustomerDirectory) -> ArrayRef {
    Arc::new(codes.iter().map(|&code| customers.id(code)).collect::<StringArray>())
}
