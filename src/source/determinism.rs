//! Does a query give the same bits whatever the partitioning and the day?
//!
//! Refused: functions of the clock or of chance; and, where rows may come in any order, aggregates that depend on
//! it: sums of floating-point numbers, first and last values without ORDER BY.

use datafusion::common::DataFusionError;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::{Expr, ExprSchemable, LogicalPlan, Volatility, WindowFunctionDefinition};

use crate::problem::Problem;

/// In which order a query sees its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowOrder {
    /// Any: the query runs on several partitions.
    Any,
    /// Fixed: one partition, sorted.
    Fixed,
}

/// Aggregates that add floating-point numbers whatever they are given.
const MOMENTS: [&str; 18] = [
    "var",
    "var_pop",
    "var_samp",
    "stddev",
    "stddev_pop",
    "stddev_samp",
    "corr",
    "covar",
    "covar_pop",
    "covar_samp",
    "regr_slope",
    "regr_intercept",
    "regr_r2",
    "regr_avgx",
    "regr_avgy",
    "regr_sxx",
    "regr_syy",
    "regr_sxy",
];
/// Aggregates that depend on the order of rows unless it is given.
const ORDERED: [&str; 5] = ["first_value", "last_value", "nth_value", "array_agg", "string_agg"];
/// Aggregates that depend on how rows are put together.
const APPROXIMATE: [&str; 3] = ["approx_percentile_cont", "approx_percentile_cont_with_weight", "approx_median"];

/// What in `plan` may give other bits another time.
pub(super) fn check(plan: &LogicalPlan, order: RowOrder) -> Result<Vec<Problem>, DataFusionError> {
    let mut problems = Vec::new();
    plan.apply_with_subqueries(|node| {
        let schemas = node.inputs().iter().map(|input| input.schema()).collect::<Vec<_>>();
        node.apply_expressions(|expression| {
            expression.apply(|part| {
                problems.extend(volatile(part));
                if order == RowOrder::Any {
                    problems.extend(order_dependent(part, |argument| {
                        schemas.iter().find_map(|schema| argument.get_type(schema.as_ref()).ok())
                    }));
                }
                Ok(TreeNodeRecursion::Continue)
            })
        })
    })?;
    problems.sort();
    problems.dedup();
    Ok(problems)
}

fn volatile(expression: &Expr) -> Option<Problem> {
    let Expr::ScalarFunction(function) = expression else { return None };
    (function.func.signature().volatility != Volatility::Immutable
        && !IMMUTABLE_IN_PRACTICE.contains(&function.func.name()))
    .then(|| {
        Problem::new(format!("{}() gives another result at another time", function.func.name()))
            .help("a run must be repeatable: use window_end, or a column of the orders")
    })
}

/// Declared stable because they depend on the session's time zone, which is fixed here.
const IMMUTABLE_IN_PRACTICE: [&str; 7] = [
    "to_timestamp",
    "to_timestamp_seconds",
    "to_timestamp_millis",
    "to_timestamp_micros",
    "to_date",
    "to_local_time",
    "to_char",
];

fn order_dependent(
    expression: &Expr,
    type_of: impl Fn(&Expr) -> Option<datafusion::arrow::datatypes::DataType>,
) -> Option<Problem> {
    let (name, arguments, ordered) = match expression {
        Expr::AggregateFunction(call) => (call.func.name(), &call.params.args, !call.params.order_by.is_empty()),
        Expr::WindowFunction(call) => match &call.fun {
            WindowFunctionDefinition::AggregateUDF(function) => {
                (function.name(), &call.params.args, !call.params.order_by.is_empty())
            }
            WindowFunctionDefinition::WindowUDF(_) => return None,
        },
        _ => return None,
    };
    if ORDERED.contains(&name) && !ordered {
        return Some(
            Problem::new(format!("{name} depends on the order in which rows come"))
                .help(format!("write {name}(… ORDER BY a column that decides)")),
        );
    }
    if APPROXIMATE.contains(&name) {
        return Some(
            Problem::new(format!("{name} changes with the partitioning"))
                .help("use median or percentile_cont, which are exact"),
        );
    }
    let floats = || arguments.iter().filter_map(type_of).any(|kind| kind.is_floating());
    let adds_floats = MOMENTS.contains(&name) || (matches!(name, "sum" | "avg") && floats());
    adds_floats.then(|| {
        Problem::new(format!("{name} adds floating-point numbers, whose last digits change with the partitioning"))
            .help("declare the column as decimal(precision, scale) in sources.NAME.types, or cast it to a decimal")
    })
}
