//! `segwatch demo`

use std::fs;
use std::path::Path;

use super::load;
use super::run::{Engine, summary};
use crate::cli::args::DemoArgs;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::watch::Spinner;
use crate::synthetic::{self, MarketParams, Truth};

/// Makes the demo's orders, runs its pipeline, and says what was planted beside what was found.
pub fn demo(args: &DemoArgs, quiet: bool, output: Output) -> Result<Exit, Failure> {
    let market = synthetic::market(&MarketParams::default());
    let folder = args.out.join("demo").join("pipeline");
    fs::create_dir_all(&folder).map_err(|error| Failure::io(&folder, "cannot be made", &error))?;
    for (name, text) in synthetic::pipeline_files() {
        write(&folder.join(name), text.as_bytes())?;
    }
    write(&folder.join("orders.csv"), market.orders_csv().as_bytes())?;
    write(&folder.join("truth.json"), market.truth_json().as_bytes())?;

    let plan = load(&folder)?;
    let engine = Engine::start(args.resources)?;
    let watch = Spinner::new(quiet);
    let (run, record) = engine.run(&plan, &args.out, &engine.options(None, &watch))?;
    drop(watch);
    output.result(&record, || {
        let planted = planted(&market.truth);
        let found = match record.verdict.value.below_since {
            // The window's last step is what it has and the window before had not.
            Some(end) => format!("found: below the threshold since the window that ends on {end}"),
            None => "found: nothing".to_owned(),
        };
        format!("{}\nThe demo's market: {planted}\n{found}\n", summary(&run, &record))
    })?;
    Ok(Exit::Done)
}

fn planted(truth: &Truth) -> String {
    format!("a drift is planted on {}", truth.drift_date())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::io(path, "cannot be written", &error))
}
