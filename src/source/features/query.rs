//! A feature that is a whole query of its own.

use std::collections::BTreeSet;

use datafusion::arrow::array::{AsArray, Float64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::DataFusionError;

use super::super::SourceError;
use super::super::contract::CUSTOMER;
use super::super::directory::CustomerDirectory;
use super::value::{feature_numbers, feature_problem, missing_column};
use super::window_table::WindowTable;
use crate::feature::Customers;
use crate::plan::FeaturePlan;
use crate::problem::Problem;

/// The column of a whole query, for `customers` in their order; NaN for those that the query leaves out.
pub(super) async fn query_column(
    table: &WindowTable,
    plan: &FeaturePlan,
    sql: &str,
    customers: &Customers,
    directory: &CustomerDirectory,
) -> Result<Result<Float64Array, Vec<Problem>>, SourceError> {
    let batch = table.run(sql).await?;
    let (Some(ids), Some(values)) = (batch.column_by_name(CUSTOMER), batch.column_by_name("value")) else {
        let missing = if batch.column_by_name("value").is_some() { CUSTOMER } else { "value" };
        return Ok(Err(vec![feature_problem(missing_column(missing, &batch.schema()), plan)]));
    };
    let values = match feature_numbers(plan, values) {
        Ok(values) => values,
        Err(problem) => return Ok(Err(vec![problem])),
    };
    let ids = cast(ids, &DataType::Utf8).map_err(DataFusionError::from)?;
    let ids = ids.as_string::<i32>();
    let mut column = vec![f64::NAN; customers.len()];
    let (mut strangers, mut repeated) = (BTreeSet::new(), BTreeSet::new());
    let mut seen = vec![false; customers.len()];
    for (id, value) in ids.iter().zip(&values) {
        let id = id.unwrap_or_default();
        let row = directory.code(id).and_then(|code| customers.binary_search(&code).ok());
        let Some((seen, target)) = row.and_then(|row| seen.get_mut(row).zip(column.get_mut(row))) else {
            strangers.insert(id);
            continue;
        };
        if std::mem::replace(seen, true) {
            repeated.insert(id);
        }
        *target = value.unwrap_or(f64::NAN);
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
    Ok(if problems.is_empty() { Ok(column.into()) } else { Err(problems) })
}
