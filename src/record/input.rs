//! What was read, and what became of each row.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A file read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// The source it belongs to.
    pub source: String,
    /// Its location as written in the configuration, with the file's own name put in for a glob or folder.
    pub path: String,
    /// Size as stored.
    pub bytes: u64,
    /// Hex digest of the bytes as stored.
    pub sha256: String,
}

/// Rows of a source: `rows = accepted + Σ rejected.rows`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRows {
    /// The source.
    pub source: String,
    /// Rows in.
    pub rows: u64,
    /// Rows handed to the orders' SQL.
    pub accepted: u64,
    /// Rows left out, by reason.
    pub rejected: Vec<Rejection>,
}

/// Orders: `rows = used + Σ rejected.rows + out_of_range`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRows {
    /// Rows that the orders' SQL returned.
    pub rows: u64,
    /// Rows in at least one window.
    pub used: u64,
    /// Rows left out, by reason.
    pub rejected: Vec<Rejection>,
    /// Rows before the first window or after the last.
    pub out_of_range: u64,
    /// The first order kept, in or out of range.
    pub first: Option<NaiveDateTime>,
    /// The last order kept.
    pub last: Option<NaiveDateTime>,
}

/// Rows left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rejection {
    /// The column at fault.
    pub column: String,
    /// Why, as in "not a decimal(12,2)".
    pub reason: String,
    /// How many rows.
    pub rows: u64,
    /// The first few, in a fixed order.
    pub samples: Vec<RejectedSample>,
}

/// A rejected row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RejectedSample {
    /// Which row: a file and record number, or an order id.
    pub row: String,
    /// What stood there, shortened.
    pub value: String,
}
