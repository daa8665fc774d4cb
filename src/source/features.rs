//! The features of every customer of a window, by the pipeline's SQL.
//!
//! All windows are cut from the orders in memory, which were read once. A window's query runs on one partition over
//! rows in a fixed order, so that even floating-point sums are the same bits every time; windows run side by side.

use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, TimestampMicrosecondArray};
use datafusion::arrow::compute::{SortOptions, cast, concat_batches, sort_to_indices, take};
use datafusion::arrow::datatypes::{DataType, Field, Float64Type, Schema, SchemaRef, TimeUnit, UInt32Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::MemTable;
use datafusion::common::DataFusionError;
use datafusion::prelude::{DataFrame, SessionContext};
use ndarray::Array2;

use super::contract::{CODE, CUSTOMER, END, START};
use super::determinism::{self, RowOrder};
use super::orders::{CustomerDirectory, Orders};
use super::{SourceError, cell, session};
use crate::feature::{Customers, FeatureMatrix};
use crate::plan::{Computation, FeaturePlan};
use crate::problem::{Blame, Problem, Problems};
use crate::window::Window;

const BATCH_ROWS: usize = 8192;
/// A name that no feature can have.
const REVENUE: &str = "segwatch revenue";
const EXPRESSION: &str = "a feature is one aggregate over a customer's orders, as in sum(amount); anything else is a query in a \
                          file, named by `query`";

/// A window's orders counted and its customers' features, in their own units.
#[derive(Debug, Clone)]
pub struct WindowFeatures {
    /// Orders in the window.
    pub orders: u64,
    /// One row for each customer with an order in the window.
    pub matrix: FeatureMatrix,
    /// What each of these customers paid in the window; `None` where the orders have no amount.
    pub revenue: Option<Vec<f64>>,
}

/// The features of the customers of `window`, and what they paid: the sum of the column `amount`.
///
/// # Errors
/// When a query cannot be planned, is not repeatable, or gives what is not a number for a customer of the window.
pub async fn window_features(
    plans: &[FeaturePlan],
    amount: Option<&str>,
    orders: &Orders,
    window: Window,
) -> Result<WindowFeatures, SourceError> {
    let range = window.range(orders.times());
    let count = range.len() as u64;
    let table = WindowTable::new(&orders.slice(range), window)?;
    let customers = table.customers()?;
    let mut columns: Vec<Option<Vec<f64>>> = vec![None; plans.len()];
    let mut problems = Vec::new();

    let mut revenue = None;
    if let Some(sql) = aggregate_sql(plans, amount) {
        let batch = table.run(&sql).await?;
        revenue = amount.and(batch.columns().last()).map(paid).transpose()?;
        let aggregates = plans.iter().zip(&mut columns).filter(|(plan, _)| is_aggregate(plan));
        for ((plan, column), array) in aggregates.zip(batch.columns().iter().skip(1)) {
            match numbers(plan, array) {
                Ok(values) => *column = Some(values),
                Err(problem) => problems.push(problem),
            }
        }
    }
    for (plan, column) in plans.iter().zip(&mut columns) {
        if let Computation::Query(sql) = &plan.computation {
            match query_column(&table, plan, &sql.text, &customers, orders.customers()).await? {
                Ok(values) => *column = Some(values),
                Err(found) => problems.extend(found),
            }
        }
    }
    for (plan, column) in plans.iter().zip(&columns) {
        let infinite = column.iter().flatten().position(|value| value.is_infinite());
        let code = infinite.and_then(|row| customers.get(row)).copied();
        if let Some(customer) = code.and_then(|code| orders.customers().id(code)) {
            problems.push(
                Problem::new(format!(
                    "customer {customer} has an infinite value in the window that ends on {}",
                    window.end_date()
                ))
                .of(format!("features.{}", plan.name))
                .help("guard the division with nullif(…, 0)"),
            );
        }
    }
    if !problems.is_empty() {
        return Err(Problems::new(Blame::Configuration, problems).into());
    }

    let mut values = Array2::from_elem((customers.len(), plans.len()), f64::NAN);
    for (column, mut target) in columns.into_iter().flatten().zip(values.columns_mut()) {
        for (value, target) in column.into_iter().zip(&mut target) {
            *target = value;
        }
    }
    let names = plans.iter().map(|plan| plan.name.clone()).collect();
    let matrix =
        FeatureMatrix::new(customers, names, values).map_err(|error| SourceError::Engine(error.to_string()))?;
    Ok(WindowFeatures { orders: count, matrix, revenue })
}

/// What is wrong with the features' SQL over orders of `schema`, without reading any.
pub(super) async fn check(plans: &[FeaturePlan], schema: &SchemaRef) -> Result<Vec<Problem>, DataFusionError> {
    let mut fields = schema.fields().iter().cloned().collect::<Vec<_>>();
    fields.push(Arc::new(Field::new(CODE, DataType::UInt32, false)));
    let empty = RecordBatch::new_empty(Arc::new(Schema::new(fields)));
    let epoch = chrono::NaiveDateTime::default();
    let table = WindowTable::new(&empty, Window { start: epoch, end: epoch })?;
    let mut problems = Vec::new();
    for plan in plans {
        let (sql, key) = match &plan.computation {
            Computation::Aggregate(expression) => {
                // On its own first: what is spliced into a SELECT has to be one expression and no more.
                if let Err(error) = table.expression(expression) {
                    problems.push(feature_problem(session::problem(&error).help(EXPRESSION), plan));
                    continue;
                }
                (aggregate_sql(std::slice::from_ref(plan), None).unwrap_or_default(), "sql")
            }
            Computation::Query(sql) => (sql.text.clone(), "query"),
        };
        let frame = match table.plan(&sql).await {
            Ok(frame) => frame,
            Err(error) => {
                let help = if key == "sql" { EXPRESSION } else { "a query is one SELECT from orders" };
                problems.push(feature_problem(session::problem(&error).help(help), plan));
                continue;
            }
        };
        problems.extend(
            determinism::check(frame.logical_plan(), RowOrder::Fixed)?
                .into_iter()
                .map(|problem| feature_problem(problem, plan)),
        );
        let given = frame.schema().as_arrow();
        let value = match key {
            "sql" => given.fields().get(1),
            _ => given.fields().iter().find(|field| field.name() == "value"),
        };
        match value {
            None => problems.push(feature_problem(missing_column("value", given), plan)),
            Some(field) if !becomes_number(field.data_type()) => {
                problems.push(feature_problem(not_a_number(field.data_type()), plan));
            }
            Some(_) => {}
        }
        if key == "query" && given.field_with_name(CUSTOMER).is_err() {
            problems.push(feature_problem(missing_column(CUSTOMER, given), plan));
        }
    }
    Ok(problems)
}

/// A window's orders as the table `orders` of a session of its own.
struct WindowTable {
    context: SessionContext,
    batch: RecordBatch,
}

impl WindowTable {
    fn new(orders: &RecordBatch, window: Window) -> Result<Self, DataFusionError> {
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
        let context = session::session(1)?;
        context.register_table("orders", Arc::new(MemTable::try_new(schema, vec![batches.collect()])?))?;
        Ok(Self { context, batch })
    }

    /// The codes of the customers, ascending.
    fn customers(&self) -> Result<Customers, SourceError> {
        let codes = self
            .batch
            .column_by_name(CODE)
            .ok_or_else(|| SourceError::Engine(format!("the orders have no column {CODE}")))?;
        let mut codes = codes.as_primitive::<UInt32Type>().values().to_vec();
        codes.sort_unstable();
        codes.dedup();
        Ok(codes.into())
    }

    fn expression(&self, sql: &str) -> Result<(), DataFusionError> {
        let schema = datafusion::common::DFSchema::try_from(self.batch.schema().as_ref().clone())?;
        self.context.parse_sql_expr(sql, &schema).map(drop)
    }

    async fn plan(&self, sql: &str) -> Result<DataFrame, DataFusionError> {
        session::query(&self.context, sql).await
    }

    async fn run(&self, sql: &str) -> Result<RecordBatch, DataFusionError> {
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

fn is_aggregate(plan: &FeaturePlan) -> bool {
    matches!(plan.computation, Computation::Aggregate(_))
}

/// One SELECT for all features that are an aggregate and the sum of `amount`; the customer's code comes first, the sum last.
fn aggregate_sql(plans: &[FeaturePlan], amount: Option<&str>) -> Option<String> {
    let expressions = plans.iter().filter_map(|plan| match &plan.computation {
        // On a line of its own, so that a comment in it ends there.
        Computation::Aggregate(sql) => Some(format!(",\n(\n{sql}\n) AS \"{}\"", plan.name)),
        Computation::Query(_) => None,
    });
    let sum = amount.map(|column| format!(",\nsum(\"{column}\") AS \"{REVENUE}\""));
    let expressions = expressions.chain(sum).collect::<String>();
    (!expressions.is_empty()).then(|| {
        format!(
            "SELECT \"{CODE}\"{expressions}\nFROM orders GROUP BY \"{CODE}\", \"{CUSTOMER}\", \"{START}\", \"{END}\""
        )
    })
}

/// The column of a whole query, for `customers` in their order; NaN for those that the query leaves out.
async fn query_column(
    table: &WindowTable,
    plan: &FeaturePlan,
    sql: &str,
    customers: &Customers,
    directory: &CustomerDirectory,
) -> Result<Result<Vec<f64>, Vec<Problem>>, SourceError> {
    let batch = table.run(sql).await?;
    let (Some(ids), Some(values)) = (batch.column_by_name(CUSTOMER), batch.column_by_name("value")) else {
        let missing = if batch.column_by_name("value").is_some() { CUSTOMER } else { "value" };
        return Ok(Err(vec![feature_problem(missing_column(missing, &batch.schema()), plan)]));
    };
    let values = match numbers(plan, values) {
        Ok(values) => values,
        Err(problem) => return Ok(Err(vec![problem])),
    };
    let ids = cast(ids, &DataType::Utf8).map_err(DataFusionError::from)?;
    let ids = ids.as_string::<i32>();
    let mut column = vec![f64::NAN; customers.len()];
    let (mut strangers, mut repeated) = (BTreeSet::new(), BTreeSet::new());
    let mut seen = vec![false; customers.len()];
    for (id, value) in ids.iter().zip(values) {
        let id = id.unwrap_or_default();
        let row = directory.code(id).and_then(|code| customers.binary_search(&code).ok());
        let Some((seen, target)) = row.and_then(|row| seen.get_mut(row).zip(column.get_mut(row))) else {
            strangers.insert(id);
            continue;
        };
        if std::mem::replace(seen, true) {
            repeated.insert(id);
        }
        *target = value;
    }
    let mut problems = Vec::new();
    if let Some(id) = strangers.first() {
        let message =
            format!("the query returns {} customers without an order in the window, \"{id}\"", strangers.len());
        problems.push(feature_problem(Problem::new(message).help("select from orders"), plan));
    }
    if let Some(id) = repeated.first() {
        let message = format!("the query returns {} customers more than once, \"{id}\"", repeated.len());
        problems.push(feature_problem(Problem::new(message).help("add GROUP BY customer_id"), plan));
    }
    Ok(if problems.is_empty() { Ok(column) } else { Err(problems) })
}

/// `array` as numbers; NULL and NaN are missing.
fn numbers(plan: &FeaturePlan, array: &ArrayRef) -> Result<Vec<f64>, Problem> {
    let fault = || feature_problem(not_a_number(array.data_type()), plan);
    if !becomes_number(array.data_type()) {
        return Err(fault());
    }
    let numbers = cast(array, &DataType::Float64).map_err(|_| fault())?;
    Ok(numbers.as_primitive::<Float64Type>().iter().map(|value| value.unwrap_or(f64::NAN)).collect())
}

/// Sums of amounts as numbers; a customer without any amount paid nothing.
fn paid(sums: &ArrayRef) -> Result<Vec<f64>, DataFusionError> {
    let sums = cast(sums, &DataType::Float64)?;
    Ok(sums.as_primitive::<Float64Type>().iter().map(|sum| sum.unwrap_or(0.0)).collect())
}

fn becomes_number(kind: &DataType) -> bool {
    kind.is_numeric() || matches!(kind, DataType::Boolean | DataType::Null)
}

fn not_a_number(kind: &DataType) -> Problem {
    let help = match kind {
        DataType::Interval(_) | DataType::Duration(_) => "write date_part('day', …) around it",
        DataType::Utf8 => "cast it, or count or measure it",
        _ => "a feature is a number: cast it",
    };
    Problem::new(format!("the result is {kind}; expected a number")).help(help)
}

fn missing_column(name: &str, given: &Schema) -> Problem {
    let given = given.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
    Problem::new(format!("the query returns no column {name}; it returns {given}"))
        .help("a feature's query returns customer_id and value")
}

fn feature_problem(problem: Problem, plan: &FeaturePlan) -> Problem {
    let problem = problem.of(format!("features.{}", plan.name));
    match &plan.computation {
        Computation::Query(sql) => problem.in_file(&sql.file),
        Computation::Aggregate(_) => problem,
    }
}
