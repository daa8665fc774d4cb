//! How time is cut into windows, in wall-clock time. Knows orders only as a sorted list of times.

mod coverage;
mod schedule;

use chrono::{NaiveDate, NaiveDateTime};

pub use coverage::Shortfall;
pub use schedule::{LeftOut, Schedule, ScheduleError, schedule};

/// A window `[start, end)` in wall-clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// First moment, inclusive.
    pub start: NaiveDateTime,
    /// Last moment, exclusive.
    pub end: NaiveDateTime,
}

impl Window {
    /// The date that identifies the window in every table: that of its end.
    #[must_use]
    pub fn end_date(self) -> NaiveDate {
        self.end.date()
    }

    /// The range of `times`, sorted ascending, that lies in the window.
    #[must_use]
    pub fn range(self, times: &[NaiveDateTime]) -> std::ops::Range<usize> {
        let first = times.partition_point(|&time| time < self.start);
        let last = times.partition_point(|&time| time < self.end);
        first..last.max(first)
    }
}
