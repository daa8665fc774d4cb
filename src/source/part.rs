//! A part of the orders that is read by itself: a file's orders, or those of all files at once.

use std::sync::Arc;

use datafusion::arrow::array::AsArray;
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::contract::Contract;
use super::customer_codes::CustomerCodes;
use super::tally::Tally;
use super::time_order::{sorted, sorting_bytes};
use crate::memory::Memory;
use crate::problem::Problem;

/// What a part of the orders is made from: parts of one key have the same orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartKey {
    /// Hash of the files' bytes and of all that makes them into orders.
    pub hash: String,
    /// How many files it is of.
    pub files: usize,
    /// The bytes of those.
    pub bytes: u64,
}

/// Orders that keep the contract, not yet compared with those of other parts, and what became of the rows behind them.
#[derive(Debug, Clone)]
pub struct OrdersPart {
    pub(super) schema: SchemaRef,
    /// `None`: more than may be held.
    pub(super) orders: Option<Vec<RecordBatch>>,
    pub(super) tallies: Tallies,
    /// Files that could not be read to their end. Such a part is no one's but its own pass's.
    pub(super) unreadable: Vec<Problem>,
}

/// A part's orders in the order of time, codes where their customers' ids stood.
#[derive(Debug)]
pub struct CodedPart {
    pub(super) orders: Vec<RecordBatch>,
    pub(super) tallies: Tallies,
    pub(super) unreadable: Vec<Problem>,
}

/// What became of the rows of a part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tallies {
    /// By source, in the pipeline's order.
    pub sources: Vec<Tally>,
    /// Of the orders.
    pub orders: Tally,
}

impl OrdersPart {
    pub(super) fn new(
        schema: &SchemaRef,
        orders: Option<Vec<RecordBatch>>,
        tallies: Tallies,
        unreadable: Vec<Problem>,
    ) -> Self {
        Self { schema: Arc::clone(schema), orders, tallies, unreadable }
    }

    /// A part as it was kept; `None` when the tallies cannot be understood.
    pub(crate) fn restored(orders: RecordBatch, tallies: &str) -> Option<Self> {
        let tallies = serde_json::from_str(tallies).ok()?;
        Some(Self { schema: orders.schema(), orders: Some(vec![orders]), tallies, unreadable: Vec::new() })
    }

    /// Counts a part that was kept, and lets go of its orders where there may not be as many.
    pub(super) fn counted(mut self, contract: &Contract, memory: &Memory) -> Self {
        let bytes = self.orders.iter().flatten().map(|batch| contract.coded_bytes(batch)).sum();
        self.orders = self.orders.filter(|_| memory.take(bytes));
        self
    }

    /// The part with `customers`' codes; its orders, which are counted, are held once more while they are sorted.
    pub(super) fn coded(
        self,
        contract: &Contract,
        customers: &CustomerCodes,
        memory: &Memory,
    ) -> Result<CodedPart, ArrowError> {
        let Self { orders, tallies, unreadable, .. } = self;
        let batches = orders.unwrap_or_default();
        let bytes = batches.iter().map(|batch| contract.coded_bytes(batch) + sorting_bytes(batch.num_rows())).sum();
        let may_be = memory.take(bytes);
        let orders = if may_be { coded(batches, contract, customers)? } else { Vec::new() };
        memory.give_back(bytes);
        Ok(CodedPart { orders, tallies, unreadable })
    }

    /// Its orders, as one batch.
    pub(crate) fn orders(&self) -> Result<RecordBatch, ArrowError> {
        concat_batches(&self.schema, self.orders.iter().flatten())
    }

    /// What became of its rows, to be kept beside its orders; `None` for a part that is not whole.
    pub(crate) fn tallies(&self) -> Option<String> {
        let is_whole = self.unreadable.is_empty() && self.orders.is_some();
        if is_whole { serde_json::to_string(&self.tallies).ok() } else { None }
    }
}

/// The orders sorted by time, with codes.
fn coded(
    batches: Vec<RecordBatch>,
    contract: &Contract,
    customers: &CustomerCodes,
) -> Result<Vec<RecordBatch>, ArrowError> {
    let coded = batches.into_par_iter().map(|batch| {
        let codes = customers.of(batch.column(contract.customer_column()).as_string::<i32>())?;
        contract.with_customers(&batch, codes)
    });
    let coded = coded.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>, _>>()?;
    sorted(contract, &coded)
}

impl CodedPart {
    /// Rows of the sources behind it.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tallies.sources.iter().map(Tally::rows).sum()
    }
}
