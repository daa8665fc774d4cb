//! The conclusions in English.

mod cadence;
mod verdict;

use super::Terms;
use super::figure::percent;
use crate::calendar::{Period, Unit};

pub(super) use cadence::{rescore, retrain};
pub(super) use verdict::verdict;

/// A number of steps: "6 months", "1 week".
fn duration(steps: u32, step: Period) -> String {
    let count = u64::from(steps) * u64::from(step.count());
    let unit = match step.unit() {
        Unit::Months => "month",
        Unit::Weeks => "week",
        Unit::Days => "day",
    };
    counted(&count.to_string(), unit)
}

/// The same after "every": "6 months", "week".
fn every(steps: u32, step: Period) -> String {
    let duration = duration(steps, step);
    duration.strip_prefix("1 ").map(str::to_owned).unwrap_or(duration)
}

fn confidence(terms: &Terms) -> String {
    percent(terms.confidence, 1.0)
}

fn months(months: f64) -> String {
    let tenths = format!("{months:.1}");
    counted(tenths.strip_suffix(".0").unwrap_or(&tenths), "month")
}

fn counted(count: &str, unit: &str) -> String {
    let plural = if count == "1" { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::stability::AgePoint;

    /// The terms of the tests here and below.
    pub(super) fn terms(curve: &[AgePoint]) -> Terms<'_> {
        Terms {
            reference_end: day(2018, 1),
            threshold: 0.8,
            confidence: 0.95,
            service_level: 0.8,
            step: Period::new(1, Unit::Months).unwrap(),
            curve,
        }
    }

    pub(super) fn day(year: i32, month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, 1).unwrap()
    }

    #[test]
    fn steps_are_counted_in_the_unit_of_the_configuration() {
        let weeks = Period::new(2, Unit::Weeks).unwrap();
        assert_eq!((duration(1, weeks), every(3, weeks)), ("2 weeks".to_owned(), "6 weeks".to_owned()));
        let day = Period::new(1, Unit::Days).unwrap();
        assert_eq!((duration(1, day), every(1, day)), ("1 day".to_owned(), "day".to_owned()));
        assert_eq!(
            (months(8.0), months(1.0), months(0.46)),
            ("8 months".into(), "1 month".into(), "0.5 months".into())
        );
    }
}
