//! Where the orders come from.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::Location;

/// A declared source: a table of the orders' SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePlan {
    /// The table's name in SQL: `[a-z_][a-z0-9_]*`.
    pub name: String,
    /// Where its files are.
    pub location: Location,
    /// Of what format its files are; by their names when not given.
    pub format: Option<SourceFormat>,
    /// The character between the fields of a CSV file. Default `,`.
    pub delimiter: u8,
    /// The types of columns that are not text: cells are cast, and rows with a cell that cannot be are rejected
    /// with a reason. Every other column of a CSV file is text.
    pub types: BTreeMap<String, ColumnType>,
}

/// A file format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum SourceFormat {
    /// CSV with a header; plain, `.gz` or `.zst`.
    Csv,
    /// Apache Parquet.
    Parquet,
}

/// The type of a source column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// UTF-8 text.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// An exact number: `decimal(precision, scale)`, precision 1 to 38, scale 0 to precision.
    Decimal {
        /// Digits in all.
        precision: u8,
        /// Digits after the point.
        scale: i8,
    },
    /// A 64-bit floating-point number; NaN and infinities are rejected.
    Float,
    /// A date with time. Without an offset: wall-clock time in the pipeline's zone. With one: an instant, converted.
    Timestamp,
    /// A calendar date.
    Date,
    /// true or false.
    Boolean,
}

/// How the sources become orders.
#[derive(Debug, Clone, PartialEq)]
pub struct OrdersPlan {
    /// A query over the sources: one row per order, with `customer_id`, `order_id`, `ordered_at` and whatever the
    /// features use.
    pub sql: SqlText,
    /// Columns of its result that are amounts: a negative value is rejected.
    pub amounts: Vec<String>,
    /// The share of rejected rows, in a source or among the orders, above which a run stops, in [0, 1].
    /// Default 0.01.
    pub max_rejected: f64,
}

/// SQL from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlText {
    /// The file's name as written, relative to the pipeline's folder.
    pub file: String,
    /// What it holds.
    pub text: String,
}

impl SourceFormat {
    /// The name in `pipeline.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }
}

impl ColumnType {
    /// The name in `pipeline.toml`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Integer => "integer".to_owned(),
            Self::Decimal { precision, scale } => format!("decimal({precision},{scale})"),
            Self::Float => "float".to_owned(),
            Self::Timestamp => "timestamp".to_owned(),
            Self::Date => "date".to_owned(),
            Self::Boolean => "boolean".to_owned(),
        }
    }
}
