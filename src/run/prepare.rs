//! Everything of a run before its first fit: inputs, orders, windows.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use tokio::runtime::Runtime;

use super::check::Before;
use super::inputs::inputs;
use super::orders::{ReadOptions, read_orders};
use super::stages::Stages;
use super::{Reuse, RunError, RunOptions, identity, in_service};
use crate::checks;
use crate::plan::Plan;
use crate::problem::{Blame, Problem, Problems};
use crate::record::{
    ChecksRecord, DataProfile, InputFile, OrderRows, PROFILE_VERSION, ProfileRecord, SourceRows, Stage,
};
use crate::source::{Inputs, Orders, OrdersRead, Profiling};
use crate::window::{Schedule, schedule};

/// Orders read and windows cut.
#[derive(Clone)]
pub struct Prepared {
    /// The run's hash, without the day.
    pub hash: String,
    /// The day the run is as of: what was asked for, else the last window's end.
    pub as_of: NaiveDate,
    /// The files read.
    pub inputs: Vec<InputFile>,
    /// Rows of each source.
    pub sources: Vec<SourceRows>,
    /// Rows of the orders.
    pub rows: OrderRows,
    /// What was found in the data.
    pub checks: ChecksRecord,
    /// What was seen of them, and what that was compared with.
    pub profile: ProfileRecord,
    /// The orders.
    pub orders: Arc<Orders>,
    /// The windows.
    pub schedule: Schedule,
    /// The stages gone through.
    pub stages: Vec<Stage>,
}

/// Reads the orders and cuts the windows.
///
/// # Errors
/// When a source, the SQL or the contract fails, the data fill no window or are found to have changed in a way that ends the
/// run, or the model in service does not fit the pipeline or has no window here.
pub fn prepare(plan: &Plan, options: &RunOptions<'_>, runtime: &Runtime) -> Result<Prepared, RunError> {
    let mut stages = Stages::new(options);
    let stored = options.in_service.and_then(|entry| entry.model.as_ref());
    stored.map_or(Ok(()), |model| in_service::check_features(plan, model))?;
    let (mut here, inputs) = inputs(plan, &mut stages)?;
    let hash = identity::hash(plan, &inputs, options.as_of, options.in_service)?;
    let Before { earlier, mut accepted } = options.checks.history.before(options.as_of, &hash)?;
    let more = options.checks.accepted.iter().filter(|check| !accepted.contains(check)).copied().collect::<Vec<_>>();
    accepted.extend(more);
    let mut evidence = checks::of_files(&inputs, &here.files.headers(plan), earlier.as_ref());
    let read = read(plan, options, &mut here.files, &inputs, &mut stages, runtime);
    // What the files show may be why they cannot be read as orders, and says more.
    let of_files = checks::problems(&checks::judged(&plan.checks, &accepted, evidence.clone()));
    let (read, schedule) = match of_files {
        Some(problems) => read.map_err(|_| RunError::Data(problems))?,
        None => read?,
    };
    let OrdersRead { orders, sources, columns, profile, rows, rejected } = read;
    let last_end = schedule.windows.last().map(|window| window.end_date()).unwrap_or_default();
    let as_of = options.as_of.unwrap_or(last_end);
    let profile = DataProfile { as_of, sources: columns, orders: profile.unwrap_or_default() };
    let checks = stages.go("checks", |_| {
        evidence.extend(checks::of_rows(&plan.checks, &profile, earlier.as_ref()));
        let findings = checks::judged(&plan.checks, &accepted, evidence);
        checks::problems(&findings).map_or(Ok(()), |problems| Err(RunError::Data(problems)))?;
        let compared_with = earlier.as_ref().map(|earlier| earlier.run_id.clone());
        let count = profile.orders.months.iter().map(|month| month.orders).sum();
        let record = ChecksRecord { compared_with, accepted, findings };
        Ok::<_, RunError>((record, count))
    })?;
    stored.map_or(Ok(()), |model| in_service::check_window(&schedule, model))?;
    let kept = orders.times().len() as u64;
    let used = in_some_window(orders.times(), &schedule);
    let rejected_rows = rejected.iter().map(|rejection| rejection.rows).sum::<u64>();
    let order_rows = OrderRows {
        rows,
        used,
        rejected,
        out_of_range: kept - used,
        first: orders.times().first().copied(),
        last: orders.times().last().copied(),
    };
    if order_rows.rows != used + rejected_rows + order_rows.out_of_range {
        return Err(RunError::Internal(format!(
            "{rows} orders came in, and {used} used + {rejected_rows} rejected + {} out of range went out",
            order_rows.out_of_range
        )));
    }
    Ok(Prepared {
        hash,
        as_of,
        inputs,
        sources,
        rows: order_rows,
        checks,
        profile: ProfileRecord { schema_version: PROFILE_VERSION, profile, compared_with: earlier },
        orders: Arc::new(orders),
        schedule,
        stages: stages.into_records(),
    })
}

/// The orders, and the windows that they are cut into.
fn read(
    plan: &Plan,
    options: &RunOptions<'_>,
    files: &mut Inputs,
    inputs: &[InputFile],
    stages: &mut Stages<'_>,
    runtime: &Runtime,
) -> Result<(OrdersRead, Schedule), RunError> {
    let cutoff = options.as_of.map(NaiveDateTime::from);
    let read = stages.go("orders", |progress| {
        files.count_in(progress);
        let reading = ReadOptions {
            kept: options.cache.orders(),
            profiling: Profiling::Before(cutoff),
            partitions: options.partitions,
            memory: options.memory,
        };
        let (read, effort) = read_orders(plan, files, inputs, reading, runtime)?;
        let read_before = effort.files - effort.files_read;
        options.cache.count_all(Reuse { reused: read_before, computed: effort.files_read });
        let rows = read.rows;
        Ok::<_, RunError>((read, rows))
    })?;
    let schedule = stages.go("windows", |_| {
        let times = seen(read.orders.times(), cutoff);
        let schedule = schedule(&plan.windows, times, cutoff).map_err(|error| {
            let problem = Problem::new(error.to_string()).of("windows").help(error.help());
            RunError::Data(Problems::one(Blame::Data, problem))
        })?;
        let count = schedule.windows.len() as u64;
        Ok::<_, RunError>((schedule, count))
    })?;
    Ok((read, schedule))
}

fn seen(times: &[NaiveDateTime], cutoff: Option<NaiveDateTime>) -> &[NaiveDateTime] {
    let end = cutoff.map_or(times.len(), |cutoff| times.partition_point(|&time| time < cutoff));
    times.get(..end).unwrap_or(times)
}

/// Orders in at least one window; windows are sorted by start and by end.
fn in_some_window(times: &[NaiveDateTime], schedule: &Schedule) -> u64 {
    let mut counted = 0;
    let mut used = 0;
    for window in &schedule.windows {
        let range = window.range(times);
        let from = range.start.max(counted);
        used += range.end.saturating_sub(from);
        counted = counted.max(range.end);
    }
    used as u64
}
