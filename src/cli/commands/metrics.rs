//! The numbers for Prometheus, of the newest run.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::record::RunRecord;
use crate::sink::{self, RunFolder};

/// Writes the numbers of a run to `file`, else to where they are looked for, unless there is a run of a later day: a month
/// that is made up for says nothing of today.
pub(super) fn renew(out: &Path, file: Option<&Path>, folder: &RunFolder, record: &RunRecord) -> Result<(), Failure> {
    let runs = sink::past_runs(out, &record.pipeline)?;
    if runs.iter().any(|run| run.summary.as_ref().is_ok_and(|other| other.as_of > record.as_of)) {
        return Ok(());
    }
    let usual = sink::metrics_file(out, &record.pipeline);
    Ok(sink::write_metrics(file.unwrap_or(&usual), folder, record)?)
}
