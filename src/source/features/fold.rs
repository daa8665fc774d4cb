//! The features of all windows from one pass over the orders.
//!
//! Customers are worked through in shards of neighbouring codes, small enough that a shard's aggregates stay in the
//! processor's cache. A shard's orders slide through the windows in time; at each window the features' expressions are
//! evaluated on the aggregates of the customers that have an order in it. Shards know nothing of one another, so any
//! number of threads gives the same bits.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Float64Array, TimestampMicrosecondArray, UInt32Array};
use datafusion::arrow::compute::take_record_batch;
use datafusion::arrow::datatypes::{FieldRef, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::{DFSchema, DataFusionError, TableReference};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::prelude::SessionContext;
use rayon::prelude::*;

use super::super::cell;
use super::super::contract::{CODE, END, START};
use super::super::orders::{Orders, codes_of};
use super::aggregate::{Aggregate, SlidingAggregate};
use super::decompose::{Decomposable, Decomposed};
use super::sliding::{Count, Rows};
use super::value::numbers;
use crate::window::Window;

/// Customers of a shard: their aggregates take some hundred bytes each.
const SHARD: u32 = 1 << 14;

/// Expressions over aggregates, each aggregate kept once.
#[derive(Debug)]
pub(super) struct Fold {
    /// The orders' columns that aggregates are over.
    columns: Vec<usize>,
    aggregates: Vec<Aggregate>,
    /// The window's bounds, then the aggregates.
    schema: SchemaRef,
    /// One a feature, over columns of `schema`.
    expressions: Vec<Arc<dyn PhysicalExpr>>,
}

/// What the expressions are for the customers of a window that are in one shard.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Codes, ascending.
    pub customers: Vec<u32>,
    /// One column an expression.
    pub columns: Vec<Float64Array>,
}

impl Fold {
    /// Over orders with the columns of `orders`, the customer's code and the window's bounds among them.
    pub fn new(
        context: &SessionContext,
        orders: &DFSchema,
        decomposed: &[Decomposed],
    ) -> Result<Self, DataFusionError> {
        let state = context.state();
        let mut distinct: Vec<&Decomposable> = Vec::new();
        for aggregate in decomposed.iter().flat_map(|feature| &feature.aggregates) {
            if !distinct.contains(&aggregate) {
                distinct.push(aggregate);
            }
        }
        let read = distinct.iter().flat_map(|aggregate| aggregate.columns()).map(|column| column.name.as_str());
        let read = read.chain([CODE]).collect::<BTreeSet<_>>();
        let (columns, inputs): (Vec<_>, Vec<_>) = named(orders, |name| read.contains(name)).unzip();
        let input = DFSchema::new_with_metadata(inputs, HashMap::new())?;

        let bounds = named(orders, |name| name == START || name == END).map(|(_, bound)| bound);
        let results = distinct.iter().map(|aggregate| (None, Arc::clone(&aggregate.column)));
        let output = DFSchema::new_with_metadata(bounds.chain(results).collect(), HashMap::new())?;
        let aggregates = distinct
            .iter()
            .map(|aggregate| Aggregate::plan(aggregate, |expression| state.create_physical_expr(expression, &input)))
            .collect::<Result<_, _>>()?;
        let expressions = decomposed
            .iter()
            .map(|feature| state.create_physical_expr(feature.outer.clone(), &output))
            .collect::<Result<_, _>>()?;
        Ok(Self { columns, aggregates, schema: Arc::clone(output.inner()), expressions })
    }

    /// Names of the columns of orders of `schema` that it reads.
    pub fn columns<'a>(&'a self, schema: &'a SchemaRef) -> impl Iterator<Item = &'a str> {
        self.columns.iter().filter_map(|&column| schema.fields().get(column)).map(|field| field.name().as_str())
    }

    /// One part a shard, in the order of their codes, for each of `windows`, which are sorted by start and by end.
    pub fn parts(&self, orders: &Orders, windows: &[Window]) -> Result<Vec<Vec<Part>>, DataFusionError> {
        let ranges = windows.iter().map(|window| window.range(orders.times())).collect::<Vec<_>>();
        let codes = orders.codes()?;
        let used = codes.get(..ranges.last().map_or(0, |range| range.end)).unwrap_or(codes);
        let orders = orders.columns(&self.columns)?;
        let parts =
            shards(used).into_par_iter().map(|shard| self.shard(&orders, shard, windows, &ranges)).collect::<Vec<_>>();
        let mut by_window = windows.iter().map(|_| Vec::new()).collect::<Vec<_>>();
        for parts in parts {
            for (window, part) in by_window.iter_mut().zip(parts?) {
                window.push(part);
            }
        }
        Ok(by_window)
    }

    fn shard(
        &self,
        orders: &RecordBatch,
        Shard { first, rows }: Shard,
        windows: &[Window],
        ranges: &[Range<usize>],
    ) -> Result<Vec<Part>, DataFusionError> {
        let rows = UInt32Array::from(rows);
        let batch = take_record_batch(orders, &rows)?;
        let place = |row: usize| rows.values().partition_point(|&other| (other as usize) < row);
        let customers = codes_of(&batch)?.iter().map(|&code| code - first).collect::<Vec<_>>();
        let present = customers.iter().max().map_or(0, |&last| last as usize + 1);
        let mut sliding = self
            .aggregates
            .iter()
            .map(|aggregate| aggregate.slide(&batch, present))
            .collect::<Result<Vec<_>, DataFusionError>>()?;
        let all = Rows { customers: &customers, nulls: None };
        let mut orders_of = Count::new(present);
        let (mut start, mut end) = (0, 0);
        let mut parts = Vec::with_capacity(windows.len());
        for (window, range) in windows.iter().zip(ranges) {
            let (entered, left) = (end..place(range.end).max(end), start..place(range.start).max(start));
            (start, end) = (left.end, entered.end);
            orders_of.enter(all, entered.clone());
            orders_of.leave(all, left.clone());
            for aggregate in &mut sliding {
                aggregate.slide(&customers, entered.clone(), left.clone());
            }
            parts.push(self.part(&sliding, &orders_of, first, *window)?);
        }
        Ok(parts)
    }

    fn part(
        &self,
        sliding: &[SlidingAggregate],
        orders_of: &Count,
        first: u32,
        window: Window,
    ) -> Result<Part, DataFusionError> {
        let present = (0_u32..).zip(&orders_of.0).filter(|&(_, &orders)| orders > 0).map(|(customer, _)| customer);
        let present = present.collect::<Vec<_>>();
        if present.is_empty() {
            return Ok(Part::default());
        }
        let bound =
            |time| Arc::new(TimestampMicrosecondArray::from_value(cell::to_micros(time), present.len())) as ArrayRef;
        let mut columns = vec![bound(window.start), bound(window.end)];
        for (aggregate, sliding) in self.aggregates.iter().zip(sliding) {
            columns.push(aggregate.column(sliding, &present, orders_of)?);
        }
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
        let columns =
            self.expressions.iter().map(|expression| numbers(&expression.evaluate(&batch)?.into_array(present.len())?));
        let columns = columns.collect::<Result<_, DataFusionError>>()?;
        Ok(Part { customers: present.into_iter().map(|customer| first + customer).collect(), columns })
    }
}

/// Some of the columns of `schema`, by their names, each with its place.
fn named(
    schema: &DFSchema,
    wanted: impl Fn(&str) -> bool,
) -> impl Iterator<Item = (usize, (Option<TableReference>, FieldRef))> {
    let found = schema.iter().enumerate().filter(move |(_, (_, field))| wanted(field.name()));
    found.map(|(place, (table, field))| (place, (table.cloned(), Arc::clone(field))))
}

/// The rows of some neighbouring customers, in their order.
#[derive(Debug)]
struct Shard {
    /// The first customer's code.
    first: u32,
    rows: Vec<u32>,
}

/// The rows, divided by their customers.
fn shards(codes: &[u32]) -> Vec<Shard> {
    let count = codes.iter().max().map_or(0, |last| last / SHARD + 1);
    let mut shards = (0..count).map(|shard| Shard { first: shard * SHARD, rows: Vec::new() }).collect::<Vec<_>>();
    for (row, code) in (0..).zip(codes) {
        if let Some(shard) = shards.get_mut((code / SHARD) as usize) {
            shard.rows.push(row);
        }
    }
    shards
}
