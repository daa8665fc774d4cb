//! `segwatch report`

use std::path::Path;

use super::index;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::record::RunRecord;
use crate::report::{self, Page, Report};
use crate::sink::{self, RunFolder};

/// Renders a run's report again from its tables.
pub fn report(run: &Path, output: Output<'_>) -> Result<Exit, Failure> {
    let folder = RunFolder::open(run)?;
    let record = folder.record()?;
    let pages = pages(&folder, &record)?;
    let pipeline = record.pipeline.clone();
    folder.amend(record, pages.iter().map(|page| (page.file.as_str(), page.html.as_bytes())))?;
    let paths = pages.iter().map(|page| folder.path().join(&page.file)).collect::<Vec<_>>();
    if let Some(out) = folder.out(&pipeline) {
        sink::tidy(&out, &pipeline);
        index::renew(&out, &pipeline)?;
    }
    output.result(&serde_json::json!({ "report": paths.first(), "reports": paths }), || {
        paths.iter().map(|path| format!("Report: {}", path.display())).collect::<Vec<_>>().join("\n")
    })?;
    Ok(Exit::Done)
}

/// The report of a run, from `record` and the run's tables.
pub(super) fn pages(folder: &RunFolder, record: &RunRecord) -> Result<Vec<Page>, Failure> {
    let features = record.features.iter().map(|feature| feature.name.clone()).collect::<Vec<_>>();
    let pages = report::render(&Report {
        record,
        windows: &sink::read_rows(folder.path())?,
        models: &sink::read_models(folder.path(), &features)?,
        comparisons: &sink::read_rows(folder.path())?,
    })?;
    Ok(pages)
}
