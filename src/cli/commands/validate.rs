//! `segwatch validate`

use std::path::Path;

use super::load;
use super::run::notices;
use crate::checks;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::outputs::Outputs;
use crate::plan::Place;
use crate::run;
use crate::sink::{self, Wanted};
use crate::source;

/// Checks a pipeline without reading a row.
pub fn validate(pipeline: &Path, out: &Place, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load(pipeline)?;
    let here = run::files_here(&plan)?;
    let outputs = Outputs::open(out, &plan.name, Wanted::Records, output)?;
    // Before the SQL is looked at, which says of a column that is gone only that it does not know it.
    let earlier = sink::earlier_profile(outputs.folder(), &plan.name, None, "/")?;
    let found = checks::of_files(&[], &here.files.headers(&plan), earlier.as_ref());
    let findings = checks::judged(&plan.checks, &[], found);
    checks::problems(&findings).map_or(Ok(()), Err)?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().map_err(|error| Failure::Internal(error.to_string()))?;
    runtime.block_on(source::check(&plan, &here.files))?;
    let answer = serde_json::json!({
        "pipeline": plan.name,
        "valid": true,
        "sources": plan.sources.len(),
        "features": plan.features.len(),
        "findings": findings,
    });
    output.result(&answer, || {
        let [sources, features] = [plan.sources.len(), plan.features.len()];
        let found = notices(&checks::notices(&findings, &[]));
        format!("{} is valid: {sources} sources, {features} features\n{found}", plan.name)
    })?;
    Ok(Exit::Done)
}
