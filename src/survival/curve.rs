//! The survival curve: how many lives go on beyond each time, and how sure that is.

use serde::{Deserialize, Serialize};

use super::bounds::bounds;
use super::effective::effective_size;
use super::{BlockBootstrap, Lifetime, SurvivalFunction};

/// The survival at one time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SurvivalPoint {
    /// The time, in the unit of the lifetimes.
    pub time: f64,
    /// Lifetimes whose fate at `time` is known: they had ended at it or before, or had not ended then.
    pub at_risk: u32,
    /// Those of them that had ended.
    pub events: u32,
    /// Independent lifetimes that the survival is worth; not whole, and 0 when there are none.
    pub effective: f64,
    /// Share of lives that go on beyond `time`, in [0, 1]; never more than at an earlier time.
    pub survival: f64,
    /// Its lower bound, in [0, 1]; never more than at an earlier time.
    pub low: f64,
    /// Its upper bound, in [0, 1].
    pub high: f64,
}

/// The survival of `lifetimes`, in order of time, at each of `times`, ascending: one point a time.
///
/// `independent` has, for each time, how many of the lifetimes whose fate is known then share no data; what is missing
/// counts as 0. `bootstrap` decides how the bounds are made, each one-sided at its confidence. What is promised for a
/// time is promised for every shorter one, so a lower bound is the least of those up to its time.
///
/// Lifetimes that are not [possible](Lifetime::is_possible) are left out; when none is left, there is no point.
#[must_use]
pub fn survival_curve(
    lifetimes: &[Lifetime],
    times: &[f64],
    independent: &[u32],
    bootstrap: &BlockBootstrap,
) -> Vec<SurvivalPoint> {
    let known: Vec<Lifetime> = lifetimes.iter().copied().filter(|lifetime| lifetime.is_possible()).collect();
    let Some(function) = SurvivalFunction::estimate(known.iter().map(|&lifetime| (lifetime, 1))) else {
        return Vec::new();
    };
    let variances = bootstrap.variances(&known, times);
    let independent = independent.iter().copied().chain(std::iter::repeat(0));
    let mut least = 1.0_f64;
    let points = times.iter().zip(variances).zip(independent).map(|((&time, variance), independent)| {
        let survival = function.survival(time);
        let effective = effective_size(survival, variance, independent);
        let (low, high) = bounds(survival, effective, bootstrap.confidence);
        least = least.min(low);
        let (mut at_risk, mut events) = (0, 0);
        for lifetime in &known {
            events += u32::from(lifetime.ended_by(time));
            at_risk += u32::from(lifetime.ended_by(time) || lifetime.outlived(time));
        }
        SurvivalPoint { time, at_risk, events, effective, survival, low: least, high }
    });
    points.collect()
}
