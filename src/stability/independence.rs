//! How many windows share no moment.

use crate::window::Window;

/// The most of these windows that share no moment with one another.
///
/// Origins a month apart whose windows are twelve months long see mostly the same orders: a dozen of them are about
/// one observation. Those that do not overlap are what a share of origins really rests on. Expanding windows share
/// their start, so they count as one.
///
/// Taking windows by their end, each that starts no earlier than the last one taken ends, is optimal: of any choice,
/// the first window can be exchanged for the one that ends first (Kleinberg J., Tardos É. (2005), "Algorithm design",
/// 4.1). Spans divided by a length would be wrong by one where months differ in days, and blind to gaps.
#[must_use]
pub fn independent(windows: impl IntoIterator<Item = Window>) -> u32 {
    let mut by_end: Vec<Window> = windows.into_iter().collect();
    by_end.sort_unstable_by_key(|window| (window.end, window.start));
    let mut taken: Option<Window> = None;
    let mut count = 0;
    for window in by_end {
        if taken.is_none_or(|last| window.start >= last.end) {
            taken = Some(window);
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use chrono::{Months, NaiveDate};

    use super::*;

    fn months(start: u32, end: u32) -> Window {
        let at = |months| (NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Months::new(months)).into();
        Window { start: at(start), end: at(end) }
    }

    #[test]
    fn rolling_windows_count_once_a_length() {
        let rolling = |count: u32| independent((0..count).map(|first| months(first, first + 12)));
        assert_eq!([0, 1, 12, 13, 24, 25].map(rolling), [0, 1, 1, 2, 2, 3]);
    }

    #[test]
    fn tumbling_windows_all_count_whatever_their_days() {
        assert_eq!(independent((0..14).map(|first| months(first, first + 1))), 14);
    }

    #[test]
    fn expanding_windows_are_one() {
        assert_eq!(independent((1..40).map(|end| months(0, end))), 1);
    }

    #[test]
    fn gaps_and_order_do_not_matter() {
        assert_eq!(independent([months(30, 42), months(0, 12), months(5, 17), months(29, 41), months(17, 29)]), 3);
    }
}
