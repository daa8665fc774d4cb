//! Names and types of the columns of every table of rows.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, FieldRef, TimeUnit};

const TIME: DataType = DataType::Timestamp(TimeUnit::Microsecond, None);

fn fields<const N: usize>(columns: [(&str, DataType, bool); N]) -> Vec<FieldRef> {
    columns.into_iter().map(|(name, kind, nullable)| Arc::new(Field::new(name, kind, nullable))).collect()
}

/// Columns of `windows.parquet`.
pub(super) fn windows() -> Vec<FieldRef> {
    fields([
        ("window_end", DataType::Date32, false),
        ("window_start", TIME, false),
        ("window_stop", TIME, false),
        ("orders", DataType::UInt64, false),
        ("customers", DataType::UInt64, false),
        ("fitted", DataType::UInt64, false),
        ("status", DataType::Utf8, false),
    ])
}

/// Columns of `stability.parquet`.
pub(super) fn stability() -> Vec<FieldRef> {
    fields([
        ("origin_end", DataType::Date32, false),
        ("window_end", DataType::Date32, false),
        ("age_months", DataType::Float64, false),
        ("age_steps", DataType::UInt32, false),
        ("quantity", DataType::Utf8, false),
        ("ari", DataType::Float64, true),
        ("ari_low", DataType::Float64, true),
        ("ari_high", DataType::Float64, true),
        ("ami", DataType::Float64, true),
        ("customers", DataType::UInt64, false),
        ("flag", DataType::Utf8, true),
    ])
}

/// Columns of `models.parquet` before those of the features.
pub(super) fn models() -> Vec<FieldRef> {
    fields([
        ("window_end", DataType::Date32, false),
        ("segment", DataType::UInt32, false),
        ("segment_name", DataType::Utf8, false),
        ("customers", DataType::UInt64, false),
        ("share", DataType::Float64, false),
        ("inertia", DataType::Float64, false),
        ("iterations", DataType::UInt32, false),
        ("converged", DataType::Boolean, false),
    ])
}

/// Columns of `models.parquet` for a feature, and whether they may be NULL.
pub(super) const MODEL_FEATURE: [(&str, bool); 5] =
    [("centroid", false), ("scaled", false), ("fill", true), ("center", false), ("spread", false)];
