//! The orders as of today: those of files already read are kept from before, and only the others are read.

use std::path::Path;

use futures::{StreamExt, TryStreamExt};
use tokio::runtime::Runtime;

use super::AssignOptions;
use crate::plan::Plan;
use crate::record::{InputFile, ReadRecord};
use crate::run::RunError;
use crate::sink;
use crate::source::{Inputs, OrdersPart, OrdersQuery, OrdersRead, SourceError};

/// Orders, the files behind them, and what had to be read.
pub(super) struct OrdersToday {
    pub orders: OrdersRead,
    pub inputs: Vec<InputFile>,
    pub effort: ReadRecord,
}

/// Reads the orders: a file whose orders were kept is hashed and not read again.
pub(super) fn read(
    out: &Path,
    plan: &Plan,
    options: &AssignOptions<'_>,
    runtime: &Runtime,
) -> Result<OrdersToday, RunError> {
    options.watch.begin("inputs");
    let files = Inputs::find(plan).map_err(RunError::Data)?;
    let inputs = files.digest().map_err(RunError::Data)?;
    options.watch.begin("orders");
    let query = runtime.block_on(OrdersQuery::plan(plan, &files))?;
    let keys = query.parts(&inputs)?;
    let kept = keys.iter().map(|key| {
        let part = if options.whole { None } else { sink::read_part(out, &plan.name, key) };
        part.filter(|part| query.fits(part))
    });
    let kept = kept.collect::<Vec<_>>();
    let mut effort = ReadRecord {
        whole_because: match (options.whole, query.obstacle()) {
            (true, _) => Some("it was asked for".to_owned()),
            (false, obstacle) => obstacle.map(str::to_owned),
        },
        files: inputs.len() as u64,
        files_read: 0,
        rows_read: 0,
        rows_kept: kept.iter().flatten().map(OrdersPart::rows).sum(),
    };
    let missing = kept.iter().enumerate().filter(|(_, part)| part.is_none()).map(|(number, _)| number);
    let mut fresh = runtime.block_on(read_missing(&query, missing.collect(), options))?.into_iter();
    let mut parts = Vec::with_capacity(keys.len());
    for (key, part) in keys.iter().zip(kept) {
        let part = if let Some(part) = part {
            part
        } else {
            let part = fresh.next().ok_or_else(|| RunError::internal("a part of the orders was not read"))?;
            effort.files_read += key.files as u64;
            effort.rows_read += part.rows();
            // What cannot be kept is read again the next time: no reason to fail now.
            if let Err(error) = sink::keep_part(out, &plan.name, key, &part) {
                tracing::warn!(%error, "the orders read cannot be kept for the next time");
            }
            part
        };
        parts.push(part);
    }
    let orders = query.gather(parts)?;
    if let Err(error) = sink::forget_other_parts(out, &plan.name, &keys) {
        tracing::warn!(%error, "orders that are no longer needed cannot be removed");
    }
    let whole_because = effort.whole_because.as_deref().unwrap_or("it is not");
    tracing::info!(whole_because, effort.files, effort.files_read, effort.rows_read, effort.rows_kept, "orders");
    Ok(OrdersToday { orders, inputs, effort })
}

/// The parts of these numbers, in their order.
async fn read_missing(
    query: &OrdersQuery<'_>,
    numbers: Vec<usize>,
    options: &AssignOptions<'_>,
) -> Result<Vec<OrdersPart>, SourceError> {
    if query.obstacle().is_some() {
        return if numbers.is_empty() { Ok(Vec::new()) } else { Ok(vec![query.read_all(options.partitions).await?]) };
    }
    let reading = numbers.into_iter().map(|number| query.read_file(number));
    futures::stream::iter(reading).buffered(options.partitions.max(1)).try_collect().await
}
