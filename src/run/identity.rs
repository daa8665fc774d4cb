//! What makes two runs the same: configuration, inputs, day and program.

use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::RunError;
use crate::plan::Plan;
use crate::record::InputFile;
use crate::source::hex;

/// Hex digits of a run's hash that its name shows.
const DIGITS: usize = 12;

#[derive(Serialize)]
struct Identity<'a> {
    segwatch: &'static str,
    configuration: &'a serde_json::Value,
    inputs: Vec<(&'a str, &'a str)>,
    as_of: Option<NaiveDate>,
}

/// The hash of a run: equal for equal configuration, bytes of the inputs, day asked for and version.
pub(super) fn hash(plan: &Plan, inputs: &[InputFile], as_of: Option<NaiveDate>) -> Result<String, RunError> {
    let identity = Identity {
        segwatch: env!("CARGO_PKG_VERSION"),
        configuration: &plan.written,
        inputs: inputs.iter().map(|input| (input.source.as_str(), input.sha256.as_str())).collect(),
        as_of,
    };
    let json = serde_json::to_vec(&identity).map_err(RunError::internal)?;
    let mut digits = hex(&Sha256::digest(json));
    digits.truncate(DIGITS);
    Ok(digits)
}
