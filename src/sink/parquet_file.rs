//! A record batch as a Parquet file: zstd, with its provenance in the key-value metadata.

use std::collections::BTreeMap;
use std::path::Path;

use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::metadata::{KeyValue, SortingColumn};
use datafusion::parquet::file::properties::WriterProperties;

use super::{SinkError, Table};
use crate::record::SCHEMA_VERSION;

/// Where a table comes from, as its metadata says.
pub type Provenance = BTreeMap<String, String>;

/// `batch`, sorted by its first `sorted_by` columns, as the file at `path`.
pub(super) fn write(
    path: String,
    batch: &RecordBatch,
    sorted_by: usize,
    provenance: &Provenance,
) -> Result<Table, SinkError> {
    let broken = |error: &dyn std::fmt::Display| SinkError::Table { what: path.clone(), error: error.to_string() };
    let mut metadata = vec![KeyValue::new("segwatch.schema_version".to_owned(), SCHEMA_VERSION.to_string())];
    metadata.extend(provenance.iter().map(|(key, value)| KeyValue::new(format!("segwatch.{key}"), value.clone())));
    let sorting = (0..i32::try_from(sorted_by).unwrap_or(0))
        .map(|column_idx| SortingColumn { column_idx, descending: false, nulls_first: false })
        .collect::<Vec<_>>();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(|error| broken(&error))?))
        .set_created_by(concat!("segwatch ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(metadata))
        .set_sorting_columns(Some(sorting))
        .build();
    let mut bytes = Vec::new();
    let mut writer =
        ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).map_err(|error| broken(&error))?;
    writer.write(batch).map_err(|error| broken(&error))?;
    writer.close().map_err(|error| broken(&error))?;
    Ok(Table { path, bytes, rows: batch.num_rows() as u64 })
}

/// All rows of the file at `path`.
pub(super) fn read(path: &Path) -> Result<RecordBatch, SinkError> {
    let what = path.display().to_string();
    let file = std::fs::File::open(path).map_err(SinkError::io(path, "cannot be read"))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(SinkError::table(&what))?;
    let schema = builder.schema().clone();
    let reader = builder.build().map_err(SinkError::table(&what))?;
    let batches = reader.collect::<Result<Vec<_>, _>>().map_err(SinkError::table(&what))?;
    concat_batches(&schema, &batches).map_err(SinkError::table(&what))
}
