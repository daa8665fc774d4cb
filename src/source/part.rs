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
use super::time_order::sorted;
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
    pub(super) orders: Vec<RecordBatch>,
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
        orders: Vec<RecordBatch>,
        tallies: Tallies,
        unreadable: Vec<Problem>,
    ) -> Self {
        Self { schema: Arc::clone(schema), orders, tallies, unreadable }
    }

    /// A part as it was kept; `None` when the tallies cannot be understood.
    pub(crate) fn restored(orders: RecordBatch, tallies: &str) -> Option<Self> {
        let tallies = serde_json::from_str(tallies).ok()?;
        Some(Self { schema: orders.schema(), orders: vec![orders], tallies, unreadable: Vec::new() })
    }

    /// The part with `customers`' codes.
    pub(super) fn coded(self, contract: &Contract, customers: &CustomerCodes) -> Result<CodedPart, ArrowError> {
        let coded = self.orders.into_par_iter().map(|batch| {
            let codes = customers.of(batch.column(contract.customer_column()).as_string::<i32>())?;
            contract.with_customers(&batch, codes)
        });
        let coded = coded.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(CodedPart { orders: sorted(contract, &coded)?, tallies: self.tallies, unreadable: self.unreadable })
    }

    /// Its orders, as one batch.
    pub(crate) fn orders(&self) -> Result<RecordBatch, ArrowError> {
        concat_batches(&self.schema, &self.orders)
    }

    /// What became of its rows, to be kept beside its orders; `None` for a part that is not whole.
    pub(crate) fn tallies(&self) -> Option<String> {
        if self.unreadable.is_empty() { serde_json::to_string(&self.tallies).ok() } else { None }
    }
}

impl CodedPart {
    /// Rows of the sources behind it.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tallies.sources.iter().map(Tally::rows).sum()
    }
}
