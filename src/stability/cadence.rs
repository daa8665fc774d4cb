//! How often something is to be done, read from the survival of models by age.
//!
//! An age is *promised* when the lower bound of survival at it, and at every smaller age, reaches the service level. The
//! oldest promised age is the interval. Where none is, it is said why:
//!
//! - nothing has ended yet: there is no interval to read, and the age up to which the history reaches is no promise;
//! - fewer than [`MIN_INDEPENDENT_ORIGINS`] origins share no moment, or too few to vouch for the service level: what they
//!   show is provisional;
//! - fewer than the service level hold at the very first step.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AgeSurvival, Quantity};
use crate::calendar::Period;
use crate::survival::assured_lifetime;

/// Origins without a common moment that anything is said from: the least among which one odd origin is outvoted.
pub const MIN_INDEPENDENT_ORIGINS: u32 = 3;

/// How often something is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cadence {
    /// What is known.
    pub outcome: CadenceOutcome,
    /// The interval, in steps of the windows: the oldest promised age; null when there is none. Provisional when the
    /// history is insufficient: the oldest age at which the estimate, not its bound, reaches the service level.
    pub steps: Option<u32>,
    /// The same in months.
    pub months: Option<f64>,
    /// The oldest age that was looked at, in months.
    pub observed_months: f64,
    /// Origins that were looked at.
    pub origins: u32,
    /// How many of them share no moment. 1 with expanding windows.
    pub independent_origins: u32,
    /// Lives that were seen to end.
    pub events: u32,
    /// A lower bound of the mean lifetime in months, at the run's confidence, where nothing has ended; null otherwise.
    pub assured_months: Option<f64>,
    /// The day by which it is to be done, or where there is no interval, looked at again.
    pub review_on: Option<NaiveDate>,
}

/// What is known of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CadenceOutcome {
    /// Enough models hold up to `months`, with the run's confidence.
    Found,
    /// Too few hold at the very first step: shorter than one step.
    ShorterThanStep,
    /// Nothing has ended within what was observed.
    NotReached,
    /// Too few independent origins to promise anything; `months` is provisional.
    InsufficientHistory,
    /// The age of this segmentation means nothing (see the verdict).
    Unmonitorable,
}

/// What a cadence is read against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CadenceTerms {
    /// The share that must still hold, in (0, 1].
    pub service_level: f64,
    /// The level of the bounds.
    pub confidence: f64,
    /// From one window's end to the next.
    pub step: Period,
    /// The end of the newest window.
    pub newest_end: NaiveDate,
    /// Since when what is in service has been: the reference window's end for a model, the newest window's for labels.
    pub in_service_since: NaiveDate,
}

impl Cadence {
    /// Reads the cadence of `quantity` from its survival, which may stand among that of others.
    #[must_use]
    pub fn read(quantity: Quantity, survival: &[AgeSurvival], terms: &CadenceTerms) -> Self {
        let points: Vec<&AgeSurvival> = survival.iter().filter(|point| point.quantity == quantity).collect();
        let reaches = |value: fn(&AgeSurvival) -> f64| {
            let reached = points.iter().take_while(|point| value(point) >= terms.service_level);
            reached.last().copied()
        };
        let promised = reaches(|point| point.low);
        let estimated = reaches(|point| point.survival);
        let events = points.iter().map(|point| point.events).max().unwrap_or(0);
        let (origins, independent) = points.first().map_or((0, 0), |point| (point.origins, point.independent_origins));
        let (outcome, interval) = if independent < MIN_INDEPENDENT_ORIGINS {
            (CadenceOutcome::InsufficientHistory, estimated)
        } else if events == 0 {
            (CadenceOutcome::NotReached, promised)
        } else if promised.is_some() {
            (CadenceOutcome::Found, promised)
        } else if estimated.is_none() {
            (CadenceOutcome::ShorterThanStep, None)
        } else {
            (CadenceOutcome::InsufficientHistory, estimated)
        };
        let observed = points.last().copied();
        let exposure = observed.map_or(0.0, |point| point.age_months);
        Self {
            outcome,
            steps: interval.map(|point| point.steps),
            months: interval.map(|point| point.age_months),
            observed_months: exposure,
            origins,
            independent_origins: independent,
            events,
            assured_months: (events == 0 && exposure > 0.0).then(|| assured_lifetime(exposure, terms.confidence)),
            // Where not even a step holds, the next step is the time to look.
            review_on: terms.review_on(interval.or(observed).filter(|_| outcome != CadenceOutcome::ShorterThanStep)),
        }
    }
}

impl Cadence {
    /// The same without an interval, of a segmentation whose age means nothing.
    #[must_use]
    pub fn unmonitorable(self) -> Self {
        Self { outcome: CadenceOutcome::Unmonitorable, steps: None, months: None, assured_months: None, ..self }
    }
}

impl CadenceTerms {
    /// When what is in service reaches `age`, but not before the next step from the newest window.
    fn review_on(&self, age: Option<&AgeSurvival>) -> Option<NaiveDate> {
        let after = |day: NaiveDate, steps: u32| {
            let moment = self.step.offset(day.into(), i64::from(steps))?;
            Some(moment.date())
        };
        let next = after(self.newest_end, 1)?;
        let reached = after(self.in_service_since, age.map_or(1, |point| point.steps))?;
        Some(reached.max(next))
    }
}

#[cfg(test)]
mod tests {
    use chrono::Months;

    use super::*;
    use crate::calendar::Unit;

    fn day(months: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + Months::new(months)
    }

    fn terms() -> CadenceTerms {
        CadenceTerms {
            service_level: 0.8,
            confidence: 0.95,
            step: Period::new(1, Unit::Months).unwrap(),
            newest_end: day(60),
            in_service_since: day(50),
        }
    }

    /// (survival, lower bound) from age 1 on.
    fn read(points: &[(f64, f64)], independent: u32, events: u32) -> Cadence {
        let survival: Vec<AgeSurvival> = (1..)
            .zip(points)
            .map(|(steps, &(survival, low))| AgeSurvival {
                quantity: Quantity::Staleness,
                steps,
                age_months: f64::from(steps),
                origins: 40,
                independent_origins: independent,
                events,
                effective: f64::from(independent),
                survival,
                low,
                high: 1.0,
            })
            .collect();
        Cadence::read(Quantity::Staleness, &survival, &terms())
    }

    fn found(cadence: &Cadence) -> (CadenceOutcome, Option<u32>) {
        (cadence.outcome, cadence.steps)
    }

    #[test]
    fn the_oldest_age_whose_bound_serves_is_the_interval() {
        let cadence = read(&[(1.0, 0.9), (0.97, 0.8), (0.95, 0.79), (0.9, 0.7)], 20, 2);
        assert_eq!(found(&cadence), (CadenceOutcome::Found, Some(2)));
        assert_eq!((cadence.observed_months, cadence.assured_months), (4.0, None));
        // In service for 10 months: due with the next window.
        assert_eq!(cadence.review_on, Some(day(61)));
    }

    #[test]
    fn without_an_end_there_is_a_lifetime_to_be_sure_of_and_no_interval_to_read() {
        let cadence = read(&[(1.0, 0.86); 24], 20, 0);
        assert_eq!(found(&cadence), (CadenceOutcome::NotReached, Some(24)));
        let assured = cadence.assured_months.unwrap();
        assert!((assured - 24.0 / 2.995_732_273_553_991).abs() < 1e-9, "{assured}");
        // In service since month 50: 24 months old in month 74.
        assert_eq!(cadence.review_on, Some(day(74)));
        // Six lives without an end cannot vouch for four in five.
        assert_eq!(found(&read(&[(1.0, 0.6); 24], 6, 0)), (CadenceOutcome::NotReached, None));
    }

    #[test]
    fn too_few_independent_origins_are_provisional() {
        let few = read(&[(1.0, 0.4), (0.9, 0.3), (0.7, 0.2)], 2, 1);
        assert_eq!(found(&few), (CadenceOutcome::InsufficientHistory, Some(2)));
        let unsure = read(&[(0.95, 0.7), (0.7, 0.4)], 9, 2);
        assert_eq!(found(&unsure), (CadenceOutcome::InsufficientHistory, Some(1)));
        let nothing = Cadence::read(Quantity::Staleness, &[], &terms());
        assert_eq!((found(&nothing), nothing.origins), ((CadenceOutcome::InsufficientHistory, None), 0));
    }

    #[test]
    fn too_few_that_hold_at_the_first_step_is_shorter_than_a_step() {
        assert_eq!(found(&read(&[(0.7, 0.5), (0.6, 0.4)], 9, 4)), (CadenceOutcome::ShorterThanStep, None));
    }

    #[test]
    fn every_smaller_age_must_serve_too() {
        assert_eq!(read(&[(0.9, 0.85), (0.9, 0.7), (0.9, 0.85)], 20, 2).steps, Some(1));
    }

    #[test]
    fn other_quantities_do_not_matter() {
        let cadence = Cadence::read(Quantity::Migration, &[], &terms());
        assert_eq!((cadence.events, cadence.review_on), (0, Some(day(61))));
    }
}
