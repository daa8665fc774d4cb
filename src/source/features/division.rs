//! Which features come from one pass over the orders, and which take a query of each window.

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::DataFusionError;

use super::decompose::{Obstacle, decompose};
use super::fold::Fold;
use super::window_table::{WindowTable, aggregate_sql};
use crate::plan::{Computation, FeaturePlan};

/// What a column of numbers is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// The feature of that index.
    Feature(usize),
    /// What customers paid.
    Revenue,
}

/// The features, divided.
#[derive(Debug)]
pub(super) struct Division {
    pub fold: Fold,
    /// What the fold's columns are for.
    pub folded: Vec<Target>,
    pub direct: Vec<(Target, Obstacle)>,
}

/// Divides features, and the sum of `amount`, over orders of `schema`, the customer's code among them.
pub(super) async fn divide(
    plans: &[FeaturePlan],
    amount: Option<&str>,
    schema: &SchemaRef,
) -> Result<Division, DataFusionError> {
    let table = WindowTable::empty(schema)?;
    let features = plans.iter().enumerate().map(|(index, plan)| match &plan.computation {
        Computation::Aggregate(_) => (Target::Feature(index), aggregate_sql([plan], None)),
        Computation::Query(_) => (Target::Feature(index), None),
    });
    let revenue = amount.map(|column| (Target::Revenue, aggregate_sql([], Some(column))));
    let (mut folded, mut decomposed, mut direct) = (Vec::new(), Vec::new(), Vec::new());
    for (target, sql) in features.chain(revenue) {
        let taken_apart = match sql {
            Some(sql) => decompose(&table.context, table.plan(&sql).await?.into_unoptimized_plan())?,
            None => Err(Obstacle::OwnQuery),
        };
        match taken_apart {
            Ok(feature) => {
                folded.push(target);
                decomposed.push(feature);
            }
            Err(obstacle) => direct.push((target, obstacle)),
        }
    }
    let fold = Fold::new(&table.context, &table.schema()?, &decomposed)?;
    Ok(Division { fold, folded, direct })
}
