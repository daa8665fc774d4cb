//! Is it the season? What a fall below the noise floor is called, once the same time of other years is looked at.
//!
//! Customers of December differ from those of August every year, and a model fitted on one does not fit the other: a real
//! difference, more than chance does, and no drift. A drift is what does not come back with the season. So of an origin o
//! and a window w whose staleness is below the floor:
//!
//! 1. If o has been looked at in its own season of a later year, up to w, and the newest of these looks is below the
//!    floor as well: **drift**. Its season came back, and the agreement did not.
//! 2. Else the first window of the season of w, at or after o, is asked (the *twin*): if its model does not fit w either,
//!    with years between them and no season: **drift**. If it does: **season**.
//! 3. Without such a window, or where the answer lies across the floor: **undecidable**. In the first year after o,
//!    nothing tells a season from a drift, but what people know of their customers: seasons can be ruled out in the
//!    configuration.
//!
//! "The same season" is the same day some whole years apart, to within half a step. It is the seasonal difference of time
//! series analysis (Box G., Jenkins G. (1970), "Time series analysis", chapter 9), taken of models in place of values.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use super::{Comparison, Quantity, Signal};
use crate::calendar::Period;

/// Days in a month, in the mean.
const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// Sets the signal of every staleness that is below the noise floor to drift, season or undecidable, by the staleness of
/// the others; `step` is from one window's end to the next.
pub fn tell_seasons(comparisons: &mut [Comparison], step: Period) {
    let known: BTreeMap<(NaiveDate, NaiveDate), Signal> = comparisons
        .iter()
        .filter(|row| row.quantity == Quantity::Staleness)
        .filter_map(|row| Some(((row.origin_end, row.window_end), beside_floor(row)?)))
        .collect();
    let calendar = Calendar::of(comparisons, step);
    for row in comparisons.iter_mut().filter(|row| row.quantity == Quantity::Staleness) {
        if beside_floor(row) == Some(Signal::Drift) {
            row.signal = Some(signal(row.origin_end, row.window_end, &known, &calendar));
        }
    }
}

/// The twins that [`tell_seasons`] would ask for the staleness of `comparisons` that is below the floor: their models are
/// to be compared as well.
#[must_use]
pub fn twins(comparisons: &[Comparison], step: Period) -> Vec<NaiveDate> {
    let calendar = Calendar::of(comparisons, step);
    let breached = comparisons.iter().filter(|row| beside_floor(row) == Some(Signal::Drift));
    let mut twins: Vec<NaiveDate> = breached.filter_map(|row| calendar.twin(row.origin_end, row.window_end)).collect();
    twins.sort_unstable();
    twins.dedup();
    twins
}

/// The signal before seasons are told.
fn beside_floor(row: &Comparison) -> Option<Signal> {
    row.clone().with_signal().signal
}

fn signal(
    origin: NaiveDate,
    window: NaiveDate,
    known: &BTreeMap<(NaiveDate, NaiveDate), Signal>,
    calendar: &Calendar,
) -> Signal {
    let own_season = calendar.years_after(origin, window).and_then(|later| known.get(&(origin, later)));
    if own_season == Some(&Signal::Drift) {
        return Signal::Drift;
    }
    let twin = calendar.twin(origin, window);
    match twin.and_then(|twin| known.get(&(twin, window))) {
        Some(Signal::Drift) => Signal::Drift,
        Some(Signal::Noise) => Signal::Season,
        _ => Signal::Undecidable,
    }
}

/// The ends of all windows, and how near two days must be to be of one season.
struct Calendar {
    ends: Vec<NaiveDate>,
    tolerance: i64,
}

impl Calendar {
    #[expect(clippy::cast_possible_truncation, reason = "half a step in days")]
    fn of(comparisons: &[Comparison], step: Period) -> Self {
        let mut ends: Vec<_> = comparisons.iter().flat_map(|row| [row.origin_end, row.window_end]).collect();
        ends.sort_unstable();
        ends.dedup();
        Self { ends, tolerance: (step.months() * DAYS_PER_MONTH / 2.0) as i64 }
    }

    /// The newest window of the season of `origin`, whole years after it and not after `window`.
    fn years_after(&self, origin: NaiveDate, window: NaiveDate) -> Option<NaiveDate> {
        let later = |months| self.near(origin.checked_add_months(months)?);
        self.years().filter_map(later).filter(|end| origin < *end && *end <= window).last()
    }

    /// The first window of the season of `window`, whole years before it and not before `origin`.
    fn twin(&self, origin: NaiveDate, window: NaiveDate) -> Option<NaiveDate> {
        let earlier = |months| self.near(window.checked_sub_months(months)?);
        self.years().filter_map(earlier).filter(|end| origin <= *end && *end < window).last()
    }

    /// One year, two years … as many as the windows span.
    fn years(&self) -> impl Iterator<Item = Months> {
        let span = self.ends.first().zip(self.ends.last()).map_or(0, |(first, last)| last.year() - first.year());
        (1..=u32::try_from(span).unwrap_or(0)).map(|years| Months::new(12 * years))
    }

    /// The window that ends nearest to `day`, if that is within half a step.
    fn near(&self, day: NaiveDate) -> Option<NaiveDate> {
        let distance = |end: &NaiveDate| (*end - day).num_days().abs();
        self.ends.iter().copied().min_by_key(distance).filter(|end| distance(end) <= self.tolerance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Unit;
    use crate::stability::sample::{end, history};

    /// `count` monthly windows; staleness by origin and window, floor 0.9.
    fn signals(count: u32, staleness: impl Fn(u32, u32) -> f64) -> BTreeMap<(u32, u32), Signal> {
        let mut rows = history(count, staleness);
        tell_seasons(&mut rows, Period::new(1, Unit::Months).unwrap());
        let month = |day: NaiveDate| (0..count).find(|month| end(*month) == day).unwrap();
        rows.iter().map(|row| ((month(row.origin_end), month(row.window_end)), row.signal.unwrap())).collect()
    }

    /// A December that differs from the rest of every year.
    fn december(origin: u32, window: u32) -> f64 {
        if (origin % 12 == 11) == (window % 12 == 11) { 0.97 } else { 0.7 }
    }

    #[test]
    fn a_season_is_no_drift_and_before_a_year_is_over_it_is_not_known() {
        let signals = signals(40, december);
        assert!(signals.values().all(|signal| *signal != Signal::Drift), "{signals:?}");
        assert_eq!(signals[&(0, 11)], Signal::Undecidable);
        assert_eq!(signals[&(0, 23)], Signal::Season);
        // A model of December fits no other month of its first year, and next December again.
        assert_eq!(
            (signals[&(11, 12)], signals[&(11, 23)], signals[&(11, 24)]),
            (Signal::Undecidable, Signal::Noise, Signal::Season)
        );
    }

    #[test]
    fn a_drift_is_found_at_once_where_a_year_is_known_and_stays_found() {
        let changed = |origin: u32, window: u32| {
            if (origin < 20) == (window < 20) { december(origin, window) } else { 0.6 }
        };
        let signals = signals(48, changed);
        for window in 20..48 {
            assert_eq!(signals[&(0, window)], Signal::Drift, "{window}");
        }
        // Fitted after it: nothing more.
        assert!((21..48).all(|window| signals[&(20, window)] != Signal::Drift));
    }

    #[test]
    fn a_drift_of_the_first_year_is_found_when_the_season_is_back() {
        let signals = signals(30, |origin, window| if (origin < 3) == (window < 3) { 0.97 } else { 0.6 });
        assert_eq!((signals[&(0, 3)], signals[&(0, 11)]), (Signal::Undecidable, Signal::Undecidable));
        // From the first window of its own season on, and also where the twin came after the drift.
        assert!((12..30).all(|window| signals[&(0, window)] == Signal::Drift));
    }

    #[test]
    fn twins_are_the_first_of_their_season() {
        let calendar = Calendar { ends: (0..40).map(end).collect(), tolerance: 15 };
        assert_eq!(calendar.twin(end(3), end(30)), Some(end(6)));
        assert_eq!(calendar.twin(end(3), end(27)), Some(end(3)));
        assert_eq!(calendar.twin(end(3), end(14)), None);
        assert_eq!(calendar.years_after(end(3), end(38)), Some(end(27)));
        assert_eq!(calendar.years_after(end(3), end(14)), None);
    }
}
