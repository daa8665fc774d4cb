//! `[checks]`: what is asked of the data.

use std::ops::Bound;

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Limits, Reported, Section, Table, Word};
use crate::plan::{ChecksPlan, Consequence};

const NULL_SHARE: Limits<f64> = Limits::new(Bound::Excluded(0.0), Bound::Included(1.0));
const SHARE: Limits<f64> = Limits::from_to(0.0, 1.0);
const FACTOR: Limits<f64> = Limits::new(Bound::Excluded(1.0), Bound::Unbounded);
const GROWTH: Limits<f64> = Limits::at_least(0.0);
const DAYS: Limits<u32> = Limits::from_to(0, 3660);

/// What is asked of the data before a number is believed, beside the newest earlier run (docs/checks.md). What is found
/// ends the run, is a notice of it, or is not looked for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Checks {
    /// A column of a source is gone, or is of another type.
    #[schemars(default = "error")]
    columns: Consequence,
    /// A column is empty where it was not.
    #[schemars(default = "error")]
    nulls: Consequence,
    /// How much the share of a column's empty cells may grow.
    #[schemars(default = "null_share", transform = NULL_SHARE.in_schema())]
    null_share: f64,
    /// A column of numbers is in another unit.
    #[schemars(default = "error")]
    units: Consequence,
    /// The factor between the median of a column's numbers (zeros and signs apart) and what it was, from which on they are
    /// in another unit.
    #[schemars(default = "units_factor", transform = FACTOR.in_schema())]
    units_factor: f64,
    /// The times of orders have moved, as by another time zone.
    #[schemars(default = "error")]
    times: Consequence,
    /// The share of the same orders that may have another time.
    #[schemars(default = "times_share", transform = SHARE.in_schema())]
    times_share: f64,
    /// Ids are written in another way, so that orders or customers no longer match.
    #[schemars(default = "error")]
    ids: Consequence,
    /// The share of the orders that must still have their ids, and their customers' ids.
    #[schemars(default = "ids_share", transform = SHARE.in_schema())]
    ids_share: f64,
    /// A source has the same file twice.
    #[schemars(default = "error")]
    duplicates: Consequence,
    /// The last days before the day that the run is as of have no orders.
    #[schemars(default = "warning")]
    freshness: Consequence,
    /// How many days may have none.
    #[schemars(default = "freshness_days", transform = DAYS.in_schema())]
    freshness_days: u32,
    /// A month has many more or many fewer orders than usual.
    #[schemars(default = "warning")]
    volume: Consequence,
    /// The factor between the two, either way, from which on it is told; months that always differ more have to differ more
    /// still.
    #[schemars(default = "volume_factor", transform = FACTOR.in_schema())]
    volume_factor: f64,
    /// Orders came in for months that were complete.
    #[schemars(default = "warning")]
    late: Consequence,
    /// How many may, as a share of the month's orders.
    #[schemars(default = "late_share", transform = GROWTH.in_schema())]
    late_share: f64,
    /// Orders of months that were complete are gone.
    #[schemars(default = "warning")]
    lost: Consequence,
    /// How many may, as a share of the month's orders.
    #[schemars(default = "lost_share", transform = SHARE.in_schema())]
    lost_share: f64,
}

fn error() -> Consequence {
    Consequence::Error
}

fn warning() -> Consequence {
    Consequence::Warning
}

fn null_share() -> f64 {
    0.5
}

fn units_factor() -> f64 {
    10.0
}

fn times_share() -> f64 {
    0.1
}

fn ids_share() -> f64 {
    0.8
}

fn freshness_days() -> u32 {
    7
}

fn volume_factor() -> f64 {
    2.0
}

fn late_share() -> f64 {
    0.01
}

fn lost_share() -> f64 {
    0.01
}

impl Default for Checks {
    fn default() -> Self {
        Self {
            columns: error(),
            nulls: error(),
            null_share: null_share(),
            units: error(),
            units_factor: units_factor(),
            times: error(),
            times_share: times_share(),
            ids: error(),
            ids_share: ids_share(),
            duplicates: error(),
            freshness: warning(),
            freshness_days: freshness_days(),
            volume: warning(),
            volume_factor: volume_factor(),
            late: warning(),
            late_share: late_share(),
            lost: warning(),
            lost_share: lost_share(),
        }
    }
}

impl Section for Checks {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let columns = table.key("columns").or(error());
        let nulls = table.key("nulls").or(error());
        let null_share = table.key("null_share").within(NULL_SHARE).or(null_share());
        let units = table.key("units").or(error());
        let units_factor = table.key("units_factor").within(FACTOR).or(units_factor());
        let times = table.key("times").or(error());
        let times_share = table.key("times_share").within(SHARE).or(times_share());
        let ids = table.key("ids").or(error());
        let ids_share = table.key("ids_share").within(SHARE).or(ids_share());
        let duplicates = table.key("duplicates").or(error());
        let freshness = table.key("freshness").or(warning());
        let freshness_days = table.key("freshness_days").within(DAYS).or(freshness_days());
        let volume = table.key("volume").or(warning());
        let volume_factor = table.key("volume_factor").within(FACTOR).or(volume_factor());
        let late = table.key("late").or(warning());
        let late_share = table.key("late_share").within(GROWTH).or(late_share());
        let lost = table.key("lost").or(warning());
        let lost_share = table.key("lost_share").within(SHARE).or(lost_share());
        Ok(Self {
            columns: columns?,
            nulls: nulls?,
            null_share: null_share?,
            units: units?,
            units_factor: units_factor?,
            times: times?,
            times_share: times_share?,
            ids: ids?,
            ids_share: ids_share?,
            duplicates: duplicates?,
            freshness: freshness?,
            freshness_days: freshness_days?,
            volume: volume?,
            volume_factor: volume_factor?,
            late: late?,
            late_share: late_share?,
            lost: lost?,
            lost_share: lost_share?,
        })
    }
}

impl Checks {
    pub fn into_plan(self) -> ChecksPlan {
        ChecksPlan {
            columns: self.columns,
            nulls: self.nulls,
            null_share: self.null_share,
            units: self.units,
            units_factor: self.units_factor,
            times: self.times,
            times_share: self.times_share,
            ids: self.ids,
            ids_share: self.ids_share,
            duplicates: self.duplicates,
            freshness: self.freshness,
            freshness_days: self.freshness_days,
            volume: self.volume,
            volume_factor: self.volume_factor,
            late: self.late,
            late_share: self.late_share,
            lost: self.lost,
            lost_share: self.lost_share,
        }
    }
}

impl Word for Consequence {
    const ALL: &'static [Self] = &[Self::Error, Self::Warning, Self::Off];

    fn word(self) -> &'static str {
        self.name()
    }
}
