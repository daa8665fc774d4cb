//! A length of calendar time: "12 months", "2 weeks", "7 days".

use std::fmt;
use std::str::FromStr;

use chrono::{Days, Months, NaiveDateTime};
use thiserror::Error;

/// The unit of a [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Calendar months, 28 to 31 days.
    Months,
    /// Seven days.
    Weeks,
    /// Calendar days; 23 to 25 hours where clocks change.
    Days,
}

/// A positive number of calendar months, weeks or days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    count: u32,
    unit: Unit,
}

/// Why a text is not a [`Period`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "\"{found}\" is not a period; expected a whole number from 1 to 10000 and months, weeks or days, as in \"12 months\""
)]
pub struct PeriodError {
    found: String,
}

impl Period {
    /// The longest period that is accepted, in its own unit.
    pub const MAX_COUNT: u32 = 10_000;

    /// A period of `count` units.
    ///
    /// # Errors
    /// When `count` is 0 or above [`Self::MAX_COUNT`].
    pub fn new(count: u32, unit: Unit) -> Result<Self, PeriodError> {
        let period = Self { count, unit };
        if count == 0 || count > Self::MAX_COUNT {
            return Err(PeriodError { found: period.to_string() });
        }
        Ok(period)
    }

    /// How many units it has, 1 or more.
    #[must_use]
    pub fn count(self) -> u32 {
        self.count
    }

    /// What it counts.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// `origin` moved by `times` periods, counted from `origin` itself.
    ///
    /// Months are counted from the origin and not step by step, so that 31 January + 2 × 1 month is 31 March and
    /// not 28 March. A day that the month lacks becomes the month's last.
    ///
    /// Returns `None` outside the years that chrono can hold.
    #[must_use]
    pub fn offset(self, origin: NaiveDateTime, times: i64) -> Option<NaiveDateTime> {
        let steps = i64::from(self.count).checked_mul(times)?;
        let size = steps.unsigned_abs();
        let back = steps < 0;
        match self.unit {
            Unit::Months => {
                let months = Months::new(u32::try_from(size).ok()?);
                if back { origin.checked_sub_months(months) } else { origin.checked_add_months(months) }
            }
            Unit::Weeks | Unit::Days => {
                let days = Days::new(if self.unit == Unit::Weeks { size.checked_mul(7)? } else { size });
                if back { origin.checked_sub_days(days) } else { origin.checked_add_days(days) }
            }
        }
    }

    /// The length in months: exact for months, days ÷ 30.436875 (the mean Gregorian month) otherwise.
    #[must_use]
    pub fn months(self) -> f64 {
        const DAYS_PER_MONTH: f64 = 365.2425 / 12.0;
        let count = f64::from(self.count);
        match self.unit {
            Unit::Months => count,
            Unit::Weeks => count * 7.0 / DAYS_PER_MONTH,
            Unit::Days => count / DAYS_PER_MONTH,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Months => "month",
            Unit::Weeks => "week",
            Unit::Days => "day",
        };
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {unit}{plural}", self.count)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || PeriodError { found: text.to_owned() };
        let mut words = text.split_ascii_whitespace();
        let (Some(count), Some(unit), None) = (words.next(), words.next(), words.next()) else {
            return Err(error());
        };
        let unit = match unit {
            "month" | "months" => Unit::Months,
            "week" | "weeks" => Unit::Weeks,
            "day" | "days" => Unit::Days,
            _ => return Err(error()),
        };
        Self::new(count.parse().map_err(|_| error())?, unit).map_err(|_| error())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn midnight(year: i32, month: u32, day: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(year, month, day).unwrap().into()
    }

    #[test]
    fn months_are_counted_from_the_origin() {
        let month: Period = "1 month".parse().unwrap();
        let origin = midnight(2024, 1, 31);
        assert_eq!(month.offset(origin, 1), Some(midnight(2024, 2, 29)));
        assert_eq!(month.offset(origin, 2), Some(midnight(2024, 3, 31)));
        assert_eq!(month.offset(origin, -2), Some(midnight(2023, 11, 30)));
    }

    #[test]
    fn weeks_and_days_are_days() {
        let origin = midnight(2023, 12, 31);
        assert_eq!("2 weeks".parse::<Period>().unwrap().offset(origin, 1), Some(midnight(2024, 1, 14)));
        assert_eq!("60 days".parse::<Period>().unwrap().offset(origin, 1), Some(midnight(2024, 2, 29)));
    }

    #[test]
    fn what_is_not_a_period_is_refused() {
        for text in
            ["", "12", "months", "0 months", "-1 months", "1.5 months", "12 years", "12 months ago", "10001 days"]
        {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn display_parses_back() {
        for text in ["1 month", "12 months", "2 weeks", "1 day"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }
}
