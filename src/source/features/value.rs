//! What a feature's SQL gives, as numbers.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type, Schema};
use datafusion::common::DataFusionError;

use crate::plan::{Computation, FeaturePlan};
use crate::problem::Problem;

/// Whether a result of this type is a number, or becomes one.
pub(super) fn becomes_number(kind: &DataType) -> bool {
    kind.is_numeric() || matches!(kind, DataType::Boolean | DataType::Null)
}

/// `array` as numbers; NULL is missing, which is NaN.
pub(super) fn numbers(plan: &FeaturePlan, array: &ArrayRef) -> Result<Vec<f64>, Problem> {
    let fault = || feature_problem(not_a_number(array.data_type()), plan);
    if !becomes_number(array.data_type()) {
        return Err(fault());
    }
    let numbers = cast(array, &DataType::Float64).map_err(|_| fault())?;
    Ok(numbers.as_primitive::<Float64Type>().iter().map(|value| value.unwrap_or(f64::NAN)).collect())
}

/// Sums of amounts as numbers; a customer without any amount paid nothing.
pub(super) fn paid(sums: &ArrayRef) -> Result<Vec<f64>, DataFusionError> {
    let sums = cast(sums, &DataType::Float64)?;
    Ok(sums.as_primitive::<Float64Type>().iter().map(|sum| sum.unwrap_or(0.0)).collect())
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
