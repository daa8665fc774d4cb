//! A conclusion of each kind.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::Terms;
use crate::calendar::{Period, Unit};
use crate::record::{Cause, Explanation, PolicyChoice, SegmentShift, YearBefore};
use crate::stability::{
    AgeSurvival, Cadence, CadenceOutcome, Policy, PolicyKind, Quantity, Sensitivity, Signal, Verdict, VerdictKind,
};

pub(super) fn day(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap()
}

pub(super) fn terms(survival: &[AgeSurvival]) -> Terms<'_> {
    Terms {
        reference_end: day(2018, 1),
        threshold: 0.8,
        confidence: 0.95,
        service_level: 0.8,
        step: Period::new(1, Unit::Months).unwrap(),
        survival,
    }
}

pub(super) fn of_verdict(kind: VerdictKind, low: f64, high: f64) -> Verdict {
    Verdict {
        kind,
        unmonitorable: None,
        rival: None,
        window_end: Some(day(2018, 9)),
        age_months: Some(8.0),
        ari: Some(f64::midpoint(low, high)),
        ari_low: Some(low),
        ari_high: Some(high),
        noise_floor: None,
        signal: None,
        standing: None,
        below_since: (kind == VerdictKind::Retrain).then(|| day(2018, 6)),
        drift_since: None,
    }
}

/// The same beside a noise floor.
pub(super) fn beside_floor(verdict: &Verdict, floor: f64) -> Verdict {
    let signal = verdict.ari_low.zip(verdict.ari_high).map(|(low, high)| Signal::of(low, high, floor));
    let drift_since = (signal == Some(Signal::Drift)).then(|| day(2018, 5));
    Verdict { noise_floor: Some(floor), signal, drift_since, ..verdict.clone() }
}

pub(super) fn survival(quantity: Quantity, steps: u32, survival: f64, low: f64) -> AgeSurvival {
    AgeSurvival {
        quantity,
        steps,
        age_months: f64::from(steps),
        origins: 12,
        independent_origins: 4,
        events: 3,
        effective: 4.0,
        survival,
        low,
        high: 1.0,
    }
}

pub(super) fn of_cadence(outcome: CadenceOutcome, steps: Option<u32>, origins: u32, independent: u32) -> Cadence {
    Cadence {
        outcome,
        steps,
        months: steps.map(f64::from),
        observed_months: 11.0,
        origins,
        independent_origins: independent,
        events: 0,
        assured_months: (outcome == CadenceOutcome::NotReached).then_some(3.672),
        review_on: Some(day(2018, 12)),
    }
}

pub(super) fn cause(feature: &str, recovered: f64, segment: Option<(&str, f64, f64)>) -> Cause {
    Cause {
        feature: feature.to_owned(),
        label: BTreeMap::from([("fr".to_owned(), "Score d’avis (1 à 5)".to_owned())]),
        recovered,
        mean_before: 1_250.25,
        mean_after: 1_300.75,
        mean_shift_sd: Some(0.2),
        psi: 0.1,
        segment: segment.map(|(name, mean_before, mean_after)| SegmentShift {
            segment: 0,
            name: BTreeMap::from([("en".to_owned(), name.to_owned())]),
            mean_before,
            mean_after,
        }),
    }
}

pub(super) fn of_explanation(lost: f64, causes: Vec<Cause>, year_before: Option<Signal>) -> Explanation {
    let year_before = year_before.map(|signal| YearBefore { window_end: day(2017, 9), ari: 0.9, signal: Some(signal) });
    Explanation { window_end: day(2018, 9), lost, causes, year_before }
}

pub(super) fn of_policy(policy: PolicyKind, interval_steps: Option<u32>, annual_cost: Option<f64>) -> Policy {
    Policy {
        policy,
        interval_steps,
        interval_months: interval_steps.map(f64::from),
        retrains_per_year: interval_steps.map_or(0.4, |steps| 12.0 / f64::from(steps)),
        mean_ari: 0.9,
        worst_ari: 0.7,
        share_below: 0.1,
        relabelled_share: None,
        annual_cost,
        meets_service_level: true,
    }
}

/// The recommendation every three months, and those at other costs of a stale month.
pub(super) fn of_choice(others: &[(f64, Policy)]) -> PolicyChoice {
    let sensitivity = others.iter().map(|&(factor, policy)| Sensitivity {
        factor,
        stale_month_cost: factor * 500.0,
        recommended: Some(policy),
    });
    PolicyChoice {
        recommended: Some(of_policy(PolicyKind::Interval, Some(3), (!others.is_empty()).then_some(12_000.0))),
        unmonitorable: false,
        sensitivity: sensitivity.collect(),
        currency: "BRL".to_owned(),
    }
}
