//! The tables whose rows are plain structs: their files, and the names and types of their columns.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, FieldRef, TimeUnit};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::record::tables::{DriftRow, SegmentRow, TransitionRow, WindowRow};
use crate::selection::Candidate;
use crate::stability::{Comparison, OriginLifetime, Policy};

/// A row of a table; its fields are the columns.
pub trait Row: Serialize + DeserializeOwned {
    /// The table's file in the run's folder.
    const FILE: &'static str;
    /// How many of the first columns the rows are sorted by.
    const SORTED_BY: usize;

    /// Names and types of the columns, in their order.
    fn columns() -> Vec<FieldRef>;
}

const TIME: DataType = DataType::Timestamp(TimeUnit::Microsecond, None);

fn fields<const N: usize>(columns: [(&str, DataType, bool); N]) -> Vec<FieldRef> {
    columns.into_iter().map(|(name, kind, nullable)| Arc::new(Field::new(name, kind, nullable))).collect()
}

impl Row for WindowRow {
    const FILE: &'static str = "windows.parquet";
    const SORTED_BY: usize = 1;

    fn columns() -> Vec<FieldRef> {
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
}

impl Row for Comparison {
    const FILE: &'static str = "stability.parquet";
    const SORTED_BY: usize = 2;

    fn columns() -> Vec<FieldRef> {
        fields([
            ("origin_end", DataType::Date32, false),
            ("window_end", DataType::Date32, false),
            ("age_months", DataType::Float64, false),
            ("age_steps", DataType::UInt32, false),
            ("quantity", DataType::Utf8, false),
            ("ari", DataType::Float64, true),
            ("ari_low", DataType::Float64, true),
            ("ari_high", DataType::Float64, true),
            ("noise_floor", DataType::Float64, true),
            ("signal", DataType::Utf8, true),
            ("standing", DataType::Utf8, true),
            ("relabelled_share", DataType::Float64, true),
            ("rival_ari", DataType::Float64, true),
            ("ami", DataType::Float64, true),
            ("customers", DataType::UInt64, false),
            ("flag", DataType::Utf8, true),
        ])
    }
}

/// Columns of `models.parquet` before those of the features.
pub(super) fn models() -> Vec<FieldRef> {
    fields([
        ("window_end", DataType::Date32, false),
        ("segment", DataType::UInt32, false),
        ("identity", DataType::UInt32, false),
        ("segment_name", DataType::Utf8, false),
        ("since", DataType::Date32, false),
        ("customers", DataType::UInt64, false),
        ("share", DataType::Float64, false),
        ("revenue_share", DataType::Float64, true),
        ("inertia", DataType::Float64, false),
        ("iterations", DataType::UInt32, false),
        ("converged", DataType::Boolean, false),
    ])
}

impl Row for SegmentRow {
    const FILE: &'static str = "segments.parquet";
    const SORTED_BY: usize = 2;

    fn columns() -> Vec<FieldRef> {
        fields([
            ("origin_end", DataType::Date32, false),
            ("window_end", DataType::Date32, false),
            ("segment", DataType::UInt32, true),
            ("matched_segment", DataType::UInt32, true),
            ("jaccard", DataType::Float64, true),
            ("jaccard_low", DataType::Float64, true),
            ("jaccard_high", DataType::Float64, true),
            ("event", DataType::Utf8, false),
            ("customers_before", DataType::UInt64, false),
            ("customers_after", DataType::UInt64, false),
        ])
    }
}

impl Row for TransitionRow {
    const FILE: &'static str = "transitions.parquet";
    const SORTED_BY: usize = 1;

    fn columns() -> Vec<FieldRef> {
        fields([
            ("window_end", DataType::Date32, false),
            ("from_segment", DataType::UInt32, true),
            ("to_segment", DataType::UInt32, true),
            ("customers", DataType::UInt64, false),
        ])
    }
}

impl Row for DriftRow {
    const FILE: &'static str = "drift.parquet";
    const SORTED_BY: usize = 2;

    fn columns() -> Vec<FieldRef> {
        fields([
            ("window_end", DataType::Date32, false),
            ("feature", DataType::Utf8, false),
            ("segment", DataType::UInt32, true),
            ("psi", DataType::Float64, false),
            ("wasserstein_sd", DataType::Float64, true),
            ("mean_shift_sd", DataType::Float64, true),
            ("mean_before", DataType::Float64, false),
            ("mean_after", DataType::Float64, false),
            ("year_shift_sd", DataType::Float64, true),
            ("ari_recovered", DataType::Float64, true),
        ])
    }
}

impl Row for OriginLifetime {
    const FILE: &'static str = "lifetimes.parquet";
    const SORTED_BY: usize = 2;

    fn columns() -> Vec<FieldRef> {
        fields([
            ("quantity", DataType::Utf8, false),
            ("origin_end", DataType::Date32, false),
            ("observed_months", DataType::Float64, false),
            ("event", DataType::Boolean, false),
            ("lower_months", DataType::Float64, false),
            ("upper_months", DataType::Float64, true),
        ])
    }
}

impl Row for Policy {
    const FILE: &'static str = "policies.parquet";
    const SORTED_BY: usize = 0;

    fn columns() -> Vec<FieldRef> {
        fields([
            ("policy", DataType::Utf8, false),
            ("interval_steps", DataType::UInt32, true),
            ("interval_months", DataType::Float64, true),
            ("retrains_per_year", DataType::Float64, false),
            ("mean_ari", DataType::Float64, false),
            ("worst_ari", DataType::Float64, false),
            ("share_below", DataType::Float64, false),
            ("relabelled_share", DataType::Float64, true),
            ("annual_cost", DataType::Float64, true),
            ("meets_service_level", DataType::Boolean, false),
        ])
    }
}

impl Row for Candidate {
    const FILE: &'static str = "choose_k.parquet";
    const SORTED_BY: usize = 1;

    fn columns() -> Vec<FieldRef> {
        fields([
            ("k", DataType::UInt32, false),
            ("inertia", DataType::Float64, false),
            ("silhouette", DataType::Float64, false),
            ("silhouette_low", DataType::Float64, false),
            ("silhouette_high", DataType::Float64, false),
            ("davies_bouldin", DataType::Float64, false),
            ("calinski_harabasz", DataType::Float64, false),
            ("stability", DataType::Float64, false),
            ("least_jaccard", DataType::Float64, false),
            ("near_ties", DataType::UInt32, false),
            ("chosen", DataType::Boolean, false),
        ])
    }
}

/// Columns of `models.parquet` for a feature, and whether they may be NULL.
pub(super) const MODEL_FEATURE: [(&str, bool); 5] =
    [("centroid", false), ("scaled", false), ("fill", true), ("center", false), ("spread", false)];
