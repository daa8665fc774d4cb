//! A DataFusion session as segwatch needs it: nothing to read but what is registered, averages that are exact.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Column, DFSchema, DataFusionError, SchemaError};
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::execution::{SessionStateBuilder, SessionStateDefaults};
use datafusion::functions_aggregate::{count::count_udaf, sum::sum_udaf};
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::planner::{ExprPlanner, PlannerResult, RawAggregateExpr};
use datafusion::logical_expr::{Expr, cast};
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext};

use super::contract::CODE;
use super::counted_pool::CountedPool;
use super::read_only;
use crate::memory::Memory;
use crate::problem::Problem;

/// A session whose queries run on `partitions` partitions, and hold no more than `memory` allows.
pub(super) fn session(partitions: usize, memory: &Memory) -> Result<SessionContext, DataFusionError> {
    let mut config = SessionConfig::new()
        .with_target_partitions(partitions.max(1))
        .with_information_schema(false)
        .with_create_default_catalog_and_schema(true);
    // String views cost 15 % here: ids are hashed and compared whole.
    config.options_mut().sql_parser.map_string_types_to_utf8view = false;
    // A query that never ends can be written only with recursion.
    config.options_mut().execution.enable_recursive_ctes = false;
    // What could lead to a file is not there: no store, no temporary files and, below, no format, no factory of tables and
    // no function that makes one.
    let no_files = DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled);
    let runtime = RuntimeEnvBuilder::new().with_disk_manager_builder(no_files);
    let runtime = runtime.with_memory_pool(Arc::new(CountedPool(memory.clone()))).build_arc()?;
    runtime.deregister_object_store(ObjectStoreUrl::local_filesystem().as_ref())?;
    let state = SessionStateBuilder::new()
        .with_config(config)
        .with_runtime_env(runtime)
        .with_expr_planners(SessionStateDefaults::default_expr_planners())
        .with_scalar_functions(SessionStateDefaults::default_scalar_functions())
        .with_aggregate_functions(SessionStateDefaults::default_aggregate_functions())
        .with_window_functions(SessionStateDefaults::default_window_functions())
        .build();
    let mut context = SessionContext::new_with_state(state);
    datafusion::logical_expr::registry::FunctionRegistry::register_expr_planner(&mut context, Arc::new(ExactAverage))?;
    Ok(context)
}

/// Plans `sql`, which is one query over the registered tables and no more.
pub(super) async fn query(context: &SessionContext, sql: &str) -> Result<DataFrame, DataFusionError> {
    let state = context.state();
    let statement = read_only::one_query(sql, nesting(context))?;
    let plan = state.statement_to_plan(statement).await?;
    read_only::check(&plan)?;
    Ok(DataFrame::new(state, plan))
}

/// Finds what is wrong with `sql` as one expression over columns of `schema`.
pub(super) fn check_expression(context: &SessionContext, sql: &str, schema: &DFSchema) -> Result<(), DataFusionError> {
    // As it will be used, before it is planned alone: it must not be too long to plan. That it ends there is seen next.
    match read_only::one_query(&format!("SELECT (\n{sql}\n)"), nesting(context)) {
        Ok(_) | Err(DataFusionError::SQL(..)) => context.parse_sql_expr(sql, schema).map(drop),
        Err(refused) => Err(refused),
    }
}

fn nesting(context: &SessionContext) -> usize {
    context.copied_config().options().sql_parser.recursion_limit.get()
}

/// What DataFusion found wrong with a query, in words.
pub(super) fn problem(error: &DataFusionError) -> Problem {
    match error.find_root() {
        DataFusionError::SchemaError(schema, _) => match schema.as_ref() {
            SchemaError::FieldNotFound { field, valid_fields } => unknown_column(&field.name, valid_fields),
            other => Problem::new(other.to_string()),
        },
        DataFusionError::SQL(error, _) => syntax(&error.to_string()),
        DataFusionError::Plan(message) if message.contains("must be in GROUP BY") => {
            Problem::new("a column stands outside of an aggregate and of GROUP BY")
        }
        DataFusionError::Plan(message) => Problem::new(message.replace("datafusion.public.", "")),
        DataFusionError::NotImplemented(message) => {
            // What follows is the query as the engine sees it.
            let message = message.split('{').next().unwrap_or(message).trim_end();
            Problem::new(format!("the query engine cannot do this: {message}"))
        }
        other => Problem::new(other.strip_backtrace()),
    }
}

fn unknown_column(name: &str, valid: &[Column]) -> Problem {
    let mut names = valid.iter().map(|column| column.name.as_str()).filter(|name| *name != CODE).collect::<Vec<_>>();
    names.dedup();
    let near = names.iter().copied().min_by_key(|other| strsim::damerau_levenshtein(name, other));
    let near = near.filter(|other| strsim::damerau_levenshtein(name, other) <= 2);
    let meant = near.map_or_else(String::new, |near| format!(" (did you mean {near}?)"));
    Problem::new(format!("there is no column {name}{meant}; there are {}", names.join(", ")))
}

/// A syntax error, placed where the parser says that it is.
fn syntax(text: &str) -> Problem {
    let text = text.trim_start_matches("sql parser error: ");
    let place = text.split_once(" at Line: ").and_then(|(message, place)| {
        let (line, column) = place.split_once(", Column: ")?;
        Some((message, line.parse().ok()?, column.parse().ok()?))
    });
    match place {
        Some((message, line, column)) => Problem::new(sentence(message)).at(line, Some(column)),
        None => Problem::new(sentence(text)),
    }
}

fn sentence(message: &str) -> String {
    message.replace("Expected: ", "expected ").replace("found: ", "found ")
}

/// `avg(x)` as `sum(x) ÷ count(x)`: exact for integers and decimals, where DataFusion's own average adds
/// floating-point numbers in any order or rounds to four more decimals.
#[derive(Debug)]
struct ExactAverage;

impl ExprPlanner for ExactAverage {
    fn plan_aggregate(&self, raw: RawAggregateExpr) -> Result<PlannerResult<RawAggregateExpr>, DataFusionError> {
        if raw.func.name() != "avg" || raw.distinct || !raw.order_by.is_empty() || raw.args.len() != 1 {
            return Ok(PlannerResult::Original(raw));
        }
        let aggregate = |function| {
            Expr::AggregateFunction(AggregateFunction::new_udf(
                function,
                raw.args.clone(),
                false,
                raw.filter.clone(),
                Vec::new(),
                raw.null_treatment,
            ))
        };
        let sum = cast(aggregate(sum_udaf()), DataType::Float64);
        let count = cast(aggregate(count_udaf()), DataType::Float64);
        // NULL without values: the sum is NULL then.
        Ok(PlannerResult::Planned(sum / count))
    }
}
