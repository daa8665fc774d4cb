//! A DataFusion session as segwatch needs it: nothing to read but what is registered, averages that are exact.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::DataFusionError;
use datafusion::execution::SessionStateBuilder;
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::planner::{ExprPlanner, PlannerResult, RawAggregateExpr};
use datafusion::logical_expr::{Expr, cast};
use datafusion::functions_aggregate::{count::count_udaf, sum::sum_udaf};
use datafusion::prelude::{DataFrame, SQLOptions, SessionConfig, SessionContext};

use crate::problem::Problem;

/// A session whose queries run on `partitions` partitions.
pub(super) fn session(partitions: usize) -> Result<SessionContext, DataFusionError> {
    let mut config = SessionConfig::new()
        .with_target_partitions(partitions.max(1))
        .with_information_schema(false)
        .with_create_default_catalog_and_schema(true);
    // String views cost 15 % here: ids are hashed and compared whole.
    config.options_mut().sql_parser.map_string_types_to_utf8view = false;
    let state = SessionStateBuilder::new().with_config(config).with_default_features().build();
    let mut context = SessionContext::new_with_state(state);
    datafusion::logical_expr::registry::FunctionRegistry::register_expr_planner(
        &mut context,
        Arc::new(ExactAverage),
    )?;
    Ok(context)
}

/// Plans `sql`, which may only query: no DDL, no DML, no COPY, no SET.
pub(super) async fn query(context: &SessionContext, sql: &str) -> Result<DataFrame, DataFusionError> {
    let options = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    context.sql_with_options(sql, options).await
}

/// What DataFusion found wrong with a query, in words.
pub(super) fn problem(error: &DataFusionError) -> Problem {
    let text = error.strip_backtrace();
    let text = ["Error during planning: ", "Schema error: ", "SQL error: ", "Execution error: ", "Arrow error: "]
        .iter()
        .fold(text.as_str(), |text, prefix| text.strip_prefix(prefix).unwrap_or(text));
    Problem::new(text.trim_end_matches('.').to_owned())
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
