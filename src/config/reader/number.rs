//! Numbers.

use std::fmt::Display;

use toml::de::{DeInteger, DeValue};

use super::{Item, Limits, Reported, Value};

/// A number that can have limits.
pub trait Number: Value + PartialOrd + Display {
    /// What messages call it.
    const NOUN: &'static str;

    /// Reads it, and refuses what is outside `limits`.
    ///
    /// # Errors
    /// When it is no such number, or outside the limits: the message says both.
    fn read_within(item: &Item<'_>, limits: &Limits<Self>) -> Result<Self, Reported> {
        let item = item.expecting(format!("{} {limits}", Self::NOUN));
        let number = Self::read(&item)?;
        if limits.contains(&number) { Ok(number) } else { Err(refuse(&item, Self::NOUN)) }
    }
}

impl Value for f64 {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let number = match item.value {
            DeValue::Float(float) => float.as_str().parse().ok(),
            // The written digits, so that a whole number is rounded once, as any decimal literal is.
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            _ => None,
        };
        number.filter(|number: &Self| number.is_finite()).ok_or_else(|| refuse(item, Self::NOUN))
    }
}

impl Number for f64 {
    const NOUN: &'static str = "a number";
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl Value for $number {
            fn read(item: &Item<'_>) -> Result<Self, Reported> {
                let number = match item.value {
                    DeValue::Integer(integer) => whole(integer).and_then(|number| Self::try_from(number).ok()),
                    _ => None,
                };
                number.ok_or_else(|| refuse(item, Self::NOUN))
            }
        }

        impl Number for $number {
            const NOUN: &'static str = "a whole number";
        }
    )*};
}

whole_numbers!(u32, u64, usize);

fn whole(integer: &DeInteger<'_>) -> Option<i128> {
    i128::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn refuse(item: &Item<'_>, noun: &str) -> Reported {
    let problem = item.mismatch(item.expected(noun));
    item.report(match item.value {
        DeValue::String(text) if text.trim().parse::<f64>().is_ok() => {
            problem.help(format!("write it without quotes: {}", text.trim()))
        }
        _ => problem,
    })
}
