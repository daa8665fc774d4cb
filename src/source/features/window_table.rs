//! A window's orders as a table, and SQL over them.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, TimestampMicrosecondArray};
use datafusion::arrow::compute::{SortOptions, concat_batches, sort_to_indices, take};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::MemTable;
use datafusion::common::{DFSchema, DataFusionError};
use datafusion::prelude::{DataFrame, SessionContext};

use super::super::contract::{CODE, CUSTOMER, END, START};
use super::super::{cell, session};
use crate::memory::Memory;
use crate::plan::{Computation, FeaturePlan};
use crate::window::Window;

/// What SQL calls the orders.
const TABLE: &str = "orders";
const BATCH_ROWS: usize = 8192;
/// A name that no feature can have.
const REVENUE: &str = "segwatch revenue";

/// A window's orders as the table `orders` of a session of its own.
pub(super) struct WindowTable {
    pub context: SessionContext,
    batch: RecordBatch,
}

impl WindowTable {
    pub fn new(orders: &RecordBatch, window: Window) -> Result<Self, DataFusionError> {
        let rows = orders.num_rows();
        let bound = |time| {
            let micros = cell::to_micros(time);
            Arc::new(TimestampMicrosecondArray::from_value(micros, rows)) as ArrayRef
        };
        let mut fields = orders.schema().fields().iter().cloned().collect::<Vec<_>>();
        let mut columns = orders.columns().to_vec();
        for (name, time) in [(START, window.start), (END, window.end)] {
            fields.push(Arc::new(Field::new(name, DataType::Timestamp(TimeUnit::Microsecond, None), false)));
            columns.push(bound(time));
        }
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns)?;
        let batches = (0..rows).step_by(BATCH_ROWS).map(|start| batch.slice(start, BATCH_ROWS.min(rows - start)));
        let context = session::session(1, &Memory::default())?;
        context.register_table(TABLE, Arc::new(MemTable::try_new(schema, vec![batches.collect()])?))?;
        Ok(Self { context, batch })
    }

    /// Of no orders.
    pub fn empty(schema: &SchemaRef) -> Result<Self, DataFusionError> {
        let epoch = chrono::NaiveDateTime::default();
        Self::new(&RecordBatch::new_empty(Arc::clone(schema)), Window { start: epoch, end: epoch })
    }

    /// The table's columns, the window's bounds last.
    pub fn schema(&self) -> Result<DFSchema, DataFusionError> {
        DFSchema::try_from_qualified_schema(TABLE, &self.batch.schema())
    }

    pub fn expression(&self, sql: &str) -> Result<(), DataFusionError> {
        let schema = DFSchema::try_from(self.batch.schema().as_ref().clone())?;
        session::check_expression(&self.context, sql, &schema)
    }

    pub async fn plan(&self, sql: &str) -> Result<DataFrame, DataFusionError> {
        session::query(&self.context, sql).await
    }

    pub async fn run(&self, sql: &str) -> Result<RecordBatch, DataFusionError> {
        let frame = self.plan(sql).await?;
        let schema = Arc::clone(frame.schema().inner());
        let batches = frame.collect().await?;
        let batch = concat_batches(&batches.first().map_or(schema, RecordBatch::schema), &batches)?;
        let Some(codes) = batch.column_by_name(CODE) else { return Ok(batch) };
        let order = sort_to_indices(codes, Some(SortOptions::default()), None)?;
        let columns = batch.columns().iter().map(|column| take(column, &order, None)).collect::<Result<_, _>>()?;
        Ok(RecordBatch::try_new(batch.schema(), columns)?)
    }
}

/// One SELECT for the features of `plans` that are an aggregate and the sum of `amount`; the customer's code comes first,
/// the sum last. `None` where there is neither.
pub(super) fn aggregate_sql<'a>(
    plans: impl IntoIterator<Item = &'a FeaturePlan>,
    amount: Option<&str>,
) -> Option<String> {
    let expressions = plans.into_iter().filter_map(|plan| match &plan.computation {
        // On a line of its own, so that a comment in it ends there.
        Computation::Aggregate(sql) => Some(format!(",\n(\n{sql}\n) AS \"{}\"", plan.name)),
        Computation::Query(_) => None,
    });
    let sum = amount.map(|column| format!(",\nsum(\"{column}\") AS \"{REVENUE}\""));
    let expressions = expressions.chain(sum).collect::<String>();
    (!expressions.is_empty()).then(|| {
        format!(
            "SELECT \"{CODE}\"{expressions}\nFROM {TABLE} GROUP BY \"{CODE}\", \"{CUSTOMER}\", \"{START}\", \"{END}\""
        )
    })
}
