//! The share of models that still hold at each age, with what the history can vouch for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OriginLifetime, Quantity, independent};
use crate::survival::{BlockBootstrap, survival_curve};
use crate::window::Window;

/// The survival of models, or of labellings, at one age.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AgeSurvival {
    /// Staleness or migration.
    pub quantity: Quantity,
    /// Age in steps, from 1.
    pub steps: u32,
    /// Age in months.
    pub age_months: f64,
    /// Origins whose fate at this age is known: they had ended before, or were seen to hold.
    pub origins: u32,
    /// How many of these share no moment.
    pub independent_origins: u32,
    /// Lives that had ended by this age.
    pub events: u32,
    /// Independent lives that the estimate is worth.
    pub effective: f64,
    /// Estimated share that still holds, in [0, 1].
    pub survival: f64,
    /// One-sided lower bound of it, at the run's confidence.
    pub low: f64,
    /// One-sided upper bound.
    pub high: f64,
}

/// The survival of `quantity` at each age that some origin was looked at, oldest age last.
///
/// `lifetimes` may hold other quantities as well. `windows` are those compared, one `step_months` apart. Origins whose
/// windows overlap are not independent; blocks of the bootstrap are as long as the overlap.
#[must_use]
pub fn age_survival(
    quantity: Quantity,
    lifetimes: &[OriginLifetime],
    windows: &[Window],
    step_months: f64,
    bootstrap: BlockBootstrap,
) -> Vec<AgeSurvival> {
    let lives: Vec<&OriginLifetime> = lifetimes.iter().filter(|life| life.quantity == quantity).collect();
    let oldest = lives.iter().map(|life| life.observed_months).fold(0.0, f64::max);
    let looks = u32::try_from(windows.len()).unwrap_or(u32::MAX);
    let ages: Vec<(u32, f64)> = (1..=looks)
        .map(|steps| (steps, f64::from(steps) * step_months))
        .take_while(|(_, months)| *months <= oldest + step_months / 2.0)
        .collect();
    let known = |months: f64| -> Vec<Window> {
        let ends: Vec<NaiveDate> = lives
            .iter()
            .filter(|life| life.event && life.observed_months <= months || life.lower_months >= months)
            .map(|life| life.origin_end)
            .collect();
        windows.iter().copied().filter(|window| ends.contains(&window.end_date())).collect()
    };
    let origins: Vec<Vec<Window>> = ages.iter().map(|(_, months)| known(*months)).collect();
    let apart: Vec<u32> = origins.iter().map(|origins| independent(origins.iter().copied())).collect();
    let times: Vec<f64> = ages.iter().map(|(_, months)| *months).collect();
    let observations: Vec<_> = lives.iter().map(|life| life.lifetime()).collect();
    let curve = survival_curve(&observations, &times, &apart, &bootstrap);
    ages.into_iter()
        .zip(curve)
        .zip(origins.iter().zip(apart))
        .map(|(((steps, age_months), point), (origins, independent_origins))| AgeSurvival {
            quantity,
            steps,
            age_months,
            origins: u32::try_from(origins.len()).unwrap_or(u32::MAX),
            independent_origins,
            events: point.events,
            effective: point.effective,
            survival: point.survival,
            low: point.low,
            high: point.high,
        })
        .collect()
}
