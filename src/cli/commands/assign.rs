//! `segwatch assign`

use std::fmt::Write as _;

use serde::Serialize;

use super::run::Engine;
use super::{index, lineage, load};
use crate::assignment::{AssignOptions, Assignment, assign as label};
use crate::cli::args::{AssignArgs, CustomersFormat};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::outputs::Outputs;
use crate::cli::watch::Spinner;
use crate::plan::Plan;
use crate::record::AssignmentRecord;
use crate::sink::{self, Product, Wanted};

#[derive(Serialize)]
struct Answer<'a> {
    folder: &'a std::path::Path,
    /// False when the same assignment was there already.
    written: bool,
    #[serde(flatten)]
    assignment: &'a AssignmentRecord,
}

/// Labels all customers as of a day.
pub fn assign(args: &AssignArgs, quiet: bool, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load(&args.pipeline)?;
    lineage::begin(&args.lineage, "assign", &plan, &args.out)?;
    let done = assign_by(&plan, args, quiet, output);
    lineage::end(done, |record| Some(Product::Assignment(record)), output)
}

fn assign_by(
    plan: &Plan,
    args: &AssignArgs,
    quiet: bool,
    output: Output<'_>,
) -> Result<(Exit, AssignmentRecord), Failure> {
    let engine = Engine::start(args.resources)?;
    let watch = Spinner::new(quiet);
    let mut outputs = Outputs::open(&args.out, &plan.name, Wanted::Labels, output)?;
    let out = outputs.folder().to_owned();
    let in_service = sink::in_service(&out, &plan.name)?;
    sink::tidy(&out, &plan.name);
    let options = AssignOptions {
        as_of: args.as_of,
        in_service: in_service.as_ref(),
        kept: outputs.cache(),
        whole: args.whole,
        csv: args.to == CustomersFormat::Csv,
        partitions: engine.partitions,
        watch: &watch,
    };
    let assignment = engine.install(|| label(&out, plan, &options, &engine.runtime))?;
    drop(watch);
    outputs.publish(|out| index::renew(out, &plan.name))?;
    let Assignment { folder, record, written } = &assignment;
    output.result(&Answer { folder, written: *written, assignment: record }, || summary(&assignment))?;
    Ok((Exit::Done, assignment.record))
}

fn summary(Assignment { folder, record, written }: &Assignment) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        text,
        "{} as of {}: {} customers = {} labelled + {} without a segment for a missing value",
        record.pipeline, record.as_of, record.customers, record.labelled, record.dropped
    );
    let _ = writeln!(text, "Model: that of {}, from {}", record.model.window_end, record.model.source);
    let read = &record.read;
    let how = match &read.whole_because {
        None => String::new(),
        Some(reason) => format!(" (not file by file: {reason})"),
    };
    let _ = writeln!(
        text,
        "Read: {} of {} files, {} rows; {} rows kept from before{how}",
        read.files_read, read.files, read.rows_read, read.rows_kept
    );
    match &record.earlier {
        None => text.push_str("There is no earlier assignment by this model\n"),
        Some(earlier) => {
            let _ = writeln!(
                text,
                "Since {}: {} changed segment, {} joined, {} left",
                earlier.as_of, record.changed, record.joined, record.left
            );
        }
    }
    for segment in &record.segments {
        let before = segment.before.map_or_else(String::new, |before| format!(", {before} before"));
        let _ = writeln!(text, "  {}: {}{before}", segment.name, segment.after);
    }
    let done = if *written { "Written" } else { "There already, nothing written" };
    let _ = writeln!(text, "{done}: {}", folder.display());
    text
}
