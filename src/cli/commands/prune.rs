//! `segwatch prune`

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::{index, load_without_data};
use crate::cli::args::PruneArgs;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::outputs::Outputs;
use crate::record::PastRun;
use crate::sink::{self, RunFolder, Wanted};

#[derive(Serialize)]
struct Answer {
    pipeline: String,
    dry_run: bool,
    /// Newest first.
    removed: Vec<String>,
    /// Newest first.
    kept: Vec<Kept>,
}

#[derive(Serialize)]
struct Kept {
    run: String,
    because: String,
}

/// Removes a pipeline's runs but for the newest and those that something goes by.
pub fn prune(args: &PruneArgs, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load_without_data(&args.pipeline)?;
    let mut outputs = Outputs::open(&args.out, &plan.name, Wanted::Records, output)?;
    let out = outputs.folder().to_owned();
    let runs = sink::past_runs(&out, &plan.name)?;
    let needed = needed(&out, &plan.name, &runs)?;
    let mut answer =
        Answer { pipeline: plan.name.clone(), dry_run: args.dry_run, removed: Vec::new(), kept: Vec::new() };
    let mut newer = 0;
    for PastRun { folder, summary } in runs {
        let because = match summary {
            Err(_) => Some("it cannot be read".to_owned()),
            Ok(_) if newer < args.keep => {
                newer += 1;
                Some(format!("it is one of the newest {}", args.keep))
            }
            Ok(summary) => needed.get(&summary.run_id).or_else(|| needed.get(&folder)).cloned(),
        };
        match because {
            Some(because) => answer.kept.push(Kept { run: folder, because }),
            None => answer.removed.push(folder),
        }
    }
    if !args.dry_run {
        sink::tidy(&out, &plan.name);
        for run in &answer.removed {
            RunFolder::open(&out.join(&plan.name).join("runs").join(run))?.remove()?;
        }
        outputs.publish(|out| index::renew(out, &plan.name))?;
    }
    output.result(&answer, || answer.text())?;
    Ok(Exit::Done)
}

/// The runs that something goes by, and what. `runs` are all, newest first.
fn needed(out: &Path, pipeline: &str, runs: &[PastRun]) -> Result<BTreeMap<String, String>, Failure> {
    let mut needed = BTreeMap::new();
    // Where no model is promoted, customers are labelled by that of this run.
    let by_itself =
        runs.iter().filter_map(|run| run.summary.as_ref().ok()).find(|run| run.reference.promoted.is_none());
    if let Some(run) = by_itself {
        needed.insert(run.run_id.clone(), "its model labels customers where none is promoted".to_owned());
    }
    for (_, assignment) in sink::assignments(out, pipeline)? {
        if let Some(run) = assignment.model.source.strip_prefix("runs/") {
            needed.insert(run.to_owned(), format!("its model labelled the assignment of {}", assignment.as_of));
        }
    }
    for entry in sink::promotions(out, pipeline)? {
        if let Some(model) = &entry.model {
            needed
                .insert(model.run_id.clone(), format!("the model of entry {} of the registry is from it", entry.entry));
        }
    }
    Ok(needed)
}

impl Answer {
    fn text(&self) -> String {
        let done = if self.dry_run { "Would remove" } else { "Removed" };
        let mut lines = vec![format!(
            "{done} {} of {} runs of {}",
            self.removed.len(),
            self.removed.len() + self.kept.len(),
            self.pipeline
        )];
        lines.extend(self.removed.iter().map(|run| format!("  {run}")));
        lines.push("Kept".to_owned());
        lines.extend(self.kept.iter().map(|kept| format!("  {}: {}", kept.run, kept.because)));
        lines.join("\n")
    }
}
