//! Orders that come more than once.

use std::collections::{BTreeSet, HashSet};

use datafusion::arrow::array::{Array, AsArray, BooleanArray};
use datafusion::arrow::compute::{filter_record_batch, interleave_record_batch};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::row::{RowConverter, SortField};
use rayon::prelude::*;

use super::contract::{Contract, ORDER};
use super::rows::{Ids, Row, Times};
use super::tally::{Position, Tally};
use crate::numeric::text_hash;

/// The batches with each order once; what is left out is counted in `tally`.
///
/// Of rows with the same order id the smallest by time, then by all columns, is kept: which one does not depend on the order
/// in which rows came.
pub(super) fn without_repeats(
    contract: &Contract,
    batches: Vec<RecordBatch>,
    tally: &mut Tally,
) -> Result<Vec<RecordBatch>, ArrowError> {
    let ids = Ids::of(contract, &batches);
    let mut rows = suspects(contract, &batches);
    rows.sort_unstable_by_key(|&row| (ids.get(row), row));
    let runs = rows.chunk_by(|&one, &other| ids.get(one) == ids.get(other)).filter(|run| run.len() > 1);
    let repeated = runs.flatten().copied().collect::<Vec<_>>();
    if repeated.is_empty() {
        return Ok(batches);
    }
    let times = Times::of(contract, &batches);
    let contents = repeated.iter().map(|row| row.indices()).collect::<Vec<_>>();
    let contents = interleave_record_batch(&batches.iter().collect::<Vec<_>>(), &contents)?;
    let fields = contents.schema();
    let fields = fields.fields().iter().map(|field| SortField::new(field.data_type().clone())).collect();
    let contents = RowConverter::new(fields)?.convert_columns(contents.columns())?;
    let mut dropped = BTreeSet::new();
    let mut first = 0;
    for rows in repeated.chunk_by(|&one, &other| ids.get(one) == ids.get(other)) {
        let candidates = || (first..).zip(rows);
        let best = candidates().min_by_key(|&(index, &row)| (times.get(row), contents.row(index))).map(|(_, &row)| row);
        for &row in rows.iter().filter(|&&row| Some(row) != best) {
            let id = ids.get(row);
            tally.reject(ORDER, "repeated", Position::Key(id.to_owned()), format!("order {id}"), id);
            dropped.insert(row);
        }
        first += rows.len();
    }
    let mut left = batches.iter().map(|batch| vec![true; batch.num_rows()]).collect::<Vec<_>>();
    for row in dropped {
        if let Some(is_left) = left.get_mut(row.batch()).and_then(|left| left.get_mut(row.place())) {
            *is_left = false;
        }
    }
    batches.iter().zip(left).map(|(batch, left)| filter_record_batch(batch, &BooleanArray::from(left))).collect()
}

/// Rows whose ids have a hash that other rows' ids have, too: mostly none, and then no id is looked at twice.
fn suspects(contract: &Contract, batches: &[RecordBatch]) -> Vec<Row> {
    let hashes = |batch: &RecordBatch| {
        let ids = batch.column(contract.order_column()).as_string::<i32>();
        (0..ids.len()).map(|row| text_hash(ids.value(row))).collect::<Vec<_>>()
    };
    let by_batch = batches.par_iter().map(hashes).collect::<Vec<_>>();
    let mut sorted = by_batch.concat();
    sorted.par_sort_unstable();
    let pairs = sorted.windows(2).filter_map(|pair| if let [one, other] = pair { Some((*one, *other)) } else { None });
    let several = pairs.filter(|(one, other)| one == other).map(|(hash, _)| hash).collect::<HashSet<_>>();
    if several.is_empty() {
        return Vec::new();
    }
    let rows = Row::all(batches).zip(by_batch.iter().flatten());
    rows.filter(|(_, hash)| several.contains(hash)).map(|(row, _)| row).collect()
}
