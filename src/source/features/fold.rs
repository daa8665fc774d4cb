//! The features of all windows from one pass over the orders.
//!
//! Customers are worked through in shards of neighbouring codes, small enough that a shard's aggregates stay in the
//! processor's cache. A shard's orders slide through the windows in time; at each window the features' expressions are
//! evaluated on the aggregates of the customers that have an order in it. Shards know nothing of one another, so any
//! number of threads gives the same bits.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, Float64Array, TimestampMicrosecondArray, UInt32Array};
use datafusion::arrow::compute::{cast, take_record_batch};
use datafusion::arrow::datatypes::{DataType, FieldRef, Float64Type, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::{DFSchema, DataFusionError, TableReference};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::prelude::SessionContext;
use rayon::prelude::*;

use super::super::cell;
use super::super::contract::{END, START};
use super::super::orders::Orders;
use super::aggregate::{Aggregate, SlidingAggregate};
use super::decompose::{Decomposable, Decomposed};
use super::sliding::{Count, Rows};
use crate::window::Window;

/// Customers of a shard: their aggregates take some hundred bytes each.
const SHARD: usize = 1 << 14;

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
    /// Over orders of `schema`.
    pub fn new(
        context: &SessionContext,
        orders: &SchemaRef,
        decomposed: &[Decomposed],
    ) -> Result<Self, DataFusionError> {
        let state = context.state();
        let mut distinct: Vec<&Decomposable> = Vec::new();
        let mut inputs = Vec::new();
        let mut outputs: Vec<Qualified> = Vec::new();
        for feature in decomposed {
            for aggregate in &feature.aggregates {
                if !distinct.contains(&aggregate) {
                    distinct.push(aggregate);
                }
            }
            let read = feature.aggregates.iter().flat_map(Decomposable::columns);
            let read = read.map(|column| column.name.as_str()).collect::<BTreeSet<_>>();
            inputs
                .extend(feature.input.iter().filter(|(_, field)| read.contains(field.name().as_str())).map(qualified));
        }
        // In the orders' order, each once.
        let place = |field: &Qualified| orders.index_of(field.1.name());
        inputs.sort_by_key(|field| place(field).unwrap_or(usize::MAX));
        inputs.dedup_by(|left, right| left.1.name() == right.1.name());
        let columns = inputs.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        let input = DFSchema::new_with_metadata(inputs, HashMap::new())?;

        let bounds = decomposed.first().map(|feature| feature.schema.iter().map(qualified).collect::<Vec<_>>());
        for name in [START, END] {
            outputs.extend(bounds.iter().flatten().find(|(_, field)| field.name() == name).cloned());
        }
        for aggregate in &distinct {
            outputs.push((None, Arc::clone(&aggregate.column)));
        }
        let output = DFSchema::new_with_metadata(outputs, HashMap::new())?;
        let aggregates = distinct
            .into_iter()
            .map(|aggregate| Aggregate::plan(aggregate, |expression| state.create_physical_expr(expression, &input)))
            .collect::<Result<_, _>>()?;
        let expressions = decomposed
            .iter()
            .map(|feature| state.create_physical_expr(feature.outer.clone(), &output))
            .collect::<Result<_, _>>()?;
        Ok(Self { columns, aggregates, schema: Arc::clone(output.inner()), expressions })
    }

    /// One part a shard, in the order of their codes, for each of `windows`, which are sorted by start and by end.
    pub fn parts(&self, orders: &Orders, windows: &[Window]) -> Result<Vec<Vec<Part>>, DataFusionError> {
        let ranges = windows.iter().map(|window| window.range(orders.times())).collect::<Vec<_>>();
        let codes = orders.codes()?;
        let shards = shards(codes, ranges.last().map_or(0, |range| range.end));
        let parts = shards
            .par_iter()
            .enumerate()
            .map(|(shard, rows)| self.shard(orders, codes, shard * SHARD, rows, windows, &ranges))
            .collect::<Vec<_>>();
        let mut by_window = windows.iter().map(|_| Vec::new()).collect::<Vec<_>>();
        for parts in parts {
            for (window, part) in by_window.iter_mut().zip(parts?) {
                window.push(part);
            }
        }
        Ok(by_window)
    }

    /// The parts of the customers from `first` on; `rows` are their orders.
    fn shard(
        &self,
        orders: &Orders,
        codes: &[u32],
        first: usize,
        rows: &[u32],
        windows: &[Window],
        ranges: &[Range<usize>],
    ) -> Result<Vec<Part>, DataFusionError> {
        let place = |row: usize| rows.partition_point(|&other| (other as usize) < row);
        let customers = rows.iter().filter_map(|&row| codes.get(row as usize));
        let customers = customers.map(|&code| code - u32_of(first)).collect::<Vec<_>>();
        let indices = UInt32Array::from(rows.to_vec());
        let batch = take_record_batch(&orders.columns(&self.columns)?, &indices)?;
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
        first: usize,
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
        let columns = self.expressions.iter().map(|expression| {
            let values = expression.evaluate(&batch)?.into_array(present.len())?;
            Ok(cast(&values, &DataType::Float64)?.as_primitive::<Float64Type>().clone())
        });
        let columns = columns.collect::<Result<_, DataFusionError>>()?;
        Ok(Part { customers: present.into_iter().map(|customer| customer + u32_of(first)).collect(), columns })
    }
}

type Qualified = (Option<TableReference>, FieldRef);

fn qualified((qualifier, field): (Option<&TableReference>, &FieldRef)) -> Qualified {
    (qualifier.cloned(), Arc::clone(field))
}

/// The rows of each shard's customers before row `end`, in their order.
fn shards(codes: &[u32], end: usize) -> Vec<Vec<u32>> {
    let codes = codes.get(..end).unwrap_or(codes);
    let shard = |code: u32| code as usize / SHARD;
    let mut sizes = vec![0; codes.iter().max().map_or(0, |&last| shard(last) + 1)];
    for &code in codes {
        if let Some(size) = sizes.get_mut(shard(code)) {
            *size += 1;
        }
    }
    let mut shards = sizes.into_iter().map(Vec::with_capacity).collect::<Vec<_>>();
    for (row, &code) in (0..).zip(codes) {
        if let Some(rows) = shards.get_mut(shard(code)) {
            rows.push(row);
        }
    }
    shards
}

/// Codes are 32 bits wide, and shards begin at one.
fn u32_of(code: usize) -> u32 {
    u32::try_from(code).unwrap_or(u32::MAX)
}
