//! How often something is to be done, read from an age curve.
//!
//! An age *holds* when at it, and at every smaller age, the share of the origins whose whole interval is at or above
//! the threshold reaches the service level. The oldest age that holds is the interval, if the history can carry it:
//!
//! - An age is *supported* when [`MIN_INDEPENDENT_ORIGINS`] of the origins compared at it share no moment. Only a
//!   supported age is promised. The failure beyond it need not be supported: taken wrongly for real, it makes the
//!   interval shorter, never longer.
//! - Where older ages hold that are not supported, or none fails, the oldest supported one is a lower bound.
//! - Where no age is supported, there is nothing but a provisional answer.
//! - An age without a sound comparison ends the walk: nothing is known beyond it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AgePoint, Comparison, Quantity, independent};
use crate::window::Window;

/// Origins without a common moment that a promise rests on: the least among which one odd origin is outvoted.
pub const MIN_INDEPENDENT_ORIGINS: u32 = 3;

/// How often something is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cadence {
    /// What is known.
    pub outcome: CadenceOutcome,
    /// The interval, in steps of the windows: the largest age that holds; null when not even one step does. A lower
    /// bound when nothing crosses, provisional when the history is insufficient.
    pub steps: Option<u32>,
    /// The same in months.
    pub months: Option<f64>,
    /// The largest age that was looked at, in months; when nothing crosses, the largest that is supported.
    pub observed_months: f64,
    /// Origins that were looked at: those with a sound comparison.
    pub origins: u32,
    /// How many of them share no moment. 1 with expanding windows.
    pub independent_origins: u32,
}

/// What is known of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CadenceOutcome {
    /// Enough origins hold up to `months`, and not beyond.
    Found,
    /// Too few hold at the very first step: shorter than one step.
    ShorterThanStep,
    /// Nothing crosses within what was observed.
    NotReached,
    /// Too few independent origins to promise anything; `months` is provisional.
    InsufficientHistory,
}

impl Cadence {
    /// Reads the cadence that keeps `quantity` above the threshold of `curve` in a share `service_level` of the fits.
    ///
    /// `curve` is the [`age_curve`](super::age_curve) of `comparisons`, and `windows` are those compared.
    #[must_use]
    pub fn read(
        quantity: Quantity,
        curve: &[AgePoint],
        comparisons: &[Comparison],
        windows: &[Window],
        service_level: f64,
    ) -> Self {
        let points: Vec<&AgePoint> = curve.iter().filter(|point| point.quantity == quantity).collect();
        let consecutive = || (1..).zip(&points).take_while(|(steps, point)| point.steps == *steps);
        let holding = consecutive().take_while(|(_, point)| point.share_above >= service_level).count();
        let crosses = holding < consecutive().count();

        let rows = || comparisons.iter().filter(|row| row.quantity == quantity && row.ari.is_some());
        let origins = |of_age: &dyn Fn(u32) -> bool| -> Vec<Window> {
            let ends: BTreeSet<NaiveDate> =
                rows().filter(|row| of_age(row.age_steps)).map(|row| row.origin_end).collect();
            windows.iter().copied().filter(|window| ends.contains(&window.end_date())).collect()
        };
        let supported = |point: &AgePoint| independent(origins(&|age| age == point.steps)) >= MIN_INDEPENDENT_ORIGINS;

        let held = points.get(..holding).unwrap_or_default();
        let interval = held.last().copied();
        let promised = held.iter().rev().copied().find(|point| supported(point));
        let (outcome, interval) = match (interval, promised) {
            (None, _) if points.first().is_some_and(|point| crosses && supported(point)) => {
                (CadenceOutcome::ShorterThanStep, None)
            }
            (Some(interval), Some(promised)) if crosses && promised.steps == interval.steps => {
                (CadenceOutcome::Found, Some(interval))
            }
            (_, Some(promised)) => (CadenceOutcome::NotReached, Some(promised)),
            (provisional, None) => (CadenceOutcome::InsufficientHistory, provisional),
        };
        let observed = if outcome == CadenceOutcome::NotReached { interval } else { points.last().copied() };
        let all_origins = origins(&|_| true);
        Self {
            outcome,
            steps: interval.map(|point| point.steps),
            months: interval.map(|point| point.age_months),
            observed_months: observed.map_or(0.0, |point| point.age_months),
            origins: u32::try_from(all_origins.len()).unwrap_or(u32::MAX),
            independent_origins: independent(all_origins),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Months;

    use super::*;
    use crate::stability::age_curve;

    const THRESHOLD: f64 = 0.8;

    /// `count` monthly windows of `length` months, and their staleness by origin and age; `None` is unsound.
    fn cadence(count: u32, length: u32, staleness: impl Fn(u32, u32) -> Option<f64>) -> Cadence {
        let day = |months| NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + Months::new(months);
        let windows: Vec<Window> =
            (0..count).map(|start| Window { start: day(start).into(), end: day(start + length).into() }).collect();
        let mut rows = Vec::new();
        for origin in 0..count {
            for window in origin + 1..count {
                let low = staleness(origin, window - origin);
                rows.push(Comparison {
                    origin_end: day(origin + length),
                    window_end: day(window + length),
                    age_months: f64::from(window - origin),
                    age_steps: window - origin,
                    quantity: Quantity::Staleness,
                    ari: low.map(|low| low + 0.01),
                    ari_low: low,
                    ari_high: low.map(|low| low + 0.02),
                    ami: low,
                    customers: 1000,
                    flag: None,
                });
            }
        }
        // What another quantity does must not matter.
        let others: Vec<Comparison> = rows
            .iter()
            .map(|row| Comparison { quantity: Quantity::Migration, ari_low: Some(0.0), ..row.clone() })
            .collect();
        rows.extend(others);
        let curve = age_curve(&rows, THRESHOLD);
        Cadence::read(Quantity::Staleness, &curve, &rows, &windows, 0.8)
    }

    fn found(cadence: &Cadence) -> (CadenceOutcome, Option<u32>) {
        (cadence.outcome, cadence.steps)
    }

    #[test]
    fn the_last_age_before_the_crossing_is_the_interval() {
        let cadence = cadence(60, 12, |_, age| Some(if age <= 6 { 0.8 } else { 0.7 }));
        let expected = Cadence {
            outcome: CadenceOutcome::Found,
            steps: Some(6),
            months: Some(6.0),
            observed_months: 59.0,
            origins: 59,
            independent_origins: 5,
        };
        assert_eq!(cadence, expected);
    }

    #[test]
    fn every_smaller_age_must_hold_too() {
        let seasonal = cadence(60, 12, |_, age| Some(if age == 4 { 0.5 } else { 0.9 }));
        assert_eq!(found(&seasonal), (CadenceOutcome::Found, Some(3)));
    }

    #[test]
    fn the_share_of_origins_decides() {
        // 59 origins at age 1, 58 at age 2, 57 at age 3: a fifth of them is 11.8, 11.6, 11.4.
        let failing = |many| move |origin, age| Some(if age == 3 && origin < many { 0.1 } else { 0.9 });
        assert_eq!(found(&cadence(60, 12, failing(11))).0, CadenceOutcome::NotReached);
        assert_eq!(found(&cadence(60, 12, failing(12))), (CadenceOutcome::Found, Some(2)));
        // 11 of the 55 at age 5 leave exactly the service level, which is enough.
        let fifth = cadence(60, 12, |origin, age| Some(if age == 5 && origin < 11 { 0.1 } else { 0.9 }));
        assert_eq!(fifth.outcome, CadenceOutcome::NotReached);
    }

    #[test]
    fn too_few_at_the_first_step_is_shorter_than_a_step() {
        let cadence = cadence(60, 12, |_, _| Some(0.79));
        assert_eq!(found(&cadence), (CadenceOutcome::ShorterThanStep, None));
    }

    #[test]
    fn without_a_crossing_the_oldest_supported_age_is_a_lower_bound() {
        // Three windows of a year end 24 months apart: ages up to 60 - 1 - 24 have three separate origins.
        let cadence = cadence(60, 12, |_, _| Some(0.95));
        assert_eq!(found(&cadence), (CadenceOutcome::NotReached, Some(35)));
        assert!((cadence.observed_months - 35.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_crossing_beyond_what_is_supported_makes_no_interval() {
        let cadence = cadence(60, 12, |_, age| Some(if age <= 40 { 0.9 } else { 0.1 }));
        assert_eq!(found(&cadence), (CadenceOutcome::NotReached, Some(35)));
    }

    #[test]
    fn two_years_of_yearly_windows_are_not_enough_history() {
        let crossing = cadence(13, 12, |_, age| Some(if age <= 6 { 0.9 } else { 0.1 }));
        assert_eq!(found(&crossing), (CadenceOutcome::InsufficientHistory, Some(6)));
        assert_eq!((crossing.origins, crossing.independent_origins), (12, 1));
        let early = cadence(13, 12, |_, _| Some(0.1));
        assert_eq!(found(&early), (CadenceOutcome::InsufficientHistory, None));
        let nothing = cadence(1, 12, |_, _| None);
        assert_eq!((found(&nothing), nothing.origins), ((CadenceOutcome::InsufficientHistory, None), 0));
    }

    #[test]
    fn unsound_comparisons_neither_hold_nor_fail() {
        // Short windows: many are separate. Age 5 is never sound, so nothing is known beyond 4.
        let gap = cadence(30, 1, |_, age| (age != 5).then_some(0.9));
        assert_eq!(found(&gap), (CadenceOutcome::NotReached, Some(4)));
        let some = cadence(30, 1, |origin, age| (origin % 2 == 0).then_some(if age < 9 { 0.9 } else { 0.1 }));
        assert_eq!(found(&some), (CadenceOutcome::Found, Some(8)));
        assert_eq!(some.origins, 15);
    }
}
