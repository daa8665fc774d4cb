//! What a feature's SQL gives, as numbers.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type, Schema};
use datafusion::common::DataFusionError;

use crate::plan::{Computation, FeaturePlan};
use crate::problem::Problem;

/// Whether a result of this type is a number, or becomes one.
pub(super) fn becomes_number(kind: &DataType) -> bool {
    kind.is_numeric() || matches!(kind, DataType::Boolean | DataType::Null)
}

/// `array` as numbers; what is missing is NULL.
pub(super) fn numbers(array: &ArrayRef) -> Result<Float64Array, DataFusionError> {
    Ok(cast(array, &DataType::Float64)?.as_primitive::<Float64Type>().clone())
}

/// What a feature's query gave, as numbers.
pub(super) fn feature_numbers(plan: &FeaturePlan, array: &ArrayRef) -> Result<Float64Array, Problem> {
    let fault = || feature_problem(not_a_number(array.data_type()), plan);
    if becomes_number(array.data_type()) { numbers(array).map_err(|_| fault()) } else { Err(fault()) }
}

pub(super) fn not_a_number(kind: &DataType) -> Problem {
    let help = match kind {
        DataType::Interval(_) | DataType::Duration(_) => "write date_part('day', …) around it",
        DataType::Utf8 => "cast it, or count or measure it",
        _ => "a feature is a number: cast it",
    };
    Problem::new(format!("the result is {kind}; expected a number")).help(help)
}

pub(super) fn missing_column(name: &str, given: &Schema) -> Problem {
    let given = given.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
    Problem::new(format!("the query returns no column {name}; it returns {given}"))
        .help("a feature's query returns customer_id and value")
}

/// `problem`, placed at the feature and, where it has one, in its file.
pub(super) fn feature_problem(problem: Problem, plan: &FeaturePlan) -> Problem {
    let problem = problem.of(format!("features.{}", plan.name));
    match &plan.computation {
        Computation::Query(sql) => problem.in_file(&sql.file),
        Computation::Aggregate(_) => problem,
    }
}
