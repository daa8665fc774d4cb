//! The survival function: the share of lives that go on beyond a time.

use super::Lifetime;
use super::innermost::Cover;
use super::product_limit::product_limit;
use super::turnbull::masses;

/// The nonparametric maximum-likelihood estimate of the survival function.
///
/// Kaplan's and Meier's where that is the maximum, Turnbull's where lifetimes overlap in part.
#[derive(Debug, Clone, PartialEq)]
pub struct SurvivalFunction {
    /// In order of time, falling.
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    time: f64,
    /// Whether survival has fallen at `time` already, or only after it.
    at_time: bool,
    survival: f64,
}

impl SurvivalFunction {
    /// Estimates it from lifetimes, each counted as often as its weight says; impossible ones are left out.
    ///
    /// `None` when nothing is left. The order of the lifetimes changes nothing, and neither does a weight in place of
    /// repetitions: the bits are the same. With weights up to 10 000 times one another, survival is exact to 1e-10.
    #[must_use]
    pub fn estimate(lifetimes: impl IntoIterator<Item = (Lifetime, u32)>) -> Option<Self> {
        let cover = Cover::of(lifetimes)?;
        let after = product_limit(&cover).unwrap_or_else(|| survival_after(&masses(&cover)));
        let mut steps: Vec<Step> = Vec::new();
        for (interval, survival) in cover.intervals.iter().zip(after) {
            let falls = survival < steps.last().map_or(1.0, |step| step.survival);
            if falls && interval.to.is_finite() {
                steps.push(Step { time: interval.from, at_time: interval.exact, survival });
            }
        }
        Some(Self { steps })
    }

    /// The share of lives that go on beyond `time`, in [0, 1], and never more than at an earlier time.
    ///
    /// When a life ended is often known to an interval (p, q] only, and the data do not say when in it. It is taken to
    /// be at once: survival falls right after p. So what is given is the least of what the data allow.
    ///
    /// Beyond the last time anything was looked at it stays where it is: nothing is known there.
    #[must_use]
    pub fn survival(&self, time: f64) -> f64 {
        let fallen = self.steps.partition_point(|step| step.time < time || (step.at_time && step.time <= time));
        fallen.checked_sub(1).and_then(|last| self.steps.get(last)).map_or(1.0, |step| step.survival)
    }
}

/// Survival after each interval. Added from the end, so that what is left is exact where little is.
fn survival_after(masses: &[f64]) -> Vec<f64> {
    let mut beyond = 0.0;
    let mut after: Vec<f64> = masses
        .iter()
        .rev()
        .map(|mass| {
            let survival = beyond;
            beyond += mass;
            survival
        })
        .collect();
    after.reverse();
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(lifetimes: &[(f64, Option<f64>)]) -> SurvivalFunction {
        SurvivalFunction::estimate(lifetimes.iter().map(|&(lower, upper)| (Lifetime { lower, upper }, 1))).unwrap()
    }

    #[test]
    fn an_end_known_to_an_interval_is_taken_to_be_at_once() {
        let function = function(&[(1.0, Some(2.0)), (3.0, None)]);
        assert_eq!(
            [0.0, 1.0, 1.001, 2.0, 3.0, 99.0].map(|time| function.survival(time)),
            [1.0, 1.0, 0.5, 0.5, 0.5, 0.5]
        );
    }

    #[test]
    fn an_exact_end_is_at_its_time() {
        let function = function(&[(2.0, Some(2.0)), (2.0, None)]);
        assert_eq!([0.0, 1.999, 2.0, 3.0].map(|time| function.survival(time)), [1.0, 1.0, 0.5, 0.5]);
    }

    #[test]
    fn without_ends_all_survive_and_without_lifetimes_there_is_nothing() {
        let survivors = function(&[(1.0, None), (5.0, None)]);
        assert_eq!([0.0, 1.0, 5.0, 50.0].map(|time| survivors.survival(time)), [1.0; 4]);
        assert_eq!(SurvivalFunction::estimate([]), None);
    }

    #[test]
    fn what_ends_for_certain_leaves_exactly_nothing() {
        // Overlaps in part, all ended by 5: the last mass is in (4, 5].
        let lifetimes = [(0.0, 2.0), (1.0, 3.0), (0.5, 4.5), (2.5, 4.8), (4.0, 5.0)];
        let function = function(&lifetimes.map(|(lower, upper)| (lower, Some(upper))));
        assert_eq!((function.survival(0.0), function.survival(5.0)), (1.0, 0.0));
    }
}
