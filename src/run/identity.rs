//! What makes two runs the same: configuration, inputs, day, the model in service and program.

use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::RunError;
use crate::plan::Plan;
use crate::record::{InputFile, Promotion};
use crate::source::hex;

/// Hex digits of a run's hash that its name shows.
const DIGITS: usize = 12;

#[derive(Serialize)]
struct Identity<'a> {
    segwatch: &'static str,
    configuration: &'a serde_json::Value,
    inputs: Vec<(&'a str, &'a str)>,
    as_of: Option<NaiveDate>,
    /// Absent, not null, without one: such runs keep the names they had before models could be promoted.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_service: Option<&'a Promotion>,
}

/// The hash of a run: equal for equal configuration, bytes of the inputs, day asked for, promoted model and version.
pub(super) fn hash(
    plan: &Plan,
    inputs: &[InputFile],
    as_of: Option<NaiveDate>,
    in_service: Option<&Promotion>,
) -> Result<String, RunError> {
    let identity = Identity {
        segwatch: env!("CARGO_PKG_VERSION"),
        configuration: &plan.written,
        inputs: inputs.iter().map(|input| (input.source.as_str(), input.sha256.as_str())).collect(),
        as_of,
        // An entry that withdraws a model leaves things as they were before any was promoted.
        in_service: in_service.filter(|entry| entry.model.is_some()),
    };
    let json = serde_json::to_vec(&identity).map_err(RunError::internal)?;
    let mut digits = hex(&Sha256::digest(json));
    digits.truncate(DIGITS);
    Ok(digits)
}
