//! The pipeline's own orders, moved in time so that nothing can drift.

use tokio::runtime::Runtime;

use super::trial::{Trial, trial};
use crate::numeric::mix;
use crate::plan::Plan;
use crate::run::{Prepared, RunError, RunOptions};

/// Follows the orders of `prepared` with each customer's history moved in time, as the `number`-th placebo.
///
/// # Errors
/// As a run of them.
pub fn own_orders(
    plan: &Plan,
    prepared: &Prepared,
    number: u32,
    options: &RunOptions<'_>,
    runtime: &Runtime,
) -> Result<Trial, RunError> {
    let windows = &prepared.schedule.windows;
    let period = windows.first().map(|window| window.start).zip(windows.last().map(|window| window.end));
    let (start, end) = period.ok_or_else(|| RunError::Internal("there are no windows".to_owned()))?;
    let seed = mix(plan.model.seed ^ mix(u64::from(number)));
    trial(plan, prepared, prepared.orders.placebo(start..end, seed)?, options, runtime)
}
