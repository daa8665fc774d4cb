//! `segwatch run`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use bytesize::ByteSize;
use serde::Serialize;
use tokio::runtime::{Builder, Runtime};

use super::{index, lineage, load, metrics, on_change};
use crate::checks;
use crate::cli::args::{FailOn, Resources, RunArgs};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::outputs::Outputs;
use crate::cli::watch::Spinner;
use crate::memory::Memory;
use crate::plan::{Plan, WindowKind};
use crate::record::{ChecksRecord, Notice, Promotion, RunRecord, Severity};
use crate::run::{self, Cache, CheckOptions, History, Prepared, RunOptions};
use crate::sink::{self, Begun, Product, RunFolder, Wanted};
use crate::source::{self, Route};
use crate::stability::VerdictKind;

/// As much as the first thread has: SQL is planned and evaluated on all of them, by recursion.
const STACK_BYTES: usize = 8 << 20;

/// Runs a pipeline.
pub fn run(args: &RunArgs, quiet: bool, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load(&args.pipeline)?;
    if !args.dry_run {
        lineage::begin(&args.lineage, "run", &plan, &args.out)?;
    }
    let done = run_plan(&plan, args, quiet, output);
    lineage::end(done, |record| record.as_ref().map(Product::Run), output)
}

/// Runs a plan; its record, unless nothing was to be run.
fn run_plan(
    plan: &Plan,
    args: &RunArgs,
    quiet: bool,
    output: Output<'_>,
) -> Result<(Exit, Option<RunRecord>), Failure> {
    let engine = Engine::start(args.resources)?.within(args.memory);
    let watch = Spinner::new(quiet);
    let mut outputs = Outputs::open(&args.out, &plan.name, Wanted::Records, output)?;
    let out = outputs.folder().to_owned();
    let in_service = sink::in_service(&out, &plan.name)?;
    // A dry run writes nothing.
    let cache = if args.dry_run { Cache::none() } else { Cache::open(outputs.cache(), &plan.name, !args.no_cache) };
    let history = History::Runs { out: &out, pipeline: &plan.name };
    let checks = CheckOptions { history, accepted: &args.accept };
    let options = RunOptions { checks, ..engine.options(args.as_of, in_service.as_ref(), &cache, &watch) };
    let prepared = engine.prepare(plan, &options)?;
    if args.dry_run {
        drop(watch);
        let dry_run = DryRun::of(plan, &prepared, engine.routes(plan, &prepared)?);
        output.result(&dry_run, || dry_run.text())?;
        return Ok((Exit::Done, None));
    }
    sink::tidy(&out, &plan.name);
    let Ran { folder, record: made, written } = engine.run(plan, &prepared, &out, &options)?;
    drop(watch);
    outputs.publish(|out| {
        index::renew(out, &plan.name)?;
        metrics::renew(out, args.metrics.as_deref(), &folder, &made)
    })?;
    // In a store, another process may have finished the same run first.
    let record = folder.record()?;
    let (run_id, verdict) = (record.run_id.as_str(), record.verdict.value.kind.name());
    let path = output.names.put(&folder.path().display().to_string());
    tracing::info!(run_id, verdict, written, path, "run");
    if let Some(program) = args.on_change.as_deref().filter(|_| written && record == made) {
        on_change::tell(program, &out, &record)?;
    }
    output.result(&record, || summary(&folder, &record))?;
    Ok((exit(record.verdict.value.kind, &args.fail_on), Some(record)))
}

/// A finished run.
pub(super) struct Ran {
    pub folder: RunFolder,
    pub record: RunRecord,
    /// Whether it was written now, and not there already.
    pub written: bool,
}

/// Threads for queries and threads for numbers.
pub(super) struct Engine {
    pub runtime: Runtime,
    pool: rayon::ThreadPool,
    threads: usize,
    pub partitions: usize,
    memory: Memory,
}

impl Engine {
    /// Starts as many threads as asked for, else one a core.
    pub fn start(resources: Resources) -> Result<Self, Failure> {
        let internal = |error: &dyn std::fmt::Display| Failure::Internal(format!("threads cannot be started: {error}"));
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = resources.threads.map_or(cores, usize::from);
        let partitions = resources.partitions.map_or(threads, usize::from);
        let runtime = Builder::new_multi_thread().worker_threads(threads).thread_stack_size(STACK_BYTES).build();
        let runtime = runtime.map_err(|error| internal(&error))?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK_BYTES).build();
        let pool = pool.map_err(|error| internal(&error))?;
        Ok(Self { runtime, pool, threads, partitions, memory: Memory::default() })
    }

    /// The same, with no more than so much memory for the data.
    pub fn within(self, memory: Option<ByteSize>) -> Self {
        let memory = memory.map_or_else(Memory::default, |limit| Memory::limited(limit.as_u64()));
        Self { memory, ..self }
    }

    /// The options of a run on these threads.
    pub fn options<'a>(
        &'a self,
        as_of: Option<chrono::NaiveDate>,
        in_service: Option<&'a Promotion>,
        cache: &'a Cache,
        watch: &'a Spinner,
    ) -> RunOptions<'a> {
        let checks = CheckOptions::default();
        let (threads, partitions, memory) = (self.threads, self.partitions, &self.memory);
        RunOptions { as_of, in_service, checks, threads, partitions, memory, cache, watch }
    }

    /// Does `work` on the threads for numbers.
    pub fn install<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        // A span knows what it is in by its thread.
        let span = tracing::Span::current();
        self.pool.install(|| span.in_scope(work))
    }

    /// The orders read and the windows cut.
    pub fn prepare(&self, plan: &Plan, options: &RunOptions<'_>) -> Result<Prepared, Failure> {
        Ok(self.install(|| run::prepare(plan, options, &self.runtime))?)
    }

    /// How each feature is computed.
    fn routes(&self, plan: &Plan, prepared: &Prepared) -> Result<Vec<Route>, Failure> {
        let routes = self.runtime.block_on(source::routes(&plan.features, &prepared.orders));
        Ok(routes.map_err(run::RunError::from)?)
    }

    /// A whole run; the one that is there already when nothing has changed since.
    pub fn run(&self, plan: &Plan, prepared: &Prepared, out: &Path, options: &RunOptions<'_>) -> Result<Ran, Failure> {
        self.install(|| {
            let staged = match run::begin(out, plan, prepared)? {
                Begun::New(staged) => staged,
                Begun::There(folder) => {
                    let record = folder.record()?;
                    return Ok(Ran { folder, record, written: false });
                }
            };
            let fitted = run::fit(plan, prepared, options, &self.runtime)?;
            let conclusions = run::conclude(plan, prepared, &fitted, options)?;
            let (folder, record) = run::write(staged, plan, prepared, &fitted, &conclusions, options)?;
            Ok(Ran { folder, record, written: true })
        })
    }
}

fn exit(verdict: VerdictKind, fail_on: &[FailOn]) -> Exit {
    match verdict {
        VerdictKind::Retrain if fail_on.contains(&FailOn::Retrain) => Exit::RetrainingDue,
        VerdictKind::Undecidable | VerdictKind::InsufficientHistory | VerdictKind::Unmonitorable
            if fail_on.contains(&FailOn::Undecidable) =>
        {
            Exit::Undecided
        }
        _ => Exit::Done,
    }
}

/// What a run says to people.
pub(super) fn summary(folder: &RunFolder, record: &RunRecord) -> String {
    let mut text = String::new();
    let rejected = record.orders.rejected.iter().map(|rejection| rejection.rows).sum::<u64>();
    let verdict = record.verdict.value.kind.name().replace('_', " ");
    // Writing to a string does not fail.
    let first = if record.window_kind == WindowKind::Expanding.name() { ", the first" } else { "" };
    let _ = writeln!(
        text,
        "{} as of {}: {} {} windows{first} of {}, one every {}",
        record.pipeline,
        record.as_of,
        record.windows,
        record.window_kind,
        record.window_length,
        record.window_step.trim_start_matches("1 ")
    );
    let _ = writeln!(
        text,
        "{} orders in = {} used + {rejected} rejected + {} out of range",
        record.orders.rows, record.orders.used, record.orders.out_of_range
    );
    if let Some(promoted) = &record.reference.promoted {
        let _ = writeln!(
            text,
            "Model in service: that of {}, promoted on {} by {}: {}",
            record.reference.window_end,
            promoted.at.date_naive(),
            promoted.by,
            promoted.reason
        );
    }
    let _ = writeln!(text, "\nVerdict: {verdict}\n  {}", english(&record.verdict.sentence));
    if let Some(explanation) = &record.explanation {
        let _ = writeln!(text, "What moved:\n  {}", english(&explanation.sentence));
    }
    let _ = writeln!(text, "Re-fit:\n  {}", english(&record.recommendation.retrain.sentence));
    let _ = writeln!(text, "Label again:\n  {}", english(&record.recommendation.rescore.sentence));
    let _ = writeln!(text, "Policy:\n  {}", english(&record.policy.sentence));
    text += &notices(&record.notices);
    let _ = writeln!(text, "\nReport: {}", folder.path().join("report.html").display());
    text
}

fn english(sentence: &BTreeMap<String, String>) -> String {
    sentence.get("en").or_else(|| sentence.values().next()).cloned().unwrap_or_default()
}

/// Notices for people, two lines each.
pub(super) fn notices(notices: &[Notice]) -> String {
    let mut text = String::new();
    for Notice { severity, message, remedy, .. } in notices {
        let kind = if *severity == Severity::Warning { "Warning" } else { "Note" };
        // Writing to a string does not fail.
        let _ = writeln!(text, "{kind}: {}\n  {}", english(message), english(remedy));
    }
    text
}

#[derive(Serialize)]
struct DryRun {
    pipeline: String,
    as_of: chrono::NaiveDate,
    run_id: String,
    windows: Vec<DryWindow>,
    left_out: Vec<String>,
    features: Vec<Route>,
    orders: crate::record::OrderRows,
    sources: Vec<crate::record::SourceRows>,
    checks: ChecksRecord,
    notices: Vec<Notice>,
}

#[derive(Serialize)]
struct DryWindow {
    start: chrono::NaiveDateTime,
    end: chrono::NaiveDateTime,
    orders: u64,
}

impl DryRun {
    fn of(plan: &Plan, prepared: &Prepared, features: Vec<Route>) -> Self {
        Self {
            pipeline: plan.name.clone(),
            as_of: prepared.as_of,
            run_id: format!("{}-{}", prepared.as_of, prepared.hash),
            windows: prepared
                .schedule
                .windows
                .iter()
                .map(|window| DryWindow {
                    start: window.start,
                    end: window.end,
                    orders: window.range(prepared.orders.times()).len() as u64,
                })
                .collect(),
            left_out: prepared
                .schedule
                .left_out
                .iter()
                .map(|left_out| {
                    format!("the window that ends on {}: {}", left_out.window.end_date(), left_out.shortfall)
                })
                .collect(),
            features,
            orders: prepared.rows.clone(),
            sources: prepared.sources.clone(),
            checks: prepared.checks.clone(),
            notices: checks::notices(&prepared.checks.findings, &prepared.checks.accepted),
        }
    }

    fn text(&self) -> String {
        let mut text = format!("{} would run as {}: {} windows\n", self.pipeline, self.run_id, self.windows.len());
        for window in &self.windows {
            let _ = writeln!(text, "  {} to {}: {} orders", window.start, window.end, window.orders);
        }
        for left_out in &self.left_out {
            let _ = writeln!(text, "  left out: {left_out}");
        }
        let (one_pass, direct): (Vec<_>, Vec<_>) = self.features.iter().partition(|route| route.obstacle.is_none());
        let one_pass = one_pass.into_iter().map(|route| route.feature.as_str()).collect::<Vec<_>>();
        if !one_pass.is_empty() {
            let _ = writeln!(text, "features from one pass over the orders: {}", one_pass.join(", "));
        }
        for Route { feature, obstacle } in direct {
            let _ = writeln!(
                text,
                "feature from a query of each window: {feature} ({})",
                obstacle.as_deref().unwrap_or_default()
            );
        }
        for source in &self.sources {
            let _ = writeln!(text, "{}: {} rows, {} accepted", source.source, source.rows, source.accepted);
            for rejection in &source.rejected {
                let _ = writeln!(text, "  {} {}: {} rows", rejection.column, rejection.reason, rejection.rows);
            }
        }
        let _ = writeln!(
            text,
            "orders: {} in, {} used, {} out of range",
            self.orders.rows, self.orders.used, self.orders.out_of_range
        );
        for rejection in &self.orders.rejected {
            let _ = writeln!(text, "  {} {}: {} rejected", rejection.column, rejection.reason, rejection.rows);
        }
        if let Some(run) = &self.checks.compared_with {
            let findings = self.checks.findings.len();
            let found = if findings == 1 { "finding" } else { "findings" };
            let _ = writeln!(text, "data compared with those of {run}: {findings} {found}");
        }
        text += &notices(&self.notices);
        text
    }
}
