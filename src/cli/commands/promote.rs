//! `segwatch promote`

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, Utc};

use super::{index, load_without_data};
use crate::cli::args::PromoteArgs;
use crate::cli::environment::variable;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::outputs::Outputs;
use crate::plan::Plan;
use crate::problem::{Blame, Problems};
use crate::record::{PROMOTION_VERSION, Promotion, RunRecord, StoredModel};
use crate::sink::{self, RunFolder, Wanted};

/// Variables that hold the user's name, on one system or another.
const USER: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

/// Puts a model into service, puts an earlier one back, or withdraws the one in service.
pub fn promote(args: &PromoteArgs, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load_without_data(&args.pipeline)?;
    let reason = written("--reason", &args.reason, "say why, for those who read the registry later")?;
    let who = "say who promotes the model, as in --by \"Ana Souza\"";
    let by = args
        .by
        .clone()
        .or_else(|| variable(&USER))
        .ok_or_else(|| Failure::usage("the system does not say who you are", who))?;
    let by = written("--by", &by, who)?;
    let mut outputs = Outputs::open(&args.out, &plan.name, Wanted::Records, output)?;
    let out = outputs.folder().to_owned();
    let model = match (args.window, args.entry) {
        (Some(window), _) => Some(of_run(&out, &plan, args, window)?),
        (None, Some(entry)) => of_entry(&out, &plan, args, entry)?,
        (None, None) => None,
    };
    let differences = model.as_ref().map(|model| model.differences(&plan)).unwrap_or_default();
    if !differences.is_empty() {
        let help = "promote a model of a run with the pipeline as it is, or set the pipeline back first";
        let problems = differences.into_iter().map(|problem| problem.help(help)).collect();
        return Err(Problems::new(Blame::Configuration, problems).into());
    }
    let promotion = Promotion {
        schema_version: PROMOTION_VERSION,
        entry: 0,
        pipeline: plan.name.clone(),
        promoted_at: now()?,
        promoted_by: by,
        reason,
        put_back: args.entry,
        model,
    };
    sink::tidy(&out, &plan.name);
    let promotion = sink::promote(&out, promotion)?;
    if !outputs.publish(|out| index::renew(out, &plan.name))? {
        // Another was promoted at the same moment.
        return promote(args, output);
    }
    output.result(&promotion, || summary(&promotion, args))?;
    Ok(Exit::Done)
}

/// A text that is to be kept: something, and on one line.
fn written(option: &str, text: &str, help: &str) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Failure::usage(format!("{option} is empty"), help));
    }
    if text.chars().any(char::is_control) {
        return Err(Failure::usage(format!("{option} has a line break or another control character"), help));
    }
    Ok(text.to_owned())
}

/// The model of a window of a run.
fn of_run(out: &Path, plan: &Plan, args: &PromoteArgs, window: NaiveDate) -> Result<StoredModel, Failure> {
    let (folder, record) = run(out, plan, args)?;
    let features = record.features.iter().map(|feature| feature.name.clone()).collect::<Vec<_>>();
    let models = sink::read_models(folder.path(), &features)?;
    if let Some(model) = StoredModel::of(&record, &models, window) {
        return Ok(model);
    }
    let windows: Vec<crate::record::tables::WindowRow> = sink::read_rows(folder.path())?;
    if windows.iter().any(|row| row.window_end == window) {
        let message = format!("the window that ends on {window} has no model in run {}", record.run_id);
        return Err(Failure::usage(message, "it has too few customers for one; name another window"));
    }
    let ends = windows.iter().map(|row| row.window_end.to_string()).collect::<Vec<_>>().join(", ");
    let message = format!("run {} has no window that ends on {window}", record.run_id);
    Err(Failure::usage(message, format!("its windows end on {ends}")))
}

/// The run asked for, else the newest one.
fn run(out: &Path, plan: &Plan, args: &PromoteArgs) -> Result<(RunFolder, RunRecord), Failure> {
    let Some(asked) = &args.run else {
        return sink::newest_run(out, &plan.name, |_| true)?.ok_or_else(|| {
            let message = format!("{} has no run in {}", plan.name, args.out);
            Failure::usage(message, format!("run it first: segwatch run {}", args.pipeline.display()))
        });
    };
    let named: PathBuf = out.join(&plan.name).join("runs").join(asked);
    let folder = RunFolder::open(if named.is_dir() { &named } else { Path::new(asked) })?;
    let record = folder.record()?;
    if record.pipeline != plan.name {
        let message = format!("{} is a run of {}, not of {}", asked.display(), record.pipeline, plan.name);
        return Err(Failure::usage(message, "name a run of this pipeline"));
    }
    Ok((folder, record))
}

/// The model of an earlier entry.
fn of_entry(out: &Path, plan: &Plan, args: &PromoteArgs, entry: u32) -> Result<Option<StoredModel>, Failure> {
    let known = sink::promotions(out, &plan.name)?;
    let numbers = known.iter().map(|promotion| promotion.entry.to_string()).collect::<Vec<_>>().join(", ");
    let Some(promotion) = known.into_iter().find(|promotion| promotion.entry == entry) else {
        let there = if numbers.is_empty() { "none".to_owned() } else { numbers };
        let help = format!("there are {there}: segwatch models {}", args.pipeline.display());
        return Err(Failure::usage(format!("the registry of {} has no entry {entry}", plan.name), help));
    };
    Ok(promotion.model)
}

/// Now, to the second.
fn now() -> Result<DateTime<Utc>, Failure> {
    let seconds =
        SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok());
    seconds
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .ok_or_else(|| Failure::usage("the system's clock is before 1970 or out of range", "set it"))
}

fn summary(promotion: &Promotion, args: &PromoteArgs) -> String {
    let next = format!("Next: segwatch run {}", args.pipeline.display());
    match &promotion.model {
        Some(model) => format!(
            "{}: the model of {} is in service, from run {} (entry {})\n{next}",
            promotion.pipeline, model.window_end, model.run_id, promotion.entry
        ),
        None => format!(
            "{}: no promoted model is in service; the first window's serves (entry {})\n{next}",
            promotion.pipeline, promotion.entry
        ),
    }
}
