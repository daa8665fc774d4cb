//! `segwatch demo`

use super::run::{Engine, Ran, summary};
use super::{index, load, metrics};
use crate::cli::args::DemoArgs;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::watch::Spinner;
use crate::plan::Plan;
use crate::record::RunRecord;
use crate::run::{Cache, CheckOptions, History, RunOptions};
use crate::sink;
use crate::synthetic::{self, MarketParams};

/// Makes the demo's orders, runs its pipeline, and says what was planted beside what was found.
pub fn demo(args: &DemoArgs, quiet: bool, output: Output<'_>) -> Result<Exit, Failure> {
    let market = synthetic::market(&MarketParams::default());
    let folder = args.out.join("demo").join("pipeline");
    for (name, text) in synthetic::pipeline_files() {
        sink::keep_file(&folder, name, text.as_bytes())?;
    }
    sink::keep_file(&folder, "orders.csv", market.orders_csv().as_bytes())?;
    let truth = market.truth_json().map_err(|error| Failure::Internal(error.to_string()))?;
    sink::keep_file(&folder, "truth.json", truth.as_bytes())?;

    let plan = load(&folder)?;
    let engine = Engine::start(args.resources)?;
    let watch = Spinner::new(quiet);
    let in_service = sink::in_service(&args.out, &plan.name)?;
    sink::tidy(&args.out, &plan.name);
    let cache = Cache::open(&args.out, &plan.name, true);
    let history = History::Runs { out: &args.out, pipeline: &plan.name };
    let checks = CheckOptions { history, accepted: &[] };
    let options = RunOptions { checks, ..engine.options(None, in_service.as_ref(), &cache, &watch) };
    let Ran { folder: run, record, .. } = engine.run(&plan, &engine.prepare(&plan, &options)?, &args.out, &options)?;
    drop(watch);
    index::renew(&args.out, &plan.name)?;
    metrics::renew(&args.out, None, &run, &record)?;
    output.result(&record, || {
        let planted = match &market.truth.drift {
            Some(drift) => format!("planted in {}: {}", drift.month, drift.description),
            None => "planted: nothing".to_owned(),
        };
        format!("{}\nDrift {planted}\nDrift {}\n", summary(&run, &record), found(&plan, &record))
    })?;
    Ok(Exit::Done)
}

/// The month in which the model began to fail for good: the last step of the first window that shows it.
fn found(plan: &Plan, record: &RunRecord) -> String {
    let since = record.verdict.value.below_since;
    let step = since.and_then(|end| plan.windows.step.offset(end.into(), -1));
    match step.zip(since) {
        Some((step, end)) => {
            format!("found in {}: below the threshold since the window that ends on {end}", step.format("%Y-%m"))
        }
        None => "found: none".to_owned(),
    }
}
