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
use super::division::Target;
use super::sliding::{Count, Rows};
use super::table::{self, Table};
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

    /// The tables of `windows`, which are sorted by start and by end: of `width` features, the expressions' numbers where
    /// `targets` has them.
    pub fn tables(
        &self,
        orders: &Orders,
        windows: &[Window],
        targets: &[Target],
        width: usize,
        revenue: bool,
    ) -> Result<Vec<Table>, DataFusionError> {
        let ranges = windows.iter().map(|window| window.range(orders.times())).collect::<Vec<_>>();
        let codes = orders.codes()?;
        let shards = shards(used(codes, &ranges));
        // Counted first, so that the numbers are written where they stay.
        let sizes = shards.par_iter().map(|shard| shard.customers(codes, &ranges)).collect::<Vec<_>>();
        let of_window = |window| sizes.iter().map(move |sizes| sizes.get(window).copied().unwrap_or(0));
        let tables = (0..windows.len()).map(|window| Table::new(of_window(window).sum(), width, revenue));
        let mut tables = tables.collect::<Vec<_>>();
        let mut by_shard = shards.iter().map(|_| Vec::with_capacity(windows.len())).collect::<Vec<_>>();
        for (window, table) in tables.iter_mut().enumerate() {
            by_shard.iter_mut().zip(table.pieces(of_window(window))).for_each(|(shard, rows)| shard.push(rows));
        }
        let orders = orders.columns(&self.columns)?;
        let filled = shards.into_par_iter().zip(by_shard).map(|(shard, rows)| {
            let windows = windows.iter().copied().zip(&ranges).zip(rows);
            self.fill(&orders, shard, windows, targets)
        });
        // Collected before it is looked through, so that of several errors it is always the first.
        filled.collect::<Vec<_>>().into_iter().collect::<Result<(), _>>()?;
        Ok(tables)
    }

    /// Fills a shard's rows of each window.
    fn fill<'a>(
        &self,
        orders: &RecordBatch,
        Shard { first, rows }: Shard,
        windows: impl Iterator<Item = ((Window, &'a Range<usize>), table::Rows<'a>)>,
        targets: &[Target],
    ) -> Result<(), DataFusionError> {
        let rows = UInt32Array::from(rows);
        let batch = take_record_batch(orders, &rows)?;
        let customers = codes_of(&batch)?.iter().map(|&code| code - first).collect::<Vec<_>>();
        let present = customers.iter().max().map_or(0, |&last| last as usize + 1);
        let mut sliding = self
            .aggregates
            .iter()
            .map(|aggregate| aggregate.slide(&batch, present))
            .collect::<Result<Vec<_>, DataFusionError>>()?;
        let all = Rows { customers: &customers, nulls: None };
        let mut orders_of = Count::new(present);
        let mut slide = Slide::over(rows.values());
        for ((window, range), mut table) in windows {
            let (entered, left) = slide.to(range);
            orders_of.enter(all, entered.clone());
            orders_of.leave(all, left.clone());
            for aggregate in &mut sliding {
                aggregate.slide(&customers, entered.clone(), left.clone());
            }
            let present = (0..).zip(&orders_of.0).filter(|&(_, &orders)| orders > 0).map(|(customer, _)| customer);
            let present = present.collect::<Vec<u32>>();
            table.begin(present.iter().map(|customer| first + customer));
            if !present.is_empty() {
                for (&target, numbers) in targets.iter().zip(self.numbers(&sliding, &orders_of, &present, window)?) {
                    table.put(target, &numbers);
                }
            }
        }
        Ok(())
    }

    /// What the expressions are for the customers `present` in a window.
    fn numbers(
        &self,
        sliding: &[SlidingAggregate],
        orders_of: &Count,
        present: &[u32],
        window: Window,
    ) -> Result<Vec<Float64Array>, DataFusionError> {
        let bound =
            |time| Arc::new(TimestampMicrosecondArray::from_value(cell::to_micros(time), present.len())) as ArrayRef;
        let mut columns = vec![bound(window.start), bound(window.end)];
        for (aggregate, sliding) in self.aggregates.iter().zip(sliding) {
            columns.push(aggregate.column(sliding, present, orders_of)?);
        }
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
        let columns =
            self.expressions.iter().map(|expression| numbers(&expression.evaluate(&batch)?.into_array(present.len())?));
        columns.collect()
    }
}

/// How many customers have an order in each of `windows`, which are sorted by start and by end.
pub(super) fn customers_of_windows(orders: &Orders, windows: &[Window]) -> Result<Vec<usize>, DataFusionError> {
    let ranges = windows.iter().map(|window| window.range(orders.times())).collect::<Vec<_>>();
    let codes = orders.codes()?;
    let sizes = shards(used(codes, &ranges)).into_par_iter().map(|shard| shard.customers(codes, &ranges));
    let none = || vec![0; windows.len()];
    Ok(sizes.reduce(none, |one, other| one.iter().zip(other).map(|(one, other)| one + other).collect()))
}

/// The codes of the orders up to the end of the last window.
fn used<'a>(codes: &'a [u32], ranges: &[Range<usize>]) -> &'a [u32] {
    codes.get(..ranges.last().map_or(0, |range| range.end)).unwrap_or(codes)
}

/// Rows in time, of which some come into each window and some leave it.
struct Slide<'a> {
    rows: &'a [u32],
    start: usize,
    end: usize,
}

impl<'a> Slide<'a> {
    /// Over `rows`, numbers of orders, ascending.
    fn over(rows: &'a [u32]) -> Self {
        Self { rows, start: 0, end: 0 }
    }

    /// The places in the rows of those that come into the window of the orders in `range`, and of those that leave.
    fn to(&mut self, range: &Range<usize>) -> (Range<usize>, Range<usize>) {
        let place = |row: usize| self.rows.partition_point(|&other| (other as usize) < row);
        let entered = self.end..place(range.end).max(self.end);
        let left = self.start..place(range.start).max(self.start);
        (self.start, self.end) = (left.end, entered.end);
        (entered, left)
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

impl Shard {
    /// How many of its customers have an order in each of the windows, whose orders are in `ranges`; `codes` are those of
    /// all orders.
    fn customers(&self, codes: &[u32], ranges: &[Range<usize>]) -> Vec<usize> {
        let customers = self.rows.iter().map(|&row| codes.get(row as usize).map_or(0, |code| code - self.first));
        let customers = customers.collect::<Vec<_>>();
        let all = Rows { customers: &customers, nulls: None };
        let mut orders_of = Count::new(customers.iter().max().map_or(0, |&last| last as usize + 1));
        let mut slide = Slide::over(&self.rows);
        let of_window = |range| {
            let (entered, left) = slide.to(range);
            orders_of.enter(all, entered);
            orders_of.leave(all, left);
            orders_of.0.iter().filter(|&&orders| orders > 0).count()
        };
        ranges.iter().map(of_window).collect()
    }
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
