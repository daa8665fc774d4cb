//! `segwatch report`

use std::path::Path;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::record::RunRecord;
use crate::report::{self, Report};
use crate::sink::{self, RunFolder};

/// Renders a run's report again from its tables.
pub fn report(run: &Path, output: Output) -> Result<Exit, Failure> {
    let folder = RunFolder::open(run)?;
    let record = folder.record()?;
    let html = page(&folder, &record)?;
    let path = folder.replace("report.html", html.as_bytes())?;
    output.result(&serde_json::json!({ "report": path }), || format!("Report: {}", path.display()))?;
    Ok(Exit::Done)
}

/// The report of a run, from `record` and the run's tables.
pub(super) fn page(folder: &RunFolder, record: &RunRecord) -> Result<String, Failure> {
    let features = record.features.iter().map(|feature| feature.name.clone()).collect::<Vec<_>>();
    report::render(&Report {
        record,
        windows: &sink::read_rows(folder.path())?,
        models: &sink::read_models(folder.path(), &features)?,
        comparisons: &sink::read_rows(folder.path())?,
    })
    .map_err(|error| Failure::Internal(error.to_string()))
}
