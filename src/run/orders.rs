//! The orders of a run: those of files already read are kept from before, and only the others are read.

use std::path::Path;

use rayon::prelude::*;
use tokio::runtime::Runtime;

use super::RunError;
use crate::memory::Memory;
use crate::plan::Plan;
use crate::progress::Unit;
use crate::record::{InputFile, ReadRecord};
use crate::sink;
use crate::source::{CustomerCodes, Inputs, OrdersPart, OrdersQuery, OrdersRead, PartKey, Profiling, SourceError};

/// Where the orders of files already read are kept.
#[derive(Debug, Clone, Copy)]
pub struct KeptOrders<'a> {
    /// Below which the pipelines' folders are.
    pub out: &'a Path,
    /// The pipeline.
    pub pipeline: &'a str,
    /// Whether those of earlier runs are used.
    pub reads: bool,
}

/// How orders are read.
#[derive(Debug, Clone, Copy)]
pub struct ReadOptions<'a> {
    /// Where those of files already read are kept; `None`: nowhere.
    pub kept: Option<KeptOrders<'a>>,
    /// Which are profiled.
    pub profiling: Profiling,
    /// Partitions of the query, 1 or more.
    pub partitions: usize,
    /// What may be held.
    pub memory: &'a Memory,
}

/// Reads the orders, on several partitions or from several files at a time. `inputs` are the digests of `files`.
///
/// # Errors
/// When a source, the SQL or the contract fails, or the orders are more than `memory` allows.
pub fn read_orders(
    plan: &Plan,
    files: &Inputs,
    inputs: &[InputFile],
    options: ReadOptions<'_>,
    runtime: &Runtime,
) -> Result<(OrdersRead, ReadRecord), RunError> {
    let ReadOptions { kept, profiling, partitions, memory } = options;
    files.progress().expect(inputs.iter().map(|file| file.bytes).sum(), Unit::Bytes);
    let query = runtime.block_on(OrdersQuery::plan(plan, files))?;
    let keys = query.parts(inputs)?;
    let customers = CustomerCodes::default();
    let read = |number| match (query.obstacle(), keys.len()) {
        (None, 2..) => runtime.block_on(query.read_file(number, memory)),
        _ => runtime.block_on(query.read_all(partitions, memory)),
    };
    let parts = keys.par_iter().enumerate().map(|(number, key)| {
        let (part, from_before) = match kept {
            Some(place) => part(place, &query, key, || read(number), memory)?,
            None => (read(number)?, false),
        };
        if from_before {
            files.progress().add(key.bytes);
        }
        Ok((query.coded(part, &customers, memory)?, from_before))
    });
    // Collected before it is looked through, so that of several errors it is always the first.
    let parts = parts.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>, SourceError>>()?;
    let mut effort = ReadRecord {
        whole_because: match (kept.map(|place| place.reads), query.obstacle()) {
            (None, _) => Some("nothing is kept".to_owned()),
            (Some(false), _) => Some("it was asked for".to_owned()),
            (Some(true), obstacle) => obstacle.map(str::to_owned),
        },
        files: inputs.len() as u64,
        files_read: 0,
        rows_read: 0,
        rows_kept: 0,
    };
    let mut orders = Vec::with_capacity(parts.len());
    for (key, (part, from_before)) in keys.iter().zip(parts) {
        if from_before {
            effort.rows_kept += part.rows();
        } else {
            effort.files_read += key.files as u64;
            effort.rows_read += part.rows();
        }
        orders.push(part);
    }
    let orders = query.gather(orders, customers, profiling, memory)?;
    let forgotten = kept.map(|place| sink::forget_other_parts(place.out, place.pipeline, &keys));
    if let Some(Err(error)) = forgotten {
        tracing::warn!(%error, "orders that are no longer needed cannot be removed");
    }
    let whole_because = effort.whole_because.as_deref().unwrap_or("it is not");
    let ReadRecord { files, files_read, rows_read, rows_kept, .. } = effort;
    tracing::info!(whole_because, files, files_read, rows_read, rows_kept, "orders");
    Ok((orders, effort))
}

/// A part of the orders, and whether it was kept from before.
fn part(
    place: KeptOrders<'_>,
    query: &OrdersQuery<'_>,
    key: &PartKey,
    read: impl FnOnce() -> Result<OrdersPart, SourceError>,
    memory: &Memory,
) -> Result<(OrdersPart, bool), SourceError> {
    let kept = if place.reads { sink::read_part(place.out, place.pipeline, key) } else { None };
    if let Some(part) = kept.filter(|part| query.fits(part)) {
        return Ok((query.counted(part, memory), true));
    }
    let part = read()?;
    // What cannot be kept is read again the next time: no reason to fail now.
    if let Err(error) = sink::keep_part(place.out, place.pipeline, key, &part) {
        tracing::warn!(%error, "the orders read cannot be kept for the next time");
    }
    Ok((part, false))
}
