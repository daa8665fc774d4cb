//! Orders by their time, those of one moment by their ids.

use datafusion::arrow::compute::interleave_record_batch;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use rayon::prelude::*;

use super::contract::Contract;
use super::rows::{Ids, Row, Times};

/// Rows of a batch that is put together.
const BATCH_ROWS: usize = 1 << 18;

/// What sorting so many rows takes beside them.
pub(super) fn sorting_bytes(rows: usize) -> u64 {
    (size_of::<(i64, Row)>() * rows) as u64
}

/// The rows of any batches as batches in the order of time.
pub(super) fn sorted(contract: &Contract, batches: &[RecordBatch]) -> Result<Vec<RecordBatch>, ArrowError> {
    let (ids, times) = (Ids::of(contract, batches), Times::of(contract, batches));
    let mut rows = Row::all(batches).map(|row| (times.get(row), row)).collect::<Vec<_>>();
    rows.par_sort_unstable();
    // Few orders share a moment: their ids are looked at, and no others.
    rows.par_chunk_by_mut(|one, other| one.0 == other.0)
        .filter(|together| together.len() > 1)
        .for_each(|together| together.sort_unstable_by_key(|&(_, row)| (ids.get(row), row)));
    let all = batches.iter().collect::<Vec<_>>();
    let batch = |rows: &[(i64, Row)]| {
        interleave_record_batch(&all, &rows.iter().map(|(_, row)| row.indices()).collect::<Vec<_>>())
    };
    rows.par_chunks(BATCH_ROWS).map(batch).collect::<Vec<_>>().into_iter().collect()
}

/// Batches in the order of time each, so that all of them are: only those that overlap are sorted again.
pub(super) fn merged(contract: &Contract, batches: Vec<RecordBatch>) -> Result<Vec<RecordBatch>, ArrowError> {
    let ends = |batch: &RecordBatch| {
        let times = contract.times(batch).values();
        times.first().copied().zip(times.last().copied())
    };
    let mut spans = batches.into_iter().filter_map(|batch| Some((ends(&batch)?, batch))).collect::<Vec<_>>();
    spans.sort_by_key(|&(ends, _)| ends);
    let mut overlapping: Vec<(i64, Vec<RecordBatch>)> = Vec::new();
    for ((first, last), batch) in spans {
        match overlapping.last_mut() {
            Some((end, batches)) if first <= *end => {
                *end = last.max(*end);
                batches.push(batch);
            }
            _ => overlapping.push((last, vec![batch])),
        }
    }
    let in_order = overlapping.into_iter().map(|(_, batches)| match batches.as_slice() {
        [_] => Ok(batches),
        several => sorted(contract, several),
    });
    Ok(in_order.collect::<Result<Vec<_>, _>>()?.concat())
}
