//! Customers labelled as of a day, as Parquet and as CSV.

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{ArrayRef, BooleanArray, Date32Array, Float64Array, StringArray, UInt32Array};
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::arrow::record_batch::RecordBatch;

use super::parquet_file::{self, Provenance};
use super::{SinkError, Table, csv_file};
use crate::feature::FeatureMatrix;
use crate::record::{AssignmentRecord, ModelServed};
use crate::source::CustomerDirectory;

const PARQUET: &str = "customers.parquet";
/// The file that [`assigned_csv`] makes.
pub const ASSIGNED_CSV: &str = "customers.csv";

/// The columns that are not features.
const OWN: [&str; 9] = [
    "customer_id",
    "segment",
    "segment_name",
    "previous_segment",
    "changed",
    "margin",
    "model",
    "model_window_end",
    "data_hash",
];

/// Labelled customers.
#[derive(Debug, Clone, Copy)]
pub struct Assigned<'a> {
    /// The customers with their features.
    pub matrix: &'a FeatureMatrix,
    /// Their ids.
    pub directory: &'a CustomerDirectory,
    /// The segment of each; `None` for those whom the model drops.
    pub segments: &'a [Option<u32>],
    /// The segment of each in the earlier assignment.
    pub previous: &'a [Option<u32>],
    /// How clear the choice is: 0 on the border to the next segment, 1 on the centroid.
    pub margins: &'a [Option<f64>],
    /// The segments' names, by number.
    pub names: &'a [String],
}

/// Whether a feature of that name would stand in the place of another column.
#[must_use]
pub fn column_taken(feature: &str) -> bool {
    OWN.contains(&feature)
}

/// `customers.parquet`, sorted by customer.
///
/// # Errors
/// When rows cannot be written as Parquet.
pub fn assigned_table(assigned: &Assigned<'_>, record: &AssignmentRecord) -> Result<Table, SinkError> {
    let batch = batch(assigned, &record.model, &record.data_hash)?;
    let provenance = Provenance::from([
        ("pipeline".to_owned(), record.pipeline.clone()),
        ("as_of".to_owned(), record.as_of.to_string()),
        ("assignment".to_owned(), record.id.clone()),
        ("model".to_owned(), record.model.source.clone()),
        ("model_sha256".to_owned(), record.model.sha256.clone()),
        ("data_hash".to_owned(), record.data_hash.clone()),
        ("version".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
    ]);
    parquet_file::write(PARQUET.to_owned(), &batch, 1, &provenance)
}

/// The same rows as `customers.csv`.
///
/// # Errors
/// Should not happen.
pub fn assigned_csv(assigned: &Assigned<'_>, record: &AssignmentRecord) -> Result<Table, SinkError> {
    csv_file::write(ASSIGNED_CSV, &batch(assigned, &record.model, &record.data_hash)?)
}

fn batch(assigned: &Assigned<'_>, model: &ModelServed, data_hash: &str) -> Result<RecordBatch, SinkError> {
    let codes = assigned.matrix.customers();
    let rows = codes.len();
    let ids = codes.iter().map(|&code| assigned.directory.id(code)).collect::<StringArray>();
    let name = |segment: &Option<u32>| segment.and_then(|segment| assigned.names.get(segment as usize));
    let names = assigned.segments.iter().map(|segment| name(segment).map(String::as_str)).collect::<StringArray>();
    let pairs = assigned.segments.iter().zip(assigned.previous);
    let changed = pairs.map(|(now, before)| now.zip(*before).map(|(now, before)| now != before));
    let mut columns: Vec<(&str, ArrayRef, bool)> = vec![
        ("customer_id", Arc::new(ids), false),
        ("segment", Arc::new(assigned.segments.iter().copied().collect::<UInt32Array>()), true),
        ("segment_name", Arc::new(names), true),
        ("previous_segment", Arc::new(assigned.previous.iter().copied().collect::<UInt32Array>()), true),
        ("changed", Arc::new(changed.collect::<BooleanArray>()), true),
        ("margin", Arc::new(assigned.margins.iter().copied().collect::<Float64Array>()), true),
    ];
    for (name, values) in assigned.matrix.names().iter().zip(assigned.matrix.values().columns()) {
        let values = values.iter().map(|&value| (!value.is_nan()).then_some(value));
        columns.push((name, Arc::new(values.collect::<Float64Array>()), true));
    }
    columns.push(("model", same(&model.source, rows), false));
    columns.push(("model_window_end", day(model.window_end, rows), false));
    columns.push(("data_hash", same(data_hash, rows), false));
    let fields = columns.iter().map(|(name, array, nullable)| Field::new(*name, array.data_type().clone(), *nullable));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let arrays = columns.into_iter().map(|(_, array, _)| array).collect();
    RecordBatch::try_new(schema, arrays).map_err(SinkError::table(PARQUET))
}

/// One text in every row.
fn same(text: &str, rows: usize) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(std::iter::repeat_n(text, rows)))
}

fn day(date: NaiveDate, rows: usize) -> ArrayRef {
    Arc::new(Date32Array::from_value(date.to_epoch_days(), rows))
}
