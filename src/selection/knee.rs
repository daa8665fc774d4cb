//! The knee of a falling curve: where it stops falling fast.
//!
//! Values at evenly spaced places are taken to [0, 1], places too, and the curve is turned into one that rises:
//! `d_i = (max y − y_i) / (max y − min y) − i / (n − 1)` is how far it is above the straight line from its first to its last
//! value. A knee is the first local maximum of d from which d falls by more than a step, 1 / (n − 1), before a local
//! minimum (sensitivity S = 1). So a curve may have none: a straight line, or one whose bend is too slight for its few
//! values.
//!
//! Degenerate cases: fewer than 3 values, or all the same, have no knee. The last value is never one; the first is where a
//! curve bends the other way from there on.
//!
//! Satopää V., Albrecht J., Irwin D., Raghavan B. (2011), "Finding a 'kneedle' in a haystack: detecting knee points in
//! system behavior", ICDCS Workshops, 166-171; local extremes and minima as in the package kneed, version 0.9.

use crate::numeric::real;

/// How far above its chord each value of a falling curve is, in [-1, 1]; `None` where the values do not differ.
#[must_use]
pub fn height_above_chord(values: &[f64]) -> Option<Vec<f64>> {
    let low = values.iter().copied().reduce(f64::min)?;
    let high = values.iter().copied().reduce(f64::max)?;
    let (spread, steps) = (high - low, real(values.len() as u64 - 1));
    if spread <= 0.0 || !spread.is_finite() {
        return None;
    }
    let places = (0_u64..).map(|place| real(place) / steps);
    // 1 − (y − min) / (max − min) rounds as the package does.
    Some(values.iter().zip(places).map(|(value, place)| (1.0 - (value - low) / spread) - place).collect())
}

/// The place of the knee of a falling curve, from 0; `None` where it has none.
#[must_use]
pub fn knee(values: &[f64]) -> Option<usize> {
    if values.len() < 3 {
        return None;
    }
    let heights = height_above_chord(values)?;
    let step = 1.0 / real(values.len() as u64 - 1);
    let mut before = None;
    // The local maximum that may turn out to be a knee, and what the curve must fall below for that.
    let mut summit: Option<(usize, f64)> = None;
    for (place, (&here, &next)) in heights.iter().zip(heights.iter().skip(1)).enumerate() {
        // At the ends there is one neighbour; a plateau is both a maximum and a minimum.
        if before.is_none_or(|before| here >= before) && here >= next {
            summit = Some((place, here - step));
        }
        if before.is_none_or(|before| here <= before) && here <= next {
            summit = None;
        }
        if let Some((knee, threshold)) = summit
            && next < threshold
        {
            return Some(knee);
        }
        before = Some(here);
    }
    None
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Golden {
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        name: String,
        values: Vec<f64>,
        knee: Option<usize>,
    }

    /// Made by `tests/python/make_knee_golden.py`.
    #[test]
    fn knees_are_those_of_kneed() {
        let golden: Golden = serde_json::from_str(include_str!("../../tests/golden/knee.json")).unwrap();
        let none = golden.cases.iter().filter(|case| case.knee.is_none()).count();
        assert!(golden.cases.len() >= 100 && (10..50).contains(&none), "{none}");
        for case in golden.cases {
            assert_eq!(knee(&case.values), case.knee, "{}: {:?}", case.name, case.values);
        }
    }

    #[test]
    fn a_bend_is_found_whatever_the_units() {
        let values = [100.0, 40.0, 30.0, 25.0, 21.0, 18.0];
        assert_eq!(knee(&values), Some(1));
        assert_eq!(knee(&values.map(|value| 3.0 * value + 7.0)), Some(1));
    }

    #[test]
    fn what_has_no_bend_has_no_knee() {
        assert_eq!(knee(&[5.0, 4.0, 3.0, 2.0, 1.0]), None);
        assert_eq!(knee(&[2.0; 6]), None);
        assert_eq!(knee(&[3.0, 1.0]), None);
        assert_eq!(knee(&[]), None);
        assert_eq!(knee(&[f64::INFINITY, 2.0, 1.0]), None);
    }
}
