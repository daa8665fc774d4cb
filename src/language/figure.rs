//! What a message is filled with: a value that each language writes in its own way.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::message::Message;
use super::rounding::{beside, down, exact};
use crate::calendar::{Period, Unit};

/// A value in a message, written as each language writes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A number of things; messages choose a plural form by it.
    Count(u64),
    /// A number.
    Number {
        /// Its value.
        value: f64,
        /// Decimals that are shown.
        decimals: usize,
    },
    /// A share as a percentage.
    Percent {
        /// The share, in [0, 1].
        share: f64,
        /// Decimals of the percentage that are shown.
        decimals: usize,
    },
    /// A sum of money.
    Money {
        /// How much: with two decimals below 100, else without.
        amount: f64,
        /// The ISO 4217 code of its currency; may be empty.
        currency: String,
    },
    /// A name, or a word that messages choose a variant by; never interpreted.
    Text(String),
    /// A day, as in "1 May 2024".
    Date(NaiveDate),
    /// What people call something.
    Label {
        /// By language tag; may be empty.
        label: BTreeMap<String, String>,
        /// Its name, where neither the language nor English has a label.
        name: String,
    },
    /// Another message.
    Phrase(Message),
}

impl Figure {
    /// A number with two decimals, or as many more as it takes to show on which side of `limit` it is.
    #[must_use]
    pub fn beside(value: f64, limit: f64) -> Self {
        Self::Number { value, decimals: beside(value, limit, 2) }
    }

    /// A number as it was written, with two decimals or more.
    #[must_use]
    pub fn exact(value: f64) -> Self {
        Self::Number { value, decimals: exact(value, 2) }
    }

    /// A number with one decimal, or none where it is whole.
    #[must_use]
    pub fn tenths(value: f64) -> Self {
        let decimals = usize::from(!format!("{value:.1}").ends_with(".0"));
        Self::Number { value, decimals }
    }

    /// A percentage without decimals, or with as many as it takes to show on which side of `limit` the share is.
    #[must_use]
    pub fn share(share: f64, limit: f64) -> Self {
        Self::Percent { share, decimals: beside(share * 100.0, limit * 100.0, 0) }
    }

    /// A percentage as it was written.
    #[must_use]
    pub fn level(share: f64) -> Self {
        Self::Percent { share, decimals: exact(share * 100.0, 0) }
    }

    /// A share that something has at least: rounded down, and on its own side of `limit`.
    #[must_use]
    pub fn at_least(share: f64, limit: f64) -> Self {
        let (percent, decimals) = down(share * 100.0, limit * 100.0, 0);
        Self::Percent { share: percent / 100.0, decimals }
    }

    /// A sum of money; the ISO 4217 code of its currency may be empty.
    #[must_use]
    pub fn money(amount: f64, currency: &str) -> Self {
        Self::Money { amount, currency: currency.to_owned() }
    }

    /// A number of months, as in "8 months" or "0.5 months".
    #[must_use]
    pub fn months(months: f64) -> Self {
        Self::Phrase(Message::new("span-months").with("count", Self::tenths(months)))
    }

    /// So many steps, as in "6 months" or "1 week".
    #[must_use]
    pub fn span(steps: u32, step: Period) -> Self {
        Self::of_steps("span", steps, step)
    }

    /// How often, as in "every 6 months" or "every week".
    #[must_use]
    pub fn every(steps: u32, step: Period) -> Self {
        Self::of_steps("every", steps, step)
    }

    fn of_steps(kind: &str, steps: u32, step: Period) -> Self {
        let unit = match step.unit() {
            Unit::Months => "months",
            Unit::Weeks => "weeks",
            Unit::Days => "days",
        };
        let count = u64::from(steps) * u64::from(step.count());
        Self::Phrase(Message::new(format!("{kind}-{unit}")).with("count", Self::Count(count)))
    }
}

impl From<String> for Figure {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Figure {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<NaiveDate> for Figure {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl From<u32> for Figure {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<u64> for Figure {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Figure {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

impl From<&str> for Figure {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
