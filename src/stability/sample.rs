//! Comparisons for tests: monthly windows from January 2020 on.

use chrono::{Months, NaiveDate};

use super::{Comparison, Quantity, Signal};

/// The end of a window so many months after the first.
pub fn end(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Months::new(month)
}

/// An origin against a later window; the middle of `interval` is its agreement.
pub fn compared(origin: u32, window: u32, interval: Option<(f64, f64)>, floor: Option<f64>) -> Comparison {
    Comparison {
        origin_end: end(origin),
        window_end: end(window),
        age_months: f64::from(window - origin),
        age_steps: window - origin,
        quantity: Quantity::Staleness,
        ari: interval.map(|(low, high)| f64::midpoint(low, high)),
        ari_low: interval.map(|(low, _)| low),
        ari_high: interval.map(|(_, high)| high),
        noise_floor: floor,
        signal: interval.zip(floor).map(|((low, high), floor)| Signal::of(low, high, floor)),
        standing: None,
        relabelled_share: None,
        rival_ari: None,
        ami: None,
        customers: 1000,
        flag: None,
    }
}

/// Every origin against every later window; staleness by both, floor 0.9, the interval 0.01 to either side.
pub fn history(count: u32, staleness: impl Fn(u32, u32) -> f64) -> Vec<Comparison> {
    let pairs = (0..count).flat_map(|origin| (origin + 1..count).map(move |window| (origin, window)));
    let row = |(origin, window)| {
        let ari = staleness(origin, window);
        let row = compared(origin, window, Some((ari - 0.01, ari + 0.01)), Some(0.9));
        Comparison { ari: Some(ari), ..row }
    };
    pairs.map(row).collect()
}
