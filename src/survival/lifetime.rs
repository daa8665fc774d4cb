//! How long something lived, as far as it is known.

use serde::{Deserialize, Serialize};

/// A life that ended after `lower`, and at `upper` or before it. In any unit of time, the same throughout.
///
/// | `upper` | what is known |
/// |---|---|
/// | above `lower` | it ended in (`lower`, `upper`] |
/// | equal to `lower` | it ended at that time exactly |
/// | none | at `lower` it had not ended (right-censored) |
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Lifetime {
    /// The last time at which it had not ended; finite.
    pub lower: f64,
    /// The first at which it had, not below `lower`.
    pub upper: Option<f64>,
}

impl Lifetime {
    /// Whether it says something that can be: `lower` is finite, and `upper` is a number that is not below it.
    #[must_use]
    pub fn is_possible(self) -> bool {
        self.lower.is_finite() && self.lower <= self.end()
    }

    /// Whether it is known to have ended at `time` or before it.
    #[must_use]
    pub fn ended_by(self, time: f64) -> bool {
        self.end() <= time
    }

    /// Whether it is known to have gone on beyond `time`.
    #[must_use]
    pub fn outlived(self, time: f64) -> bool {
        if self.is_exact() { time < self.lower } else { time <= self.lower }
    }

    /// Whether its end is one time and not a stretch.
    pub(super) fn is_exact(self) -> bool {
        self.upper == Some(self.lower)
    }

    /// `upper`, infinite when there is none.
    pub(super) fn end(self) -> f64 {
        self.upper.unwrap_or(f64::INFINITY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_at_a_time() {
        let fates = |lower, upper| {
            let lifetime = Lifetime { lower, upper };
            [1.0, 2.0, 2.5, 3.0, 4.0].map(|time| match (lifetime.outlived(time), lifetime.ended_by(time)) {
                (true, false) => "alive",
                (false, true) => "ended",
                (false, false) => "unknown",
                (true, true) => "both",
            })
        };
        assert_eq!(fates(2.0, Some(3.0)), ["alive", "alive", "unknown", "ended", "ended"]);
        assert_eq!(fates(2.0, Some(2.0)), ["alive", "ended", "ended", "ended", "ended"]);
        assert_eq!(fates(2.0, None), ["alive", "alive", "unknown", "unknown", "unknown"]);
    }

    #[test]
    fn what_cannot_be() {
        let possible = |lower, upper| Lifetime { lower, upper }.is_possible();
        assert!(possible(0.0, None) && possible(0.0, Some(0.0)) && possible(1.0, Some(f64::INFINITY)));
        assert!(!possible(2.0, Some(1.0)) && !possible(f64::NAN, None) && !possible(f64::INFINITY, None));
        assert!(!possible(1.0, Some(f64::NAN)) && !possible(f64::NEG_INFINITY, Some(1.0)));
    }
}
