//! `segwatch verify`

use std::path::PathBuf;

use serde::Serialize;

use super::report::pages;
use super::run::{Engine, Ran};
use crate::cli::args::VerifyArgs;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::outputs::open_run;
use crate::cli::watch::Spinner;
use crate::config;
use crate::plan::Plan;
use crate::record::{Difference, Promotion, RunRecord, differences};
use crate::run::{self, Cache, CheckOptions, History, RunOptions};
use crate::sink::{self, Fault, FileFault, FilesChecked, RunFolder, Scratch, Wanted};

#[derive(Serialize)]
struct Answer {
    run_id: String,
    /// Whether the run is what it says that it is, as far as was looked.
    verified: bool,
    #[serde(flatten)]
    files: FilesChecked,
    /// Null where it was not asked for, and of a run whose files are at fault.
    replay: Option<Replay>,
}

/// What differs when the run is made again.
#[derive(Serialize)]
struct Replay {
    /// Files, by path.
    files: Vec<String>,
    /// Keys of `run.json`, but for the seconds of its stages.
    record: Vec<Difference>,
    /// Whether the run has a calibration, which is taken as recorded and not measured again.
    calibration_as_recorded: bool,
}

/// Checks a run's files against its `run.json`, and makes it again where that is asked for.
pub fn verify(args: &VerifyArgs, quiet: bool, output: Output<'_>) -> Result<Exit, Failure> {
    let run = open_run(&args.run, |run| Wanted::Run(run), output)?;
    let folder = &run.folder;
    let record = folder.record()?;
    let files = sink::check_files(folder.path(), &record)?;
    let sound = files.faults.is_empty();
    let replay = if args.replay && sound { Some(replay(folder, &record, args, quiet)?) } else { None };
    let same = replay.as_ref().is_none_or(|replay| replay.files.is_empty() && replay.record.is_empty());
    let answer = Answer { run_id: record.run_id, verified: sound && same, files, replay };
    output.result(&answer, || answer.text(args))?;
    Ok(if answer.verified { Exit::Done } else { Exit::Unverified })
}

/// Makes the run again in a temporary folder, and compares.
fn replay(folder: &RunFolder, record: &RunRecord, args: &VerifyArgs, quiet: bool) -> Result<Replay, Failure> {
    let scratch = Scratch::new()?;
    let plan = plan(record, args, &scratch)?;
    let in_service = in_service(folder, record, args)?;
    let as_of = run::replayable(record, &plan, in_service.as_ref())?;
    let engine = Engine::start(args.resources)?;
    let watch = Spinner::new(quiet);
    // Nothing that an earlier run computed: the run's own results are what is in question.
    let cache = Cache::none();
    // Held against what it was held against then, which it has kept.
    let profile = sink::read_profile(folder);
    let history = History::Recorded(profile.as_ref().and_then(|profile| profile.compared_with.as_ref()));
    let accepted = record.checks.as_ref().map_or(&[] as &[_], |checks| checks.accepted.as_slice());
    let checks = CheckOptions { history, accepted };
    let options = RunOptions { checks, ..engine.options(as_of, in_service.as_ref(), &cache, &watch) };
    let prepared = engine.prepare(&plan, &options)?;
    let Ran { folder: again, record: mut made, .. } = engine.run(&plan, &prepared, &scratch.path("out"), &options)?;
    drop(watch);
    if record.calibration.is_some() {
        made.calibration.clone_from(&record.calibration);
        let pages = pages(&again, &made)?;
        again.amend(made, pages.iter().map(|page| (page.file.as_str(), page.html.as_bytes())))?;
        made = again.record()?;
    }
    Ok(Replay {
        files: sink::differing_files(folder.path(), again.path(), record)?,
        record: differences(&without_seconds(record)?, &without_seconds(&made)?),
        calibration_as_recorded: record.calibration.is_some(),
    })
}

/// The plan that the run has recorded.
fn plan(record: &RunRecord, args: &VerifyArgs, scratch: &Scratch) -> Result<Plan, Failure> {
    let given = args.pipeline.as_deref().map(|path| match path.parent() {
        Some(parent) if path.is_file() => parent,
        _ => path,
    });
    // A folder with nothing in it, where none is given: what is found there was relative.
    let nowhere = scratch.folder();
    let base = std::path::absolute(given.unwrap_or(&nowhere))
        .map_err(|error| Failure::io(&nowhere, "cannot be told", &error))?;
    let plan = config::recorded(&record.configuration, &base, &|variable| std::env::var(variable).ok())?;
    let relative =
        plan.sources.iter().find(|source| source.location.place.local().is_some_and(|path| path.starts_with(&nowhere)));
    match relative {
        Some(source) => Err(Failure::usage(
            format!("the path of the source {} is relative: {}", source.name, source.location.written),
            "name the pipeline's folder, which it is relative to: --pipeline DIR",
        )),
        None => Ok(plan),
    }
}

/// The promotion that the run went by: as it stands in the registry.
fn in_service(folder: &RunFolder, record: &RunRecord, args: &VerifyArgs) -> Result<Option<Promotion>, Failure> {
    let Some(promoted) = &record.reference.promoted else { return Ok(None) };
    let missing = |what: String| {
        Failure::usage(what, "name the folder that has the pipeline's registry: --out DIR, with DIR/PIPELINE/reference")
    };
    let out: PathBuf = match (&args.out, folder.out(&record.pipeline)) {
        (Some(out), _) => out.clone(),
        (None, Some(out)) => out,
        (None, None) => return Err(missing(format!("the run went by entry {} of a registry", promoted.entry))),
    };
    let found = sink::promotions(&out, &record.pipeline)?.into_iter().find(|entry| entry.entry == promoted.entry);
    match found {
        Some(found) if found.record().as_ref() == Some(promoted) => Ok(Some(found)),
        Some(_) => Err(Failure::usage(
            format!("entry {} of the registry is not the one that the run went by", promoted.entry),
            "put the registry's file back as segwatch promote wrote it",
        )),
        None => Err(missing(format!("the registry in {} has no entry {}", out.display(), promoted.entry))),
    }
}

fn without_seconds(record: &RunRecord) -> Result<serde_json::Value, Failure> {
    let mut record = record.clone();
    for stage in &mut record.stages {
        stage.seconds = 0.0;
    }
    serde_json::to_value(record).map_err(|error| Failure::Internal(error.to_string()))
}

impl Answer {
    fn text(&self, args: &VerifyArgs) -> String {
        let mut lines = Vec::new();
        let files = &self.files;
        let count = format!("{} files, {} bytes", files.files, files.bytes);
        if files.faults.is_empty() {
            lines.push(format!("{}: {count}: all as run.json lists them", self.run_id));
        } else {
            lines.push(format!("{}: {} of {count} are not as run.json lists them", self.run_id, files.faults.len()));
            lines.extend(files.faults.iter().map(fault));
        }
        lines.extend(files.unlisted.iter().map(|path| format!("  {path} is there and not listed")));
        match &self.replay {
            None if args.replay => lines.push("Not made again: its files are at fault".to_owned()),
            None => {}
            Some(replay) => lines.extend(replay.lines()),
        }
        lines.join("\n")
    }
}

fn fault(fault: &FileFault) -> String {
    let path = &fault.path;
    match &fault.fault {
        Fault::Missing => format!("  {path} is missing"),
        Fault::Changed { sha256, listed } => {
            format!("  {path} has changed: its SHA-256 is {sha256}, and {listed} is listed")
        }
        Fault::Unreadable { reason } => format!("  {path} cannot be read: {reason}"),
        Fault::Outside => format!("  {path} is listed, and is no file of a run"),
    }
}

impl Replay {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        match self.files.first() {
            Some(first) => {
                lines.push(format!("Made again: {} files differ, the first of them is {first}", self.files.len()));
            }
            None if self.record.is_empty() => lines.push("Made again: the same, byte by byte".to_owned()),
            None => lines.push("Made again: run.json differs".to_owned()),
        }
        let keys = self.record.iter().filter(|difference| !difference.key.starts_with("files["));
        lines.extend(keys.map(|difference| format!("  run.json: {} differs", difference.key)));
        if self.calibration_as_recorded {
            lines.push("The calibration is taken as recorded, and was not measured again".to_owned());
        }
        lines
    }
}
