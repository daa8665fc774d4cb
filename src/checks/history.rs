//! Which months are new, which ones they are held against, and which ones two runs have both seen whole.

use chrono::{Months, NaiveDate, NaiveDateTime};

use crate::numeric::quantile;
use crate::record::{DataProfile, MonthProfile};

/// So many months before the new ones are what is usual: a year has all seasons.
const USUAL: usize = 12;
/// Fewer of them make no usual month.
const FEWEST: usize = 3;

/// The months of a run.
pub(super) struct History<'a> {
    /// Those that the earlier run has not seen whole; without one, the newest whole month and what is after it.
    pub new: &'a [MonthProfile],
    /// Up to a year of those before, oldest first; none when there are too few.
    pub usual: &'a [MonthProfile],
}

/// The months of `now`, those new to a run of the data of `earlier`.
pub(super) fn history<'a>(now: &'a DataProfile, earlier: Option<&DataProfile>) -> History<'a> {
    let months = now.orders.months.as_slice();
    let whole = |as_of: NaiveDate| months.partition_point(|month| end(month.month) <= as_of);
    let known = earlier.map_or_else(|| whole(now.as_of).saturating_sub(1), |earlier| whole(earlier.as_of));
    let (before, new) = months.split_at(known.min(months.len()));
    let usual = before.get(before.len().saturating_sub(USUAL)..).unwrap_or_default();
    History { new, usual: if usual.len() < FEWEST { &[] } else { usual } }
}

/// The time that two runs have both seen whole: from the first month that both have all of, to the earlier of their days.
/// Where one history begins later than the other, the month it begins with may be a part of one.
pub(super) fn shared(now: &DataProfile, earlier: &DataProfile) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let first = |profile: &DataProfile| profile.orders.months.first().map(|month| month.month);
    let (own, other) = (first(now)?, first(earlier)?);
    let from = if own == other { own } else { end(own.max(other)) };
    Some((from.into(), now.as_of.min(earlier.as_of).into()))
}

/// The first day after the month that begins with `month`.
pub(super) fn end(month: NaiveDate) -> NaiveDate {
    month.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX)
}

/// The median; `None` of fewer values than make a usual month.
pub(super) fn usual(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values = values.collect::<Vec<_>>();
    if values.len() < FEWEST { None } else { median(values) }
}

/// The median; `None` of no values.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    quantile(&values, 0.5)
}
