//! Whether a run can be made again from what it has recorded.

use chrono::NaiveDate;

use super::inputs::files_here;
use super::{RunError, identity};
use crate::plan::Plan;
use crate::problem::{Blame, Problem, Problems};
use crate::record::{InputFile, Promotion, RunRecord};
use crate::source::ENGINE_VERSION;

/// The day that the run was asked for; `None`: it was asked for none.
///
/// # Errors
/// When it cannot be made again: another version of the program made it, an input is missing, is another or is new, or the
/// model in service was another one. Each input is named.
pub fn replayable(
    record: &RunRecord,
    plan: &Plan,
    in_service: Option<&Promotion>,
) -> Result<Option<NaiveDate>, RunError> {
    check_versions(record)?;
    let inputs = files_here(plan)?.files.digest().map_err(RunError::Data)?;
    let differing = differing(&record.inputs, &inputs);
    if !differing.is_empty() {
        return Err(RunError::Data(Problems::new(Blame::Data, differing)));
    }
    // A run that was asked for its last day and one that was asked for none have the same day and not the same name.
    for asked in [None, Some(record.as_of)] {
        let hash = identity::hash(plan, &inputs, asked, in_service)?;
        if format!("{}-{hash}", record.as_of) == record.run_id {
            return Ok(asked);
        }
    }
    let what =
        if in_service.is_some() { "configuration, inputs and model in service" } else { "configuration and inputs" };
    let problem =
        Problem::new(format!("the {what} that {} has recorded are not those that it is named by", record.run_id))
            .help("its run.json or the registry's entry was changed: put it back");
    Err(RunError::Data(Problems::one(Blame::Data, problem)))
}

fn check_versions(record: &RunRecord) -> Result<(), RunError> {
    let own = [("segwatch", env!("CARGO_PKG_VERSION")), ("datafusion", ENGINE_VERSION)];
    let others = own.into_iter().filter_map(|(name, own)| {
        let other = record.software.get(name).map_or("unknown", String::as_str);
        let problem = Problem::new(format!("the run was made with {name} {other}; this is {name} {own}"));
        (other != own).then(|| problem.help("replay it with the program that made it"))
    });
    let others = others.collect::<Vec<_>>();
    if others.is_empty() { Ok(()) } else { Err(RunError::Data(Problems::new(Blame::Configuration, others))) }
}

/// Every input that is not what it was.
fn differing(then: &[InputFile], now: &[InputFile]) -> Vec<Problem> {
    let of = |files: &[InputFile], wanted: &InputFile| {
        files.iter().find(|file| (&file.source, &file.path) == (&wanted.source, &wanted.path)).cloned()
    };
    let named = |file: &InputFile, message: String| {
        Problem::new(message).in_file(&file.path).of(format!("sources.{}", file.source))
    };
    let mut problems = Vec::new();
    for file in then {
        let help = "put it back as it was: a run is replayed on its own inputs";
        match of(now, file) {
            None => problems.push(named(file, "the run has read this file, and it is not there".to_owned()).help(help)),
            Some(found) if found.sha256 != file.sha256 => {
                let message =
                    format!("has changed since the run: its SHA-256 is {}, and was {}", found.sha256, file.sha256);
                problems.push(named(file, message).help(help));
            }
            Some(_) => {}
        }
    }
    let new = now.iter().filter(|file| of(then, file).is_none());
    problems.extend(new.map(|file| {
        named(file, "was not there when the run was made".to_owned())
            .help("move it away: a run is replayed on its own inputs")
    }));
    problems
}
