//! A program of the user's, run when a new run's verdict is another than that of the run before it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cli::failure::Failure;
use crate::record::{PastRun, RunRecord};
use crate::sink;

/// Runs `program` if the verdict of `record`, which was written just now, is a change. That it fails is logged and no more:
/// the run is there.
pub(super) fn tell(program: &Path, out: &Path, record: &RunRecord) -> Result<(), Failure> {
    let verdict = record.verdict.value.kind.name();
    let before = before(&sink::past_runs(out, &record.pipeline)?, &record.run_id);
    if before == Some(verdict) {
        return Ok(());
    }
    let json = serde_json::to_vec(record).map_err(|error| Failure::Internal(error.to_string()))?;
    let mut command = Command::new(program);
    command
        .env("SEGWATCH_PIPELINE", &record.pipeline)
        .env("SEGWATCH_RUN", &record.run_id)
        .env("SEGWATCH_VERDICT", verdict)
        .env("SEGWATCH_VERDICT_BEFORE", before.unwrap_or_default())
        // Standard output is for the result of the run.
        .stdout(Stdio::null())
        .stdin(Stdio::piped());
    let ended = command.spawn().and_then(|mut child| {
        // A program that does not read its input has closed it: no reason to complain.
        let _ = child.stdin.take().map(|mut input| input.write_all(&json));
        child.wait()
    });
    match ended {
        Ok(status) if status.success() => tracing::info!(program = %program.display(), verdict, before, "told"),
        Ok(status) => tracing::error!(program = %program.display(), %status, "the program for changes failed"),
        Err(error) => tracing::error!(program = %program.display(), %error, "the program for changes cannot be run"),
    }
    Ok(())
}

/// The verdict of the run before `run_id` in `runs`, which are listed latest first; `None` where there is no such run that
/// can be read.
fn before(runs: &[PastRun], run_id: &str) -> Option<&'static str> {
    let earlier = runs.iter().skip_while(|run| run.folder != run_id).skip(1);
    earlier.filter_map(|run| run.summary.as_ref().ok()).map(|summary| summary.verdict.value.kind.name()).next()
}
