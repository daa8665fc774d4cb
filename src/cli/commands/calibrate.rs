//! `segwatch calibrate`

use std::fmt::Write as _;
use std::sync::Arc;

use super::report::pages;
use super::run::{Engine, Ran};
use super::{index, load};
use crate::calibration::{CalibrationOptions, calibrate as follow};
use crate::cli::args::CalibrateArgs;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::watch::Spinner;
use crate::memory::Memory;
use crate::numeric::Rate;
use crate::plan::{ModelPlan, Plan, SegmentCount};
use crate::progress::{Progress, Unit};
use crate::record::{CalibrationRecord, Placebo, RunRecord};
use crate::run::{Cache, CheckOptions, History, RunOptions, Unwatched, Watch as _};
use crate::sink;

/// Measures false alarms and power at a pipeline's settings, and puts them into its run.
pub fn calibrate(args: &CalibrateArgs, quiet: bool, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load(&args.pipeline)?;
    let engine = Engine::start(args.resources)?;
    let (folder, record, prepared) = {
        let watch = Spinner::new(quiet);
        let in_service = sink::in_service(&args.out, &plan.name)?;
        let cache = Cache::open(&args.out, &plan.name, true);
        let history = History::Runs { out: &args.out, pipeline: &plan.name };
        let checks = CheckOptions { history, accepted: &[] };
        let options = RunOptions { checks, ..engine.options(args.as_of, in_service.as_ref(), &cache, &watch) };
        let prepared = engine.prepare(&plan, &options)?;
        sink::tidy(&args.out, &plan.name);
        let Ran { folder, record, .. } = engine.run(&plan, &prepared, &args.out, &options)?;
        (folder, record, prepared)
    };

    let (watch, progress) = (Spinner::new(quiet), Arc::new(Progress::default()));
    let (cache, memory) = (Cache::none(), Memory::default());
    let options = CalibrationOptions {
        replicates: args.replicates,
        customers: args.customers,
        // Markets are followed side by side: each needs no more than one thread of its own.
        run: RunOptions {
            as_of: args.as_of,
            in_service: None,
            checks: CheckOptions::default(),
            threads: 1,
            partitions: 1,
            memory: &memory,
            cache: &cache,
            watch: &Unwatched,
        },
        done: &|| progress.add(1),
    };
    progress.expect(u64::from(options.markets()), Unit::Markets);
    watch.begin("calibration", &progress);
    // The number of segments of the run, not one chosen anew on every market.
    let model = ModelPlan { k: SegmentCount::Fixed(record.reference.k), ..plan.model };
    let plan = Plan { model, ..plan };
    let calibration = engine.install(|| follow(&plan, &prepared, &options, &engine.runtime))?;
    drop(watch);

    let record = RunRecord { calibration: Some(calibration.clone()), ..record };
    let pages = pages(&folder, &record)?;
    folder.amend(record, pages.iter().map(|page| (page.file.as_str(), page.html.as_bytes())))?;
    index::renew(&args.out, &plan.name)?;
    output.result(&calibration, || {
        format!("{}\nReport: {}", summary(&calibration), folder.path().join("report.html").display())
    })?;
    Ok(Exit::Done)
}

fn summary(calibration: &CalibrationRecord) -> String {
    let percent =
        |rate: &Rate| format!("{:>5.1} % [{:.1}, {:.1}]", 100.0 * rate.share, 100.0 * rate.low, 100.0 * rate.high);
    let mut text = format!(
        "{} markets of each kind; {} customers in a simulated one\n\nNothing drifts {:<22} {:<24} {:<24}\n",
        calibration.replicates, calibration.customers, "", "re-training called due", "drift found"
    );
    for row in &calibration.placebos {
        let name = match row.placebo {
            Placebo::OwnOrders => "own orders, moved in time",
            Placebo::StationaryMarket => "stationary market",
            Placebo::SeasonalMarket => "the same, December peak",
        };
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {name:<34}  {:<24} {:<24}", percent(&row.retrain), percent(&row.drift));
    }
    let _ = writeln!(text, "\nSomething drifts {:<20} {:<24} {:<24} median delay", "", "found in 3 months", "found");
    for row in &calibration.drifts {
        let delay = row.median_delay_months.map_or_else(|| "-".to_owned(), |months| format!("{months:.0} months"));
        let name = format!("{}, {}", row.kind.replace('_', " "), row.size);
        let _ =
            writeln!(text, "  {name:<34}  {:<24} {:<24} {delay}", percent(&row.found_in_3_months), percent(&row.found));
    }
    text
}
