//! Reads and checks a pipeline's configuration: `pipeline.toml` and the SQL files beside it.
//!
//! What the user wrote is read into the types of `section`, whose leaves are those of `value`; only a configuration
//! without a problem becomes a [`Plan`]. All problems are found in one pass: `reader` collects them and never stops
//! at the first. Nothing here knows whether the data exist, or what the SQL means.

mod folder;
mod reader;
mod recorded;
mod schema;
mod section;
mod starter;
mod value;

#[cfg(test)]
mod tests;

use std::path::Path;

use self::folder::Folder;
use self::reader::{Context, Document, Findings, Table};
use self::recorded::{Recorded, unusable};
use self::section::Pipeline;
use crate::plan::Plan;
use crate::problem::{Blame, Problem, Problems};

pub use schema::schema;
pub use starter::{StarterFile, starter};

/// The plan of the pipeline in a folder, or of a pipeline file.
///
/// `environment` gives the value of an environment variable, for the paths of sources. Relative paths are relative
/// to the pipeline's folder.
///
/// # Errors
/// Every problem of the configuration, in the order of the file.
pub fn load(folder_or_file: &Path, environment: &dyn Fn(&str) -> Option<String>) -> Result<Plan, Problems> {
    let (folder, file, text) = Folder::open(folder_or_file)?;
    read(&folder, &file, &text, environment)
}

/// The plan of a run whose `run.json` has this configuration: the same as that of the pipeline then.
///
/// `folder` is what relative paths of sources are relative to; `environment` as of [`load`].
///
/// # Errors
/// When it cannot be read, or is not recorded in the same way again: it is of another version.
pub fn recorded(
    configuration: &serde_json::Value,
    folder: &Path,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Plan, Problems> {
    let Recorded { text, files } = Recorded::of(configuration)?;
    let plan = read(&Folder::of_texts(folder, files), "run.json", &text, environment)?;
    if plan.written == *configuration { Ok(plan) } else { Err(unusable("it is of another version of segwatch")) }
}

fn read(
    folder: &Folder,
    file: &str,
    text: &str,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Plan, Problems> {
    let (readable, broken) = reader::readable(text);
    let document = Document::parse(&readable, text, broken);
    if let Some(problem) = document.nothing_in_it() {
        return Err(Problems::one(Blame::Configuration, problem.in_file(file)));
    }
    let context = Context { folder, environment, findings: Findings::default() };
    let pipeline = Table::read_root::<Pipeline>(&document.root, &context);
    let sound = context.findings.is_empty() && document.syntax().is_empty();
    match pipeline {
        Ok(pipeline) if sound => {
            let written = serde_json::to_value(&pipeline).map_err(|error| {
                let problem = Problem::new(format!("cannot be recorded: {error}")).in_file(file);
                Problems::one(Blame::Configuration, problem)
            })?;
            Ok(pipeline.into_plan(folder, written))
        }
        _ => Err(context.findings.into_problems(&document, file)),
    }
}
