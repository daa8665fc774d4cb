//! A Parquet file as typed record batches.

use std::fs::File;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use datafusion::arrow::compute::{CastOptions, cast_with_options, filter_record_batch};
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::cell::{self, Cell};
use super::file::SourceFile;
use super::normal::normalise;
use super::parquet_pages;
use super::tally::{Position, Tally};
use crate::plan::ColumnType;
use crate::problem::Problem;
use crate::progress::Progress;

const BATCH_ROWS: usize = 8192;

/// What is known of a Parquet source before its rows are read.
pub(super) struct ParquetLayout<'a> {
    /// Names of the columns, in the table's order, and the types declared for them.
    pub columns: &'a [(String, Option<ColumnType>)],
    /// Names and types after normalising and casting.
    pub schema: &'a SchemaRef,
    /// The zone of times without offset.
    pub zone: Tz,
}

/// Names and types of the columns, as stored.
pub(super) fn header(file: &SourceFile) -> Result<Vec<(String, DataType)>, Problem> {
    let builder = open(file)?;
    Ok(builder.schema().fields().iter().map(|field| (field.name().clone(), field.data_type().clone())).collect())
}

/// Reads all rows of `file` (number `index` of its source) and hands them on in batches until `emit` breaks; `progress`
/// counts the bytes that are theirs by their number.
pub(super) fn read(
    file: &SourceFile,
    index: usize,
    layout: &ParquetLayout<'_>,
    progress: &Progress,
    emit: &mut dyn FnMut(RecordBatch) -> ControlFlow<()>,
) -> Result<Tally, Problem> {
    let broken = |error: &dyn std::fmt::Display| {
        Problem::new(format!("cannot be read: {error}")).in_file(&file.shown).help("deliver the file again")
    };
    let builder = open(file)?;
    let stored = File::open(&file.path).map_err(|error| broken(&error))?;
    let bytes = stored.metadata().map_err(|error| broken(&error))?.len();
    parquet_pages::check(&stored, bytes, builder.metadata()).map_err(|reason| broken(&reason))?;
    let rows = builder.metadata().file_metadata().num_rows().unsigned_abs().max(1);
    let reader = builder.with_batch_size(BATCH_ROWS).build().map_err(|error| broken(&error))?;
    let mut tally = Tally::default();
    for batch in reader {
        let batch = batch.map_err(|error| broken(&error))?;
        let first_row = tally.rows() + 1;
        tally.seen(batch.num_rows() as u64);
        let share = u128::from(bytes) * batch.num_rows() as u128 / u128::from(rows);
        progress.add(u64::try_from(share).unwrap_or(0));
        let mut kept = vec![true; batch.num_rows()];
        let mut arrays = Vec::with_capacity(layout.columns.len());
        for (name, declared) in layout.columns {
            let stored = batch
                .column_by_name(name)
                .ok_or_else(|| broken(&format!("column {name} is missing from a row group")))?;
            let array = normalise(stored, layout.zone).map_err(|error| broken(&error))?;
            let Some(kind) = *declared else {
                arrays.push(array);
                continue;
            };
            let cast = cast(&array, kind, layout.zone).map_err(|error| broken(&error))?;
            if cast.null_count() == array.null_count() {
                arrays.push(cast);
                continue;
            }
            for (row, keep) in kept.iter_mut().enumerate() {
                if *keep && cast.is_null(row) && !array.is_null(row) {
                    *keep = false;
                    let number = first_row + row as u64;
                    let value = array_value_to_string(&array, row).unwrap_or_default();
                    let place = format!("{} row {number}", file.shown);
                    tally.reject(name, &cell::refusal(kind), Position::Line(index, number), place, &value);
                }
            }
            arrays.push(cast);
        }
        let batch = RecordBatch::try_new(Arc::clone(layout.schema), arrays).map_err(|error| broken(&error))?;
        let batch = filter_record_batch(&batch, &BooleanArray::from(kept)).map_err(|error| broken(&error))?;
        if emit(batch).is_break() {
            break;
        }
    }
    Ok(tally)
}

/// `array`, normalised, as `kind`; what cannot be cast is NULL. Text is read as strictly as in a CSV file.
fn cast(array: &ArrayRef, kind: ColumnType, zone: Tz) -> Result<ArrayRef, datafusion::arrow::error::ArrowError> {
    use datafusion::arrow::array::{
        BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, TimestampMicrosecondArray,
    };
    let wanted = cell::arrow_type(kind);
    let Some(texts) = array.as_string_opt::<i32>().filter(|_| kind != ColumnType::Text) else {
        return cast_with_options(array, &wanted, &CastOptions { safe: true, ..CastOptions::default() });
    };
    let cells = texts.iter().map(|text| text.and_then(|text| cell::parse(text, kind, zone)));
    macro_rules! column {
        ($array:ty, $variant:ident) => {
            cells
                .map(|cell| if let Some(Cell::$variant(value)) = cell { Some(value) } else { None })
                .collect::<$array>()
        };
    }
    Ok(match kind {
        ColumnType::Integer => Arc::new(column!(Int64Array, Integer)),
        ColumnType::Float => Arc::new(column!(Float64Array, Float)),
        ColumnType::Timestamp => Arc::new(column!(TimestampMicrosecondArray, Timestamp)),
        ColumnType::Date => Arc::new(column!(Date32Array, Date)),
        ColumnType::Boolean => Arc::new(column!(BooleanArray, Boolean)),
        ColumnType::Decimal { .. } => Arc::new(column!(Decimal128Array, Decimal).with_data_type(wanted)),
        ColumnType::Text => Arc::clone(array),
    })
}

fn open(file: &SourceFile) -> Result<ParquetRecordBatchReaderBuilder<File>, Problem> {
    let broken = |error: &dyn std::fmt::Display| {
        Problem::new(format!("is not a readable Parquet file: {error}"))
            .in_file(&file.shown)
            .help("deliver the file again; it may be cut off or of another format")
    };
    let stored = File::open(&file.path).map_err(|error| broken(&error))?;
    ParquetRecordBatchReaderBuilder::try_new(stored).map_err(|error| broken(&error))
}
