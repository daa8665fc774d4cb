//! A simulated market, run as the pipeline would run it.

use tokio::runtime::Runtime;

use super::trial::{Trial, trial};
use crate::config;
use crate::plan::{Check, Plan};
use crate::run::{CheckOptions, History, RunError, RunOptions, prepare};
use crate::sink::Scratch;
use crate::synthetic::{self, MarketParams, PipelineParams};

/// Follows a simulated market, its customers described by so many features, with the windows, number of segments and terms
/// of `plan`.
///
/// # Errors
/// When the market's files cannot be written into a temporary folder, and as a run of it.
pub fn simulated(
    plan: &Plan,
    market: &MarketParams,
    features: usize,
    options: &RunOptions<'_>,
    runtime: &Runtime,
) -> Result<Trial, RunError> {
    let scratch = Scratch::new()?;
    scratch.write("orders.csv", synthetic::market(market).orders_csv().as_bytes())?;
    for (name, text) in
        synthetic::market_files(&PipelineParams { features, k: plan.model.k.most(), ..PipelineParams::default() })
    {
        scratch.write(name, text.as_bytes())?;
    }
    let described = config::load(&scratch.folder(), &|_| None).map_err(RunError::internal)?;
    let plan = Plan {
        time_zone: plan.time_zone,
        windows: plan.windows,
        model: plan.model,
        stability: plan.stability,
        contract: plan.contract.clone(),
        ..described
    };
    // A drift is planted in some: what is found there is what is to be followed.
    let checks = CheckOptions { history: History::Unknown, accepted: &Check::ALL };
    let options = RunOptions { as_of: None, checks, ..*options };
    let prepared = prepare(&plan, &options, runtime)?;
    trial(&plan, &prepared, prepared.orders.as_ref().clone(), &options, runtime)
}
