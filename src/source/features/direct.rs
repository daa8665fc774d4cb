//! The features that take a query of each window.
//!
//! A window's query runs on one partition over rows in a fixed order, so that even floating-point sums are the same bits
//! every time; windows run side by side.

use datafusion::arrow::array::Float64Array;

use super::super::SourceError;
use super::super::orders::Orders;
use super::division::{Division, Target};
use super::query::query_column;
use super::value::{feature_numbers, numbers};
use super::window_table::{WindowTable, aggregate_sql};
use crate::feature::Customers;
use crate::plan::{Computation, FeaturePlan};
use crate::problem::{Blame, Problems};
use crate::window::Window;

/// Columns of numbers, one value for each customer with an order in the window.
#[derive(Debug, Clone, Default)]
pub(super) struct DirectColumns {
    pub columns: Vec<(Target, Float64Array)>,
}

/// The columns that the one pass does not give; `customers` are those of the window.
pub(super) async fn direct_columns(
    plans: &[FeaturePlan],
    amount: Option<&str>,
    division: &Division,
    orders: &Orders,
    customers: &Customers,
    window: Window,
) -> Result<DirectColumns, SourceError> {
    let table = WindowTable::new(&orders.slice(window.range(orders.times())), window)?;
    let mut columns = Vec::new();
    let mut problems = Vec::new();
    let mut aggregates = Vec::new();
    let mut amounts = None;
    for (target, _) in &division.direct {
        let Target::Feature(index) = *target else {
            amounts = amount;
            continue;
        };
        let Some(plan) = plans.get(index) else { continue };
        match &plan.computation {
            Computation::Aggregate(_) => aggregates.push((*target, plan)),
            Computation::Query(sql) => {
                match query_column(&table, plan, &sql.text, customers, orders.customers()).await? {
                    Ok(values) => columns.push((*target, values)),
                    Err(found) => problems.extend(found),
                }
            }
        }
    }
    if let Some(sql) = aggregate_sql(aggregates.iter().map(|(_, plan)| *plan), amounts) {
        let batch = table.run(&sql).await?;
        for ((target, plan), array) in aggregates.into_iter().zip(batch.columns().iter().skip(1)) {
            match feature_numbers(plan, array) {
                Ok(values) => columns.push((target, values)),
                Err(problem) => problems.push(problem),
            }
        }
        if let Some(sums) = amounts.and(batch.columns().last()) {
            columns.push((Target::Revenue, numbers(sums)?));
        }
    }
    if problems.is_empty() {
        Ok(DirectColumns { columns })
    } else {
        Err(Problems::new(Blame::Configuration, problems).into())
    }
}
