//! The small tables as files, and read back.

use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array};
use datafusion::arrow::datatypes::{Float64Type, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use serde::de::DeserializeOwned;

use super::columns::{Column, Row};
use super::parquet_file::{self, Provenance};
use super::{SinkError, Table, columns};
use crate::record::tables::{ModelFeature, ModelRow};

const MODELS: &str = "models.parquet";

/// The table of `rows`, which are sorted as it is to be.
///
/// # Errors
/// When rows cannot be written as Parquet.
pub fn row_table<R: Row>(rows: &[R], provenance: &Provenance) -> Result<Table, SinkError> {
    let batch =
        serde_arrow::to_record_batch(&columns::fields(&R::columns()), &rows).map_err(SinkError::table(R::FILE))?;
    parquet_file::write(R::FILE.to_owned(), &batch, R::SORTED_BY, provenance)
}

/// The rows of a table in `folder`.
///
/// # Errors
/// When the file cannot be read.
pub fn read_rows<R: Row>(folder: &Path) -> Result<Vec<R>, SinkError> {
    rows(&parquet_file::read(&folder.join(R::FILE))?, R::FILE)
}

/// `models.parquet`, sorted by window and segment; five columns a feature after the common ones.
///
/// # Errors
/// When rows cannot be written as Parquet.
pub fn model_table(rows: &[ModelRow], features: &[String], provenance: &Provenance) -> Result<Table, SinkError> {
    let common = columns::fields(&columns::models());
    let batch = serde_arrow::to_record_batch(&common, &rows).map_err(SinkError::table(MODELS))?;
    let mut fields = common;
    let mut arrays = batch.columns().to_vec();
    for (index, feature) in features.iter().enumerate() {
        for column in columns::MODEL_FEATURE {
            let values = rows.iter().map(|row| row.features.get(index).and_then(|cell| cell_of(cell, column.0)));
            arrays.push(Arc::new(values.collect::<Float64Array>()) as ArrayRef);
            fields.extend(columns::fields(&[Column::of_model(feature, column)]));
        }
    }
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(SinkError::table(MODELS))?;
    parquet_file::write(MODELS.to_owned(), &batch, 2, provenance)
}

fn cell_of(cell: &ModelFeature, suffix: &str) -> Option<f64> {
    match suffix {
        "centroid" => Some(cell.centroid),
        "scaled" => Some(cell.scaled),
        "fill" => cell.fill,
        "center" => Some(cell.center),
        _ => Some(cell.spread),
    }
}

/// The rows of `models.parquet` in `folder`, for `features` in the model's order.
///
/// # Errors
/// When the file cannot be read or lacks a feature.
pub fn read_models(folder: &Path, features: &[String]) -> Result<Vec<ModelRow>, SinkError> {
    let path = folder.join(MODELS);
    let batch = parquet_file::read(&path)?;
    let common = columns::models();
    let places = (0..common.len()).collect::<Vec<_>>();
    let plain = batch.project(&places).map_err(SinkError::table(MODELS))?;
    let column = |feature: &str, suffix: &str| {
        let name = format!("{feature}_{suffix}");
        let array = batch.column_by_name(&name).and_then(|array| array.as_primitive_opt::<Float64Type>());
        array.cloned().ok_or_else(|| SinkError::Damaged {
            path: path.clone(),
            reason: format!("has no column {name}, which its run.json is about"),
            help: "put run and tables back as they were written",
        })
    };
    let mut found = rows::<ModelRow>(&plain, MODELS)?;
    for feature in features {
        let [centroid, scaled, fill, center, spread] = [
            column(feature, "centroid")?,
            column(feature, "scaled")?,
            column(feature, "fill")?,
            column(feature, "center")?,
            column(feature, "spread")?,
        ];
        for (row, model) in found.iter_mut().enumerate() {
            model.features.push(ModelFeature {
                feature: feature.clone(),
                centroid: centroid.value(row),
                scaled: scaled.value(row),
                fill: fill.is_valid(row).then(|| fill.value(row)),
                center: center.value(row),
                spread: spread.value(row),
            });
        }
    }
    Ok(found)
}

fn rows<T: DeserializeOwned>(batch: &RecordBatch, what: &str) -> Result<Vec<T>, SinkError> {
    serde_arrow::from_record_batch(batch).map_err(SinkError::table(what))
}
