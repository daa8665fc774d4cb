//! Which of the orders' columns features read: the others need not be held.

use std::collections::BTreeSet;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::DataFusionError;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::logical_expr::LogicalPlan;

use super::division::{Target, divide};
use super::window_table::{WindowTable, aggregate_sql};
use crate::plan::{Computation, FeaturePlan};

/// Names of columns of orders of `schema`, the customer's code among them, that the features or the sum of `amount` read;
/// of a query of its own, all that it names.
pub(in crate::source) async fn columns_read(
    plans: &[FeaturePlan],
    amount: Option<&str>,
    schema: &SchemaRef,
) -> Result<BTreeSet<String>, DataFusionError> {
    let division = divide(plans, amount, schema).await?;
    let mut read = division.fold.columns(schema).map(str::to_owned).collect::<BTreeSet<_>>();
    let table = WindowTable::empty(schema)?;
    for (target, _) in &division.direct {
        let plan = match target {
            Target::Feature(index) => plans.get(*index),
            Target::Revenue => None,
        };
        let sql = match plan.map(|plan| (plan, &plan.computation)) {
            Some((_, Computation::Query(sql))) => Some(sql.text.clone()),
            Some((plan, Computation::Aggregate(_))) => aggregate_sql([plan], None),
            None => aggregate_sql([], amount),
        };
        let Some(sql) = sql else { continue };
        named_in(&table.plan(&sql).await?.into_unoptimized_plan(), &mut read)?;
    }
    Ok(read)
}

/// All columns that the expressions of a plan name, whatever tables they are of.
fn named_in(plan: &LogicalPlan, names: &mut BTreeSet<String>) -> Result<(), DataFusionError> {
    plan.apply_with_subqueries(|node| {
        node.apply_expressions(|expression| {
            names.extend(expression.column_refs().into_iter().map(|column| column.name.clone()));
            Ok(TreeNodeRecursion::Continue)
        })
    })?;
    Ok(())
}
