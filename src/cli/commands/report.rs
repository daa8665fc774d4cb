//! `segwatch report`

use std::path::Path;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::report::{self, Report};
use crate::sink::{self, RunFolder};

/// Renders a run's report again from its tables.
pub fn report(run: &Path, output: Output) -> Result<Exit, Failure> {
    let folder = RunFolder::open(run)?;
    let record = folder.record()?;
    let features = record.features.iter().map(|feature| feature.name.clone()).collect::<Vec<_>>();
    let html = report::render(&Report {
        record: &record,
        windows: &sink::read_windows(folder.path())?,
        models: &sink::read_models(folder.path(), &features)?,
        comparisons: &sink::read_stability(folder.path())?,
    })
    .map_err(|error| Failure::Internal(error.to_string()))?;
    let path = folder.replace("report.html", html.as_bytes())?;
    output.result(&serde_json::json!({ "report": path }), || format!("Report: {}", path.display()))?;
    Ok(Exit::Done)
}
