//! One command a file.

mod assign;
mod calibrate;
mod choose_k;
mod demo;
mod diff;
mod history;
mod index;
mod init;
mod lineage;
mod manual;
mod metrics;
mod models;
mod on_change;
mod promote;
mod prune;
mod report;
mod run;
mod validate;
mod verify;

use std::path::Path;

pub use assign::assign;
pub use calibrate::calibrate;
pub use choose_k::choose_k;
pub use demo::demo;
pub use diff::diff;
pub use history::history;
pub use init::init;
pub use manual::{completions, man};
pub use models::models;
pub use promote::promote;
pub use prune::prune;
pub use report::report;
pub use run::run;
pub use validate::validate;
pub use verify::verify;

use super::failure::Failure;
use crate::config;
use crate::plan::Plan;

/// The plan of a pipeline, with the process's environment for the locations of its sources.
fn load(pipeline: &Path) -> Result<Plan, Failure> {
    Ok(config::load(pipeline, &|variable| std::env::var(variable).ok())?)
}

/// The plan of a pipeline whose data need not be there: any value serves for a variable, its own name too.
fn load_without_data(pipeline: &Path) -> Result<Plan, Failure> {
    Ok(config::load(pipeline, &|variable| Some(variable.to_owned()))?)
}
