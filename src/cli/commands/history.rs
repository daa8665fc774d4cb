//! `segwatch history`

use std::path::Path;

use serde::Serialize;

use super::load_without_data;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::outputs::Outputs;
use crate::plan::Place;
use crate::record::RunRecord;
use crate::sink::{self, Wanted};

#[derive(Serialize)]
struct PastRun {
    run_id: String,
    as_of: chrono::NaiveDate,
    verdict: &'static str,
    ari: Option<f64>,
    windows: u32,
    retrain_months: Option<f64>,
    orders_used: u64,
}

impl PastRun {
    fn of(record: RunRecord) -> Self {
        Self {
            windows: record.windows,
            run_id: record.run_id,
            as_of: record.as_of,
            verdict: record.verdict.value.kind.name(),
            ari: record.verdict.value.ari,
            retrain_months: record.recommendation.retrain.value.months,
            orders_used: record.orders.used,
        }
    }

    fn text(&self) -> String {
        let number =
            |value: Option<f64>, digits| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.digits$}"));
        format!(
            "{:<24} {:<20} {:>6} {:>8} {:>8} {:>10}\n",
            self.run_id,
            self.verdict,
            number(self.ari, 3),
            number(self.retrain_months, 1),
            self.windows,
            self.orders_used
        )
    }
}

/// Lists the runs of a pipeline, oldest day first.
pub fn history(pipeline: &Path, out: &Place, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load_without_data(pipeline)?;
    let outputs = Outputs::open(out, &plan.name, Wanted::Records, output)?;
    let mut runs = Vec::new();
    for folder in sink::run_folders(outputs.folder(), &plan.name)? {
        match folder.record() {
            Ok(record) => runs.push(PastRun::of(record)),
            // Of another version, or damaged: the others are listed all the same.
            Err(error) => tracing::warn!(%error, "a run is left out"),
        }
    }
    output.result(&runs, || {
        if runs.is_empty() {
            return format!("{} has no runs in {}", plan.name, out);
        }
        let head =
            format!("{:<24} {:<20} {:>6} {:>8} {:>8} {:>10}\n", "run", "verdict", "ari", "months", "windows", "orders");
        runs.iter().fold(head, |text, run| text + &run.text())
    })?;
    Ok(Exit::Done)
}
