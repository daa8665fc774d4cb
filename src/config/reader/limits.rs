//! The limits of a number: what a message says, what the reader checks and what the JSON Schema tells, from one value.

use std::fmt::{self, Display};
use std::ops::{Bound, RangeBounds};

use schemars::Schema;
use serde::Serialize;

/// A lower limit and perhaps an upper one.
#[derive(Debug, Clone, Copy)]
pub struct Limits<T> {
    low: Bound<T>,
    high: Bound<T>,
}

impl<T: PartialOrd> Limits<T> {
    /// From `low` to `high`, each limit belonging to it or not.
    pub const fn new(low: Bound<T>, high: Bound<T>) -> Self {
        Self { low, high }
    }

    /// From `low` to `high`, both included.
    pub const fn from_to(low: T, high: T) -> Self {
        Self::new(Bound::Included(low), Bound::Included(high))
    }

    /// `low` or more.
    pub const fn at_least(low: T) -> Self {
        Self::new(Bound::Included(low), Bound::Unbounded)
    }

    /// Whether `value` is within them. NaN is not.
    pub fn contains(&self, value: &T) -> bool {
        (self.low.as_ref(), self.high.as_ref()).contains(value)
    }
}

impl<T: Display> Display for Limits<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.low, &self.high) {
            (Bound::Included(low), Bound::Included(high)) => return write!(f, "from {low} to {high}"),
            (Bound::Included(low), Bound::Unbounded) => return write!(f, "of {low} or more"),
            (Bound::Included(low), _) => write!(f, "of {low} or more")?,
            (Bound::Excluded(low), _) => write!(f, "above {low}")?,
            (Bound::Unbounded, _) => write!(f, "of any size")?,
        }
        match &self.high {
            Bound::Included(high) => write!(f, " and at most {high}"),
            Bound::Excluded(high) => write!(f, " and below {high}"),
            Bound::Unbounded => Ok(()),
        }
    }
}

impl<T: Serialize> Limits<T> {
    /// Writes the limits into the schema of the key that they belong to.
    pub fn in_schema(self) -> impl FnMut(&mut Schema) {
        move |schema| {
            let ends = [("minimum", "exclusiveMinimum", &self.low), ("maximum", "exclusiveMaximum", &self.high)];
            for (included, excluded, end) in ends {
                let (name, limit) = match end {
                    Bound::Included(limit) => (included, limit),
                    Bound::Excluded(limit) => (excluded, limit),
                    Bound::Unbounded => continue,
                };
                schema.remove(included);
                schema.insert(name.to_owned(), serde_json::to_value(limit).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_which_end_belongs() {
        assert_eq!(Limits::from_to(2, 64).to_string(), "from 2 to 64");
        assert_eq!(Limits::at_least(0.0).to_string(), "of 0 or more");
        assert_eq!(Limits::new(Bound::Excluded(0.0), Bound::Excluded(1.0)).to_string(), "above 0 and below 1");
        assert_eq!(Limits::new(Bound::Excluded(0.0), Bound::Included(1.0)).to_string(), "above 0 and at most 1");
    }

    #[test]
    fn nan_is_within_no_limits() {
        assert!(!Limits::at_least(0.0).contains(&f64::NAN));
        assert!(!Limits::new(Bound::Excluded(0.0), Bound::Excluded(1.0)).contains(&1.0));
    }
}
