//! What a run has seen of its data: what the next run is compared with. It is `profile.json` in the run's folder.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// The version of `profile.json`.
pub const PROFILE_VERSION: u32 = 1;

/// `profile.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProfileRecord {
    /// [`PROFILE_VERSION`] of the program that wrote it.
    pub schema_version: u32,
    /// Of the run's own data.
    pub profile: DataProfile,
    /// That of the run that they were compared with; null where there was none.
    pub compared_with: Option<EarlierProfile>,
}

/// The profile of an earlier run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EarlierProfile {
    /// The run.
    pub run_id: String,
    /// What it has seen.
    pub profile: DataProfile,
}

/// What a run has seen of its data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataProfile {
    /// The day the run is as of.
    pub as_of: NaiveDate,
    /// The sources, in the pipeline's order.
    pub sources: Vec<SourceProfile>,
    /// The orders.
    pub orders: OrdersProfile,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceProfile {
    /// Its name.
    pub source: String,
    /// Rows handed to the orders' SQL.
    pub rows: u64,
    /// Its columns, in the order of its first file.
    pub columns: Vec<ColumnProfile>,
}

/// A column of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// Its name.
    pub name: String,
    /// Its type in SQL, as in `Utf8`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether the configuration declares its type.
    pub declared: bool,
    /// How many of the rows have nothing in it.
    pub nulls: u64,
}

/// The orders that keep the contract, before the day that was asked for, if one was.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OrdersProfile {
    /// The newest order's time.
    pub newest: Option<NaiveDateTime>,
    /// The calendar months that have orders, oldest first.
    pub months: Vec<MonthProfile>,
    /// Some of the orders, the same ones in every run that has them.
    pub sample: OrdersSample,
}

/// The orders of a calendar month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MonthProfile {
    /// Its first day.
    pub month: NaiveDate,
    /// How many.
    pub orders: u64,
    /// How many in each hour of the day: 24 numbers.
    pub hours: Vec<u64>,
    /// Whose: distinct customers.
    pub customers: u64,
    /// Those of them with an order in an earlier month.
    pub returning: u64,
    /// How the customers' ids are written: the commonest forms, by falling number of orders.
    pub forms: Vec<IdForm>,
    /// The columns but for ids and time.
    pub columns: Vec<ColumnMonth>,
}

/// A form in which ids are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdForm {
    /// Which kinds of characters there are, and what stands between runs of letters and digits: `0a *-*-*`.
    pub form: String,
    /// An id of that form, shortened.
    pub example: String,
    /// Orders whose customers' ids have it.
    pub orders: u64,
}

/// A column of the orders in a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnMonth {
    /// Its name.
    pub name: String,
    /// Orders with nothing in it.
    pub nulls: u64,
    /// Orders with a number other than 0 in it; 0 for a column of other things.
    pub values: u64,
    /// Median of those numbers without their signs; null where there are none.
    pub median: Option<f64>,
}

/// The orders whose ids have the smallest hashes. Of two runs' samples, those that both runs have at or below the smaller
/// bound are in both: so each order there is either in the other run too, or is missing there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersSample {
    /// Every order whose id has this hash or a smaller one is in it.
    pub bound: u64,
    /// By rising hash.
    pub orders: Vec<SampledOrder>,
}

/// An order of a sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampledOrder {
    /// Its id.
    pub order_id: String,
    /// Its customer's.
    pub customer_id: String,
    /// When, on the pipeline's wall clock.
    pub ordered_at: NaiveDateTime,
}

impl Default for OrdersSample {
    /// Of no orders.
    fn default() -> Self {
        Self { bound: u64::MAX, orders: Vec::new() }
    }
}
