//! One command a file.

mod calibrate;
mod choose_k;
mod demo;
mod history;
mod init;
mod manual;
mod report;
mod run;
mod validate;

use std::path::Path;

pub use calibrate::calibrate;
pub use choose_k::choose_k;
pub use demo::demo;
pub use history::history;
pub use init::init;
pub use manual::{completions, man};
pub use report::report;
pub use run::run;
pub use validate::validate;

use super::failure::Failure;
use crate::config;
use crate::plan::Plan;

/// The plan of a pipeline, with the process's environment for the locations of its sources.
fn load(pipeline: &Path) -> Result<Plan, Failure> {
    Ok(config::load(pipeline, &|variable| std::env::var(variable).ok())?)
}
