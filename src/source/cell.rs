//! One cell of text as a typed value.
//!
//! Strict on purpose: a decimal with more digits than its type has, a date that does not exist, a number with a
//! unit behind it are refused, never rounded or guessed.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use datafusion::arrow::compute::kernels::cast_utils::string_to_datetime;
use datafusion::arrow::datatypes::{DataType, TimeUnit};

use crate::plan::ColumnType;

/// A typed value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// A whole number.
    Integer(i64),
    /// The digits of a decimal, without its point.
    Decimal(i128),
    /// A finite floating-point number.
    Float(f64),
    /// Microseconds since 1970-01-01T00:00:00 on the wall clock.
    Timestamp(i64),
    /// Days since 1970-01-01.
    Date(i32),
    /// A truth value.
    Boolean(bool),
}

/// The Arrow type of a column.
pub(super) fn arrow_type(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Text => DataType::Utf8,
        ColumnType::Integer => DataType::Int64,
        ColumnType::Decimal { precision, scale } => DataType::Decimal128(precision, scale),
        ColumnType::Float => DataType::Float64,
        ColumnType::Timestamp => DataType::Timestamp(TimeUnit::Microsecond, None),
        ColumnType::Date => DataType::Date32,
        ColumnType::Boolean => DataType::Boolean,
    }
}

/// Why a cell is refused, as rejections name it.
pub(super) fn refusal(kind: ColumnType) -> String {
    match kind {
        ColumnType::Text => "not text".to_owned(),
        ColumnType::Integer => "not an integer".to_owned(),
        ColumnType::Decimal { precision, scale } => format!("not a decimal({precision},{scale})"),
        ColumnType::Float => "not a finite number".to_owned(),
        ColumnType::Timestamp => "not a timestamp".to_owned(),
        ColumnType::Date => "not a date".to_owned(),
        ColumnType::Boolean => "not a boolean".to_owned(),
    }
}

/// `text`, which is not empty, as a value of `kind`; `None` when it is not one. Spaces around it do not count.
pub(super) fn parse(text: &str, kind: ColumnType, zone: Tz) -> Option<Cell> {
    let text = text.trim();
    match kind {
        ColumnType::Text => None,
        ColumnType::Integer => text.parse().ok().map(Cell::Integer),
        ColumnType::Decimal { precision, scale } => decimal(text, precision, scale).map(Cell::Decimal),
        ColumnType::Float => text.parse().ok().filter(|value: &f64| value.is_finite()).map(Cell::Float),
        ColumnType::Timestamp => wall_clock(text, zone).map(|time| Cell::Timestamp(time.and_utc().timestamp_micros())),
        ColumnType::Date => text.parse::<NaiveDate>().ok().map(|date| Cell::Date(date.to_epoch_days())),
        ColumnType::Boolean => match text.to_ascii_lowercase().as_str() {
            "true" | "t" | "1" => Some(Cell::Boolean(true)),
            "false" | "f" | "0" => Some(Cell::Boolean(false)),
            _ => None,
        },
    }
}

/// An optional sign, digits with an optional point among them, and an optional power of ten, as in `-4.4E-05`. The
/// value has to be one of the type exactly: zeros beyond its scale do not count, other digits are too many.
fn decimal(text: &str, precision: u8, scale: i8) -> Option<i128> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i8>().ok()?),
        None => (text, 0),
    };
    let (negative, digits) = match mantissa.as_bytes().first()? {
        b'-' => (true, mantissa.get(1..)?),
        b'+' => (false, mantissa.get(1..)?),
        _ => (false, mantissa),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = || whole.bytes().chain(fraction.bytes());
    if (whole.is_empty() && !text.contains(|c: char| c.is_ascii_digit())) || !digits().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let mut value = 0_i128;
    for digit in digits() {
        value = value.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    // The value is these digits times ten to the power of `shift`, in units of the type's last digit.
    let shift = i32::from(exponent) + i32::from(scale) - i32::try_from(fraction.len()).ok()?;
    let power = 10_i128.checked_pow(shift.unsigned_abs());
    let value = match power {
        _ if value == 0 => 0,
        Some(power) if shift >= 0 => value.checked_mul(power)?,
        Some(power) if value % power == 0 => value / power,
        _ => return None,
    };
    (value < 10_i128.checked_pow(u32::from(precision))?).then_some(if negative { -value } else { value })
}

/// A timestamp as wall-clock time in `zone`: with an offset it is an instant and converted, without one it is
/// wall-clock time already.
pub(super) fn wall_clock(text: &str, zone: Tz) -> Option<NaiveDateTime> {
    let read: DateTime<Utc> = string_to_datetime(&Utc, text).ok()?;
    let time = text.get(10..).unwrap_or_default();
    let has_offset = time.contains(['Z', 'z', '+', '-']);
    Some(if has_offset { in_zone(read, zone)? } else { read.naive_utc() })
}

/// An instant, in microseconds since the epoch, as wall-clock microseconds in `zone`.
pub(super) fn instant_to_wall_clock(micros: i64, zone: Tz) -> Option<i64> {
    let instant = DateTime::from_timestamp_micros(micros)?;
    Some(to_micros(in_zone(instant, zone)?))
}

/// An instant on the wall clock of `zone`.
fn in_zone(instant: DateTime<Utc>, zone: Tz) -> Option<NaiveDateTime> {
    // chrono-tz knows no change of clocks after 2099. Those of 2100 are by the rules of 2094, whose days are the same.
    const SAME_DAYS: TimeDelta = TimeDelta::weeks(313);
    if instant.year() < 2100 {
        return Some(instant.with_timezone(&zone).naive_local());
    }
    instant.checked_sub_signed(SAME_DAYS)?.with_timezone(&zone).naive_local().checked_add_signed(SAME_DAYS)
}

/// Wall-clock microseconds as a date and time.
pub(super) fn from_micros(micros: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp_micros(micros).map(|time| time.naive_utc())
}

/// A date and time as wall-clock microseconds.
pub(super) fn to_micros(time: NaiveDateTime) -> i64 {
    time.and_utc().timestamp_micros()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::America::Sao_Paulo;

    #[test]
    fn decimals_are_exact_or_refused() {
        let kind = ColumnType::Decimal { precision: 6, scale: 2 };
        let good = [
            ("12.5", 1250),
            ("-0.05", -5),
            ("+7", 700),
            (" 1.2300 ", 123),
            (".5", 50),
            ("5.", 500),
            ("0.00", 0),
            (".0", 0),
            ("1.5E-01", 15),
            ("1.2e2", 12_000),
            ("12000e-5", 12),
        ];
        for (text, digits) in good {
            assert_eq!(parse(text, kind, ZONE), Some(Cell::Decimal(digits)), "{text}");
        }
        let bad = [
            "", ".", "-", "1.234", "12345.6", "1e4", "1e-3", "1e", "e2", "1e2.5", "1e999", "1,5", "NaN", "inf",
            "1.2.3", "€5", "--1", "0x1",
        ];
        for text in bad {
            assert_eq!(parse(text, kind, ZONE), None, "{text}");
        }
    }

    #[test]
    fn a_timestamp_without_offset_is_wall_clock_and_one_with_offset_is_converted() {
        let expected = NaiveDate::from_ymd_opt(2018, 1, 2).unwrap().and_hms_opt(3, 4, 5).unwrap();
        for text in ["2018-01-02 03:04:05", "2018-01-02T03:04:05", "2018-01-02T05:04:05Z", "2018-01-02 07:04:05+02:00"]
        {
            assert_eq!(wall_clock(text, ZONE), Some(expected), "{text}");
        }
        for text in ["2018-02-30 00:00:00", "2018-01-02 25:00:00", "02/01/2018", "yesterday"] {
            assert_eq!(wall_clock(text, ZONE), None, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_not_finite_are_refused() {
        for text in ["NaN", "inf", "-inf", "1e999", "12 kg"] {
            assert_eq!(parse(text, ColumnType::Float, ZONE), None, "{text}");
        }
    }

    #[test]
    fn months_begin_when_python_says_from_1970_to_2100() {
        #[derive(serde::Deserialize)]
        struct Golden {
            first_year: i32,
            last_year: i32,
            /// Runs of months: how many, from the moment read as UTC to the moment, offset before, offset at it.
            zones: std::collections::BTreeMap<String, Vec<[i64; 4]>>,
        }
        let golden: Golden = serde_json::from_str(include_str!("../../tests/golden/calendar.json")).unwrap();
        let first: NaiveDateTime = NaiveDate::from_ymd_opt(golden.first_year, 1, 1).unwrap().into();
        let month: crate::calendar::Period = "1 month".parse().unwrap();
        let mut compared = 0;
        for (name, runs) in &golden.zones {
            let zone: Tz = name.parse().unwrap();
            let months = runs.iter().flat_map(|&[months, rest @ ..]| (0..months).map(move |_| rest));
            for (number, [shift, before, at]) in (0..).zip(months) {
                let midnight = month.offset(first, number).unwrap();
                let begins = midnight.and_utc().timestamp() + shift;
                for (seconds, offset) in [(begins - 1, before), (begins, at)] {
                    let found = instant_to_wall_clock(seconds * 1_000_000, zone);
                    assert_eq!(found, Some((seconds + offset) * 1_000_000), "{name} {midnight} {seconds}");
                    let text = DateTime::from_timestamp(seconds, 0).unwrap().to_rfc3339();
                    assert_eq!(wall_clock(&text, zone).map(to_micros), found, "{name} {text}");
                }
                // Wall-clock months begin where the calendar says, or where clocks skipped to.
                assert!(from_micros((begins + at) * 1_000_000).unwrap() >= midnight, "{name} {midnight}");
                assert!(from_micros((begins - 1 + before) * 1_000_000).unwrap() < midnight, "{name} {midnight}");
                compared += 1;
            }
        }
        assert_eq!(
            compared,
            golden.zones.len() * 12 * usize::try_from(golden.last_year - golden.first_year + 1).unwrap()
        );
        assert_eq!(compared, 12 * 12 * 131);
    }
}
