//! `segwatch validate`

use std::path::Path;

use super::load;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::run;
use crate::source;

/// Checks a pipeline without reading a row.
pub fn validate(pipeline: &Path, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load(pipeline)?;
    let here = run::files_here(&plan)?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().map_err(|error| Failure::Internal(error.to_string()))?;
    runtime.block_on(source::check(&plan, &here.files))?;
    let answer = serde_json::json!({
        "pipeline": plan.name,
        "valid": true,
        "sources": plan.sources.len(),
        "features": plan.features.len(),
    });
    output.result(&answer, || {
        format!("{} is valid: {} sources, {} features", plan.name, plan.sources.len(), plan.features.len())
    })?;
    Ok(Exit::Done)
}
