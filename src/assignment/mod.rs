//! All customers labelled as of a day by the model in service: files → orders → features of one window → segments, beside
//! those of the assignment before.

mod labels;
mod model;

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::runtime::Runtime;

use crate::memory::Memory;
use crate::model::SegmentationError;
use crate::plan::Plan;
use crate::problem::{Blame, Problem, Problems};
use crate::record::{AssignedOrders, AssignmentRecord, Earlier, ModelServed, Promotion, SCHEMA_VERSION, StoredModel};
use crate::run::{self, Cache, KeptOrders, ReadOptions, RunError, Stages, Watch, read_orders};
use crate::sink::{self, Assigned};
use crate::source::{OrdersRead, Profiling, hex, window_features};
use crate::window::Window;
use labels::{Labels, label};
use model::Serving;

/// Hex digits of a hash that people see.
const DIGITS: usize = 12;

/// What is asked for, and what may be used. The labels do not depend on `whole`, `threads` and `partitions`.
#[derive(Clone, Copy)]
pub struct AssignOptions<'a> {
    /// The day; `None`: the one after the newest order's.
    pub as_of: Option<NaiveDate>,
    /// The newest entry of the registry.
    pub in_service: Option<&'a Promotion>,
    /// The folder in which orders are kept to be used again, as `out` is one of outputs.
    pub kept: &'a Path,
    /// Read every file, whatever was kept from before.
    pub whole: bool,
    /// Write `customers.csv` too.
    pub csv: bool,
    /// Partitions of the orders' query, or files read side by side; 1 or more.
    pub partitions: usize,
    /// Is told of each stage.
    pub watch: &'a dyn Watch,
}

/// An assignment, and where it is.
pub struct Assignment {
    /// Its folder.
    pub folder: PathBuf,
    /// Its `assignment.json`.
    pub record: AssignmentRecord,
    /// Whether it was written now, and not there already.
    pub written: bool,
}

/// Labels all customers with an order in the window of `windows.length` before the day.
///
/// # Errors
/// When there is no model, it does not fit the pipeline, a source, the SQL or the contract fails, nobody ordered in the
/// window, or the assignment cannot be written.
pub fn assign(out: &Path, plan: &Plan, options: &AssignOptions<'_>, runtime: &Runtime) -> Result<Assignment, RunError> {
    check_columns(plan)?;
    let serving = model::serving(out, plan, options.in_service)?;
    let cache = Cache::none();
    let mut stages = Stages::watched(options.watch, &cache);
    let (mut here, inputs) = run::inputs(plan, &mut stages)?;
    let (read, effort) = stages.go("orders", |progress| {
        here.files.count_in(progress);
        let kept = KeptOrders { out: options.kept, pipeline: &plan.name, reads: !options.whole };
        let (kept, memory) = (Some(kept), Memory::default());
        let reading = ReadOptions { kept, profiling: Profiling::None, partitions: options.partitions, memory: &memory };
        let (read, effort) = read_orders(plan, &here.files, &inputs, reading, runtime)?;
        let rows = read.rows;
        Ok::<_, RunError>(((read, effort), rows))
    })?;
    let window = window(plan, options.as_of, &read)?;
    let as_of = window.end_date();
    let known = sink::assignments(out, &plan.name)?;
    let earlier = earlier(&known, as_of, &serving.served);
    let data_hash = hash(&inputs.iter().map(|input| (&input.source, &input.sha256)).collect::<Vec<_>>())?;
    let id = id(plan, &serving, as_of, &data_hash, earlier.as_ref().map(|(_, earlier)| earlier))?;
    if let Some((folder, record)) = existing(known, as_of, &id, options.csv) {
        return Ok(Assignment { folder, record, written: false });
    }

    let features = stages.go("features", |_| {
        let features = runtime.block_on(window_features(&plan.features, None, &read.orders, window))?;
        let rows = features.matrix.customers().len() as u64;
        Ok::<_, RunError>((features, rows))
    })?;
    if features.matrix.customers().is_empty() {
        let message = format!("nobody ordered from {} to before {as_of}", window.start.date());
        let problem = Problem::new(message).help("look at --as-of, and at the files of the sources");
        return Err(RunError::Data(Problems::one(Blame::Data, problem)));
    }
    let directory = read.orders.customers();
    let language = plan.report.first_language();
    let labels = stages.go("labels", |_| {
        let before = earlier.as_ref().map(|(folder, _)| sink::read_segments(folder)).transpose()?;
        let labels = label(&serving.stored, &features.matrix, directory, before.as_ref(), language)
            .map_err(|error| cannot_label(&error, window))?;
        let labelled = labels.labelled;
        Ok::<_, RunError>((labels, labelled))
    })?;
    let customers = features.matrix.customers().len() as u64;
    let record = AssignmentRecord {
        schema_version: SCHEMA_VERSION,
        id,
        pipeline: plan.name.clone(),
        as_of,
        window_start: window.start,
        window_stop: window.end,
        time_zone: plan.time_zone.name().to_owned(),
        model: serving.served,
        data_hash,
        inputs,
        sources: read.sources.clone(),
        orders: account(&read, features.orders)?,
        read: effort,
        customers,
        labelled: labels.labelled,
        dropped: customers - labels.labelled,
        changed: labels.changed,
        joined: labels.joined,
        left: labels.left,
        earlier: earlier.map(|(_, earlier)| earlier),
        segments: labels.counts.clone(),
        files: Vec::new(),
    };
    let names =
        serving.stored.segments.iter().map(|segment| segment.name.spoken(language).to_owned()).collect::<Vec<_>>();
    let Labels { segments, previous, margins, .. } = &labels;
    let assigned = Assigned { matrix: &features.matrix, directory, segments, previous, margins, names: &names };
    let (folder, record) = stages.go("tables", |_| {
        let mut tables = vec![sink::assigned_table(&assigned, &record)?];
        if options.csv {
            tables.push(sink::assigned_csv(&assigned, &record)?);
        }
        let written = sink::write_assignment(out, record, &tables)?;
        Ok::<_, RunError>((written, customers))
    })?;
    Ok(Assignment { folder, record, written: true })
}

/// Features become columns beside those of every assignment.
fn check_columns(plan: &Plan) -> Result<(), RunError> {
    let taken = plan.features.iter().filter(|feature| sink::column_taken(&feature.name)).map(|feature| {
        Problem::new("the customers' table has a column of that name")
            .of(format!("features.{}", feature.name))
            .help("give the feature another name")
    });
    let taken = taken.collect::<Vec<_>>();
    if taken.is_empty() { Ok(()) } else { Err(RunError::Data(Problems::new(Blame::Configuration, taken))) }
}

/// The window of `windows.length` that ends on the day, or after the newest order's.
fn window(plan: &Plan, as_of: Option<NaiveDate>, read: &OrdersRead) -> Result<Window, RunError> {
    let fault = |message: String, help: &str| {
        RunError::Data(Problems::one(Blame::Data, Problem::new(message).of("orders").help(help)))
    };
    let newest = read.orders.times().last().map(NaiveDateTime::date);
    let after = || newest.and_then(|day| day.checked_add_days(Days::new(1)));
    let as_of = as_of.or_else(after).ok_or_else(|| {
        fault("there are no orders to label by".to_owned(), "look at the files, and at what the orders' SQL leaves out")
    })?;
    let end = NaiveDateTime::from(as_of);
    let start = plan.windows.length.offset(end, -1);
    let start = start.ok_or_else(|| fault(format!("{as_of} is beyond the calendar"), "look at --as-of"))?;
    Ok(Window { start, end })
}

/// The newest assignment before the day by the same model, and its folder.
fn earlier(known: &[(PathBuf, AssignmentRecord)], as_of: NaiveDate, model: &ModelServed) -> Option<(PathBuf, Earlier)> {
    let mut before =
        known.iter().rev().filter(|(_, record)| record.as_of < as_of && record.model.sha256 == model.sha256);
    before.next().map(|(folder, record)| (folder.clone(), Earlier { as_of: record.as_of, id: record.id.clone() }))
}

/// The same assignment, when it is there already with all that is asked for.
fn existing(
    known: Vec<(PathBuf, AssignmentRecord)>,
    as_of: NaiveDate,
    id: &str,
    csv: bool,
) -> Option<(PathBuf, AssignmentRecord)> {
    known.into_iter().find(|(folder, record)| {
        let asked_for = !csv || record.files.iter().any(|file| file.path == sink::ASSIGNED_CSV);
        let whole = record.files.iter().all(|file| folder.join(&file.path).is_file());
        record.as_of == as_of && record.id == id && asked_for && whole
    })
}

/// All that an assignment is made from.
#[derive(Serialize)]
struct Identity<'a> {
    segwatch: &'static str,
    schema_version: u32,
    configuration: &'a serde_json::Value,
    source: &'a str,
    model: &'a StoredModel,
    as_of: NaiveDate,
    data_hash: &'a str,
    earlier: Option<&'a Earlier>,
}

fn id(
    plan: &Plan,
    serving: &Serving,
    as_of: NaiveDate,
    data_hash: &str,
    earlier: Option<&Earlier>,
) -> Result<String, RunError> {
    hash(&Identity {
        segwatch: env!("CARGO_PKG_VERSION"),
        schema_version: SCHEMA_VERSION,
        configuration: &plan.written,
        source: &serving.served.source,
        model: &serving.stored,
        as_of,
        data_hash,
        earlier,
    })
}

fn hash(of: &impl Serialize) -> Result<String, RunError> {
    let mut digits = hex(&Sha256::digest(serde_json::to_vec(of).map_err(RunError::internal)?));
    digits.truncate(DIGITS);
    Ok(digits)
}

/// Every row of the orders' SQL, by what became of it.
fn account(read: &OrdersRead, in_window: u64) -> Result<AssignedOrders, RunError> {
    let kept = read.orders.times().len() as u64;
    let rejected = read.rejected.iter().map(|rejection| rejection.rows).sum::<u64>();
    if read.rows != kept + rejected || in_window > kept {
        return Err(RunError::internal(format!(
            "{} orders came in, and {kept} kept + {rejected} rejected, {in_window} of them in the window, went out",
            read.rows
        )));
    }
    Ok(AssignedOrders { rows: read.rows, in_window, rejected: read.rejected.clone(), outside: kept - in_window })
}

fn cannot_label(error: &SegmentationError, window: Window) -> RunError {
    let problem =
        Problem::new(error.to_string()).of(format!("the window that ends on {}", window.end_date())).help(error.help());
    RunError::Data(Problems::one(Blame::Data, problem))
}
