//! Operational time: calendar time stretched where much is bought and squeezed where little is.
//!
//! A process that is stationary in operational time has seasons, weekdays and hours in calendar time. Each year has the
//! same ones, and over the period an operational day is a calendar day in the mean.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};

use super::season::Season;

/// Monday to Sunday.
const WEEKDAYS: [f64; 7] = [1.10, 1.02, 1.0, 1.0, 1.05, 0.95, 0.88];
/// Midnight to midnight: little at night, most in the evening.
const HOURS: [f64; 24] = [
    0.35, 0.20, 0.10, 0.10, 0.10, 0.15, 0.30, 0.55, 0.90, 1.15, 1.30, 1.35, 1.40, 1.35, 1.30, 1.25, 1.30, 1.40, 1.55,
    1.75, 1.85, 1.70, 1.30, 0.80,
];
/// How much more than in the rest of November in the ten days up to the Monday after Black Friday.
const BLACK_FRIDAY: f64 = 1.5;

const SECONDS_PER_HOUR: f64 = 3600.0;

/// Operational time over a period of whole calendar days.
pub(super) struct Rhythm {
    start: NaiveDateTime,
    /// Operational days gone by at the start of each hour of the period and at its end.
    elapsed: Vec<f64>,
}

impl Rhythm {
    /// The rhythm of `[start, end)`.
    pub fn new(season: Season, start: NaiveDate, end: NaiveDate) -> Self {
        let start = NaiveDateTime::from(start);
        let hours = (end - start.date()).num_hours().max(0);
        let mut elapsed = vec![0.0];
        let mut total = 0.0;
        for hour in 0..hours {
            total += pace(season, start + TimeDelta::hours(hour));
            elapsed.push(total);
        }
        if total > 0.0 {
            let days_per_unit = days(hours) / total;
            for time in &mut elapsed {
                *time *= days_per_unit;
            }
        }
        Self { start, elapsed }
    }

    /// Days of the period.
    pub fn days(&self) -> f64 {
        self.elapsed.last().copied().unwrap_or(0.0)
    }

    /// Operational days gone by after `days` calendar days; at most those of the period.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index of an hour, 0 or more")]
    pub fn operational(&self, days: f64) -> f64 {
        let hours = days.max(0.0) * 24.0;
        let hour = hours.floor() as usize;
        match (self.elapsed.get(hour), self.elapsed.get(hour + 1)) {
            (Some(from), Some(to)) => from + (to - from) * hours.fract(),
            _ => self.days(),
        }
    }

    /// When that many operational days have gone by, to the second; none at the end of the period or after it.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "seconds of an hour; an hour's index"
    )]
    pub fn moment(&self, operational_days: f64) -> Option<NaiveDateTime> {
        let next = self.elapsed.partition_point(|&time| time <= operational_days);
        let (from, to) = (self.elapsed.get(next.checked_sub(1)?)?, self.elapsed.get(next)?);
        let seconds = ((operational_days - from) / (to - from) * SECONDS_PER_HOUR).floor().min(SECONDS_PER_HOUR - 1.0);
        Some(self.start + TimeDelta::hours(next as i64 - 1) + TimeDelta::seconds(seconds as i64))
    }
}

#[expect(clippy::cast_precision_loss, reason = "hours of a calendar are far below 2^52")]
fn days(hours: i64) -> f64 {
    hours as f64 / 24.0
}

/// How much is bought in an hour, as a multiple of no unit in particular.
fn pace(season: Season, hour: NaiveDateTime) -> f64 {
    let day = hour.date();
    let of = |table: &[f64], index: u32| table.get(index as usize).copied().unwrap_or(1.0);
    let sale = if season != Season::Flat && is_black_friday_sale(day) { BLACK_FRIDAY } else { 1.0 };
    season.pace(day) * of(&WEEKDAYS, day.weekday().num_days_from_monday()) * of(&HOURS, hour.hour()) * sale
}

/// From the Saturday before Black Friday, the day after the fourth Thursday of November, to the Monday after it.
fn is_black_friday_sale(day: NaiveDate) -> bool {
    let thursday = NaiveDate::from_weekday_of_month_opt(day.year(), 11, Weekday::Thu, 4);
    thursday.is_some_and(|thursday| (-5..=4).contains(&(day - thursday).num_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn rhythm() -> Rhythm {
        Rhythm::new(Season::Usual, day(2023, 1, 1), day(2026, 1, 1))
    }

    #[test]
    fn operational_time_and_back_is_the_same_moment() {
        let rhythm = rhythm();
        for minutes in [0, 433, 83_880, 1_008_177, 1_578_239] {
            let expected = rhythm.start + TimeDelta::minutes(i64::from(minutes));
            let found = rhythm.moment(rhythm.operational(f64::from(minutes) / 1440.0)).unwrap();
            assert!((found - expected).abs() <= TimeDelta::seconds(1), "{found} {expected}");
        }
    }

    #[test]
    fn the_period_is_as_long_in_operational_days() {
        assert!((rhythm().days() - 1096.0).abs() < 1e-9);
        assert!((rhythm().operational(1096.0) - 1096.0).abs() < 1e-9);
        assert_eq!(rhythm().moment(1096.0), None);
    }

    #[test]
    fn december_is_longer_than_august_every_year_alike() {
        let rhythm = rhythm();
        let length = |year, month: u32| {
            let since = |date: NaiveDate| {
                rhythm.operational(f64::from(i32::try_from((date - day(2023, 1, 1)).num_days()).unwrap()))
            };
            let next = if month == 12 { day(year + 1, 1, 1) } else { day(year, month + 1, 1) };
            since(next) - since(day(year, month, 1))
        };
        for year in 2023..2026 {
            assert!(length(year, 12) > 1.5 * length(year, 8));
            // Years differ by the weekdays their months begin with, and some sales reach into December.
            assert!((length(year, 12) / length(2023, 12) - 1.0).abs() < 0.05);
        }
    }

    #[test]
    fn a_period_of_nothing_has_no_moments() {
        let rhythm = Rhythm::new(Season::Usual, day(2023, 1, 1), day(2022, 1, 1));
        assert_eq!(rhythm.moment(0.0), None);
        assert!(rhythm.operational(5.0).abs() < f64::EPSILON);
    }
}
