//! What was found in the data before any number was computed from them.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::plan::{Check, Consequence};

/// The checks of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ChecksRecord {
    /// The run that the data were compared with; null where there was none.
    pub compared_with: Option<String>,
    /// The checks whose findings were accepted on the command line, whatever the configuration says.
    pub accepted: Vec<Check>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// By which check.
    pub check: Check,
    /// What it does to the run: error or warning. What was accepted is a warning.
    pub consequence: Consequence,
    /// What it is.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A finding, with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "evidence", rename_all = "snake_case")]
pub enum Evidence {
    /// A column that the earlier run had is gone.
    ColumnGone {
        /// The source.
        source: String,
        /// The column.
        column: String,
        /// The first file without it.
        file: String,
    },
    /// A column whose type nobody declared has another one.
    TypeChanged {
        /// The source.
        source: String,
        /// The column.
        column: String,
        /// Its type in the earlier run.
        before: String,
        /// Its type now.
        after: String,
    },
    /// A column of a source has more empty cells than in the earlier run.
    SourceNulls {
        /// The source.
        source: String,
        /// The column.
        column: String,
        /// Share of the earlier run's rows.
        before: f64,
        /// Share of the rows, or of those that came in since, whichever is larger.
        after: f64,
        /// Empty cells now.
        nulls: u64,
    },
    /// A column of the orders has more empty cells in a new month than in those before.
    OrderNulls {
        /// The column.
        column: String,
        /// The month's first day.
        month: NaiveDate,
        /// Median share of the months before.
        before: f64,
        /// Share of the month.
        after: f64,
    },
    /// A column of the orders is in another unit in a new month than in those before.
    UnitOfMonth {
        /// The column.
        column: String,
        /// The month's first day.
        month: NaiveDate,
        /// The usual month's median.
        before: f64,
        /// The month's median.
        after: f64,
    },
    /// A column of the orders is in another unit than in the earlier run, in the same months.
    UnitOfHistory {
        /// The column.
        column: String,
        /// How many months differ.
        months: u32,
        /// Of how many that both runs have.
        of: u32,
        /// The first of them.
        month: NaiveDate,
        /// Its median in the earlier run.
        before: f64,
        /// Its median now.
        after: f64,
    },
    /// The same orders have other times than in the earlier run.
    TimesMoved {
        /// How many.
        orders: u64,
        /// Of how many that were looked at.
        of: u64,
        /// By how many minutes, where most of them moved by the same.
        minutes: Option<i64>,
        /// One of them.
        order_id: String,
        /// Its time in the earlier run.
        before: NaiveDateTime,
        /// Its time now.
        after: NaiveDateTime,
    },
    /// The hours of the day of a new month are those of the months before, moved.
    HoursMoved {
        /// The month's first day.
        month: NaiveDate,
        /// By how many hours, -11 to 12.
        hours: i32,
        /// Share of the orders that would have to be at another hour to be spread as in the months before.
        distance: f64,
        /// The same once the month is moved back.
        moved_back: f64,
    },
    /// Orders of the earlier run are not found again, though about as many are there.
    OrderIds {
        /// How many are found again.
        found: u64,
        /// Of how many that were looked for.
        of: u64,
        /// One that is not.
        example: String,
    },
    /// The same orders have other customers than in the earlier run.
    CustomerIds {
        /// How many.
        orders: u64,
        /// Of how many that were looked at.
        of: u64,
        /// One of them.
        order_id: String,
        /// Its customer in the earlier run.
        before: String,
        /// Its customer now.
        after: String,
    },
    /// Customers' ids in a new month are written in a form that the months before do not have.
    IdForm {
        /// The month's first day.
        month: NaiveDate,
        /// Share of its orders.
        share: f64,
        /// An id of the months before.
        before: String,
        /// An id of the month.
        after: String,
    },
    /// Almost none of a new month's customers were there before, and others return.
    NoneReturning {
        /// The month's first day.
        month: NaiveDate,
        /// Its customers.
        customers: u64,
        /// Those with an earlier order.
        returning: u64,
        /// As many would be usual.
        usual: u64,
    },
    /// Two files of a source have the same bytes.
    SameFile {
        /// The source.
        source: String,
        /// The one.
        first: String,
        /// The other.
        second: String,
        /// Their digest.
        sha256: String,
    },
    /// The newest order is old.
    Stale {
        /// Its time.
        newest: NaiveDateTime,
        /// The day the run is as of.
        as_of: NaiveDate,
        /// Days in between.
        days: u64,
    },
    /// A month has many more or many fewer orders than usual.
    Volume {
        /// The month's first day.
        month: NaiveDate,
        /// Its orders.
        orders: u64,
        /// Orders of the usual month.
        usual: u64,
    },
    /// Months that were complete have more orders than in the earlier run.
    Late {
        /// How many more.
        orders: u64,
        /// The months, oldest first.
        months: Vec<MonthChange>,
    },
    /// Months that were complete have fewer orders than in the earlier run.
    Lost {
        /// How many fewer.
        orders: u64,
        /// The months, oldest first.
        months: Vec<MonthChange>,
    },
}

/// How many orders a month had, and has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthChange {
    /// The month's first day.
    pub month: NaiveDate,
    /// In the earlier run.
    pub before: u64,
    /// Now.
    pub after: u64,
}

impl Evidence {
    /// The check that finds it.
    #[must_use]
    pub fn check(&self) -> Check {
        match self {
            Self::ColumnGone { .. } | Self::TypeChanged { .. } => Check::Columns,
            Self::SourceNulls { .. } | Self::OrderNulls { .. } => Check::Nulls,
            Self::UnitOfMonth { .. } | Self::UnitOfHistory { .. } => Check::Units,
            Self::TimesMoved { .. } | Self::HoursMoved { .. } => Check::Times,
            Self::OrderIds { .. } | Self::CustomerIds { .. } | Self::IdForm { .. } | Self::NoneReturning { .. } => {
                Check::Ids
            }
            Self::SameFile { .. } => Check::Duplicates,
            Self::Stale { .. } => Check::Freshness,
            Self::Volume { .. } => Check::Volume,
            Self::Late { .. } => Check::Late,
            Self::Lost { .. } => Check::Lost,
        }
    }
}
