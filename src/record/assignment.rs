//! What an assignment of all customers as of a day says of itself.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{InputFile, OutputFile, Rejection, SourceRows};

/// `assignment.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssignmentRecord {
    /// [`super::SCHEMA_VERSION`] of the program that wrote it.
    pub schema_version: u32,
    /// Hash of all that the labels are made from: an assignment of the same id is the same.
    pub id: String,
    /// The pipeline's name.
    pub pipeline: String,
    /// Orders before this day were seen.
    pub as_of: NaiveDate,
    /// First moment of the window, inclusive, wall clock.
    pub window_start: NaiveDateTime,
    /// Last moment of the window, exclusive.
    pub window_stop: NaiveDateTime,
    /// The zone whose wall clock these are in.
    pub time_zone: String,
    /// The model that labelled.
    pub model: ModelServed,
    /// Hash of the inputs' digests.
    pub data_hash: String,
    /// The files, read or kept from an earlier assignment.
    pub inputs: Vec<InputFile>,
    /// Rows of each source: in = accepted + rejected.
    pub sources: Vec<SourceRows>,
    /// Orders: in = in the window + rejected + outside.
    pub orders: AssignedOrders,
    /// What was read this time.
    pub read: ReadRecord,
    /// Customers with an order in the window: labelled + dropped.
    pub customers: u64,
    /// Customers with a segment.
    pub labelled: u64,
    /// Customers whom the model drops for a missing value: their segment is NULL.
    pub dropped: u64,
    /// Customers whose segment is another than in the earlier assignment.
    pub changed: u64,
    /// Customers who were not in the earlier assignment.
    pub joined: u64,
    /// Customers of the earlier assignment who have no order in this window.
    pub left: u64,
    /// The newest earlier assignment by the same model; null when there is none.
    pub earlier: Option<Earlier>,
    /// The segments by number.
    pub segments: Vec<SegmentTally>,
    /// The files beside this one.
    pub files: Vec<OutputFile>,
}

/// A model that labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelServed {
    /// Where it is kept, below OUT/PIPELINE: `reference/NNNN` (the registry's entry) or `runs/RUN`.
    pub source: String,
    /// End of the window it was fitted on.
    pub window_end: NaiveDate,
    /// Hash of features, scaler and centroids: two models of one hash label alike.
    pub sha256: String,
}

/// Orders of an assignment: `rows = in_window + Σ rejected.rows + outside`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignedOrders {
    /// Rows that the orders' SQL returned.
    pub rows: u64,
    /// Rows in the window.
    pub in_window: u64,
    /// Rows left out, by reason.
    pub rejected: Vec<Rejection>,
    /// Rows before the window or after it.
    pub outside: u64,
}

/// What was read of the sources, and what was kept from before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadRecord {
    /// Why the files were not read one by one; null when they were.
    pub whole_because: Option<String>,
    /// Files of all sources. Each is hashed every time.
    pub files: u64,
    /// Files whose rows were read.
    pub files_read: u64,
    /// Rows of those.
    pub rows_read: u64,
    /// Rows of the other files, whose orders were kept from before.
    pub rows_kept: u64,
}

/// An earlier assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Its day.
    pub as_of: NaiveDate,
    /// Its id.
    pub id: String,
}

/// How many customers a segment has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentTally {
    /// Its number.
    pub segment: u32,
    /// Its name.
    pub name: String,
    /// Customers in the earlier assignment; null when there is none.
    pub before: Option<u64>,
    /// Customers now.
    pub after: u64,
}
