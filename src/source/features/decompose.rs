//! Which aggregates can be kept up to date while a window slides, and what is left to do on them.
//!
//! A feature's SQL is an expression over aggregates. Where each of these is a count, an exact sum, a minimum or a maximum
//! of what an order says by itself, windows follow from one another; the rest of the expression is evaluated by
//! DataFusion on the aggregates' columns. Everything else is computed by a query of each window.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, FieldRef};
use datafusion::common::{Column, DFSchema, DataFusionError};
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::{Cast, Expr, ExprSchemable, LogicalPlan};
use datafusion::prelude::SessionContext;

use super::super::contract::{CUSTOMER, END, START};
use super::sliding::Side;

/// A feature's expression, taken apart.
#[derive(Debug)]
pub(super) struct Decomposed {
    /// The aggregates in it.
    pub aggregates: Vec<Decomposable>,
    /// The expression over their columns and the window's bounds.
    pub outer: Expr,
}

/// An aggregate that windows can share the work for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decomposable {
    /// The column that it gives.
    pub column: FieldRef,
    pub function: Function,
    /// Only rows for which this holds count.
    pub filter: Option<Expr>,
}

/// What is aggregated, and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Function {
    /// Rows for which the argument, if there is one, is not NULL.
    Count(Option<Expr>),
    /// Of whole numbers or decimals.
    Sum(Expr),
    Extreme(Side, Expr),
}

/// Why a feature is computed by a query of each window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Obstacle {
    OwnQuery,
    Shape,
    Function(String),
    Distinct,
    Ordered,
    FloatingPoint(String),
    Type(String, String),
    Bounds,
    Customer,
}

impl Decomposable {
    /// The columns that it is over.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        let argument = match &self.function {
            Function::Count(argument) => argument.as_ref(),
            Function::Sum(argument) | Function::Extreme(_, argument) => Some(argument),
        };
        argument.into_iter().chain(&self.filter).flat_map(Expr::column_refs)
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OwnQuery => write!(out, "it is a query of its own"),
            Self::Shape => write!(out, "it is more than an expression over aggregates"),
            Self::Function(name) => write!(out, "{name} is no count, sum, minimum or maximum"),
            Self::Distinct => write!(out, "it counts or adds DISTINCT values"),
            Self::Ordered => write!(out, "an aggregate in it is ordered"),
            Self::FloatingPoint(name) => write!(out, "{name} of floating-point numbers depends on their order"),
            Self::Type(name, kind) => write!(out, "{name} is of {kind}"),
            Self::Bounds => write!(out, "what it aggregates depends on the window's bounds"),
            Self::Customer => write!(out, "{CUSTOMER} stands outside of its aggregates"),
        }
    }
}

/// Takes the plan of `SELECT …, expression FROM orders GROUP BY customer` apart; the expression is the last column.
pub(super) fn decompose(
    context: &SessionContext,
    plan: LogicalPlan,
) -> Result<Result<Decomposed, Obstacle>, DataFusionError> {
    let state = context.state();
    let plan = state.analyzer().execute_and_check(plan, state.config_options(), |_, _| {})?;
    let LogicalPlan::Projection(projection) = plan else { return Ok(Err(Obstacle::Shape)) };
    let (LogicalPlan::Aggregate(aggregate), Some(outer)) = (projection.input.as_ref(), projection.expr.last()) else {
        return Ok(Err(Obstacle::Shape));
    };
    if !matches!(aggregate.input.as_ref(), LogicalPlan::TableScan(_)) {
        return Ok(Err(Obstacle::Shape));
    }
    let outer = outer.clone().unalias();
    if outer.column_refs().iter().any(|column| column.name == CUSTOMER) {
        return Ok(Err(Obstacle::Customer));
    }
    let input = aggregate.input.schema();
    // The aggregates' columns come after those that are grouped by.
    let columns = aggregate.schema.fields().iter().skip(aggregate.group_expr.len());
    let mut aggregates = Vec::with_capacity(aggregate.aggr_expr.len());
    for (expression, column) in aggregate.aggr_expr.iter().zip(columns) {
        match decomposable(expression, input)? {
            Ok((function, filter)) => {
                aggregates.push(Decomposable { column: Arc::clone(column), function, filter });
            }
            Err(obstacle) => return Ok(Err(obstacle)),
        }
    }
    Ok(Ok(Decomposed { aggregates, outer }))
}

type FunctionAndFilter = (Function, Option<Expr>);

fn decomposable(expression: &Expr, input: &DFSchema) -> Result<Result<FunctionAndFilter, Obstacle>, DataFusionError> {
    let Expr::AggregateFunction(AggregateFunction { func, params }) = expression.clone().unalias() else {
        return Ok(Err(Obstacle::Shape));
    };
    let name = func.name().to_owned();
    if params.distinct {
        return Ok(Err(Obstacle::Distinct));
    }
    if !params.order_by.is_empty() || params.null_treatment.is_some() {
        return Ok(Err(Obstacle::Ordered));
    }
    let filter = params.filter.map(|filter| *filter);
    if params.args.iter().chain(&filter).any(depends_on_window) {
        return Ok(Err(Obstacle::Bounds));
    }
    let Ok([argument]) = <[Expr; 1]>::try_from(params.args) else { return Ok(Err(Obstacle::Function(name))) };
    let kind = argument.get_type(input)?;
    let function = match name.as_str() {
        "count" if matches!(&argument, Expr::Literal(value, _) if !value.is_null()) => Function::Count(None),
        "count" => Function::Count(Some(argument)),
        "sum" => match summed(argument, &kind, input)? {
            Some(argument) => Function::Sum(argument),
            None if kind.is_floating() => return Ok(Err(Obstacle::FloatingPoint(name))),
            None => return Ok(Err(Obstacle::Type(name, kind.to_string()))),
        },
        "min" | "max" if has_extremes(&kind) => {
            Function::Extreme(if name == "min" { Side::Least } else { Side::Greatest }, argument)
        }
        "min" | "max" => return Ok(Err(Obstacle::Type(name, kind.to_string()))),
        _ => return Ok(Err(Obstacle::Function(name))),
    };
    Ok(Ok((function, filter)))
}

fn depends_on_window(expression: &Expr) -> bool {
    expression.column_refs().iter().any(|Column { name, .. }| name == START || name == END)
}

/// What is added up in whole numbers where `argument` is: itself, or what it casts to a floating-point number.
fn summed(argument: Expr, kind: &DataType, input: &DFSchema) -> Result<Option<Expr>, DataFusionError> {
    if let (DataType::Float64, Expr::Cast(Cast { expr, .. })) = (kind, &argument) {
        let exact = expr.get_type(input)?.is_signed_integer();
        return Ok(exact.then(|| (**expr).clone()));
    }
    Ok((kind.is_signed_integer() || matches!(kind, DataType::Decimal128(..))).then_some(argument))
}

/// Types whose values are whole numbers of something, in the same order.
fn has_extremes(kind: &DataType) -> bool {
    kind.is_signed_integer()
        || matches!(kind, DataType::Decimal128(..) | DataType::Timestamp(_, None) | DataType::Date32 | DataType::Date64)
}
