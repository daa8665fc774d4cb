//! What is wrong with the features' SQL, found without reading orders.

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::DataFusionError;

use super::super::contract::CUSTOMER;
use super::super::determinism::{self, RowOrder};
use super::super::session;
use super::value::{becomes_number, feature_problem, missing_column, not_a_number};
use super::window_table::{WindowTable, aggregate_sql};
use crate::plan::{Computation, FeaturePlan};
use crate::problem::Problem;

const EXPRESSION: &str = "a feature is one aggregate over a customer's orders, as in sum(amount); anything else is a query in a \
                          file, named by `query`";

/// What is wrong with the features' SQL over orders of `schema`, the customer's code among them, without
/// reading any.
pub(in crate::source) async fn check(
    plans: &[FeaturePlan],
    schema: &SchemaRef,
) -> Result<Vec<Problem>, DataFusionError> {
    let table = WindowTable::empty(schema)?;
    let mut problems = Vec::new();
    for plan in plans {
        let (sql, key) = match &plan.computation {
            Computation::Aggregate(expression) => {
                // On its own first: what is spliced into a SELECT has to be one expression and no more.
                if let Err(error) = table.expression(expression) {
                    problems.push(feature_problem(session::problem(&error).help(EXPRESSION), plan));
                    continue;
                }
                (aggregate_sql([plan], None).unwrap_or_default(), "sql")
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
