//! The features of every customer of every window, by the pipeline's SQL.
//!
//! Orders were read once. What decomposes into counts, sums, minima and maxima is computed for all windows in one pass
//! over them ([`fold`]); everything else by a query of each window ([`direct`]). Both give the same bits every time.

mod aggregate;
mod check;
mod columns_read;
mod decompose;
mod direct;
mod division;
mod fold;
mod query;
mod sliding;
mod table;
mod value;
mod window_table;

use std::sync::Arc;

use futures::{StreamExt, TryStreamExt};
use ndarray::Array2;
use rayon::prelude::*;
use serde::Serialize;

use super::SourceError;
use super::orders::Orders;
pub(super) use check::check;
pub(super) use columns_read::columns_read;
use direct::{DirectColumns, direct_columns};
use division::{Division, Target, divide};
use table::Table;

use crate::feature::{Customers, FeatureMatrix};
use crate::plan::FeaturePlan;
use crate::problem::{Blame, Problem, Problems};
use crate::window::Window;

/// A window's orders counted and its customers' features, in their own units.
#[derive(Debug, Clone)]
pub struct WindowFeatures {
    /// Orders in the window.
    pub orders: u64,
    /// One row for each customer with an order in the window.
    pub matrix: FeatureMatrix,
    /// What each of these customers paid in the window; `None` where the orders have no amount.
    pub revenue: Option<Vec<f64>>,
}

/// How a feature is computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Route {
    /// The feature's name.
    pub feature: String,
    /// Why it takes a query of each window; `None` where all windows come from one pass over the orders.
    pub obstacle: Option<String>,
}

/// How many customers have an order in each of `windows`, which are sorted by start and by end.
///
/// # Errors
/// Should not happen.
pub fn customers_of_windows(orders: &Orders, windows: &[Window]) -> Result<Vec<usize>, SourceError> {
    Ok(fold::customers_of_windows(orders, windows)?)
}

/// How each of the features is computed.
///
/// # Errors
/// When an expression cannot be planned.
pub async fn routes(plans: &[FeaturePlan], orders: &Orders) -> Result<Vec<Route>, SourceError> {
    let division = divide(plans, None, &orders.schema()).await?;
    let obstacle = |index| division.direct.iter().find(|(target, _)| *target == Target::Feature(index));
    let routes = plans.iter().enumerate().map(|(index, plan)| Route {
        feature: plan.name.clone(),
        obstacle: obstacle(index).map(|(_, obstacle)| obstacle.to_string()),
    });
    Ok(routes.collect())
}

/// The features of the customers of `window`, and what they paid: the sum of the column `amount`.
///
/// # Errors
/// As [`features_of_windows`].
pub async fn window_features(
    plans: &[FeaturePlan],
    amount: Option<&str>,
    orders: &Orders,
    window: Window,
) -> Result<WindowFeatures, SourceError> {
    let found = features_of_windows(plans, amount, orders, &[window], 1).await?.pop();
    found.ok_or_else(|| SourceError::Engine("a window without features".to_owned()))
}

/// The same for all of `windows`, which are sorted by start and by end. Queries of `threads` windows run at a time.
///
/// # Errors
/// When a query cannot be planned, is not repeatable, or gives what is not a finite number for a customer of a window.
pub async fn features_of_windows(
    plans: &[FeaturePlan],
    amount: Option<&str>,
    orders: &Orders,
    windows: &[Window],
    threads: usize,
) -> Result<Vec<WindowFeatures>, SourceError> {
    if !windows.is_sorted_by(|left, right| left.start <= right.start && left.end <= right.end) {
        return Err(SourceError::Engine("windows that are not sorted by start and by end".to_owned()));
    }
    let division = Arc::new(divide(plans, amount, &orders.schema()).await?);
    let tables = division.fold.tables(orders, windows, &division.folded, plans.len(), amount.is_some())?;
    let customers = tables.iter().map(|table| Customers::from(table.customers.as_slice()));
    let windows = windows.iter().copied().zip(customers).collect::<Vec<_>>();
    let direct = direct_of_windows(plans, amount, &division, orders, &windows, threads).await?;
    let assembled = windows
        .into_par_iter()
        .zip(tables)
        .zip(direct)
        .map(|((window, table), direct)| assemble(plans, orders, window, table, &direct))
        .collect::<Vec<_>>();
    // Collected before it is looked through, so that of several errors it is always the first.
    assembled.into_iter().collect()
}

async fn direct_of_windows(
    plans: &[FeaturePlan],
    amount: Option<&str>,
    division: &Arc<Division>,
    orders: &Orders,
    windows: &[(Window, Customers)],
    threads: usize,
) -> Result<Vec<DirectColumns>, SourceError> {
    if division.direct.is_empty() {
        return Ok(vec![DirectColumns::default(); windows.len()]);
    }
    let shared: (Arc<[FeaturePlan]>, Option<Arc<str>>) = (plans.into(), amount.map(Into::into));
    futures::stream::iter(windows.to_vec())
        .map(|(window, customers)| {
            let ((plans, amount), division, orders) = (shared.clone(), Arc::clone(division), orders.clone());
            let task = tokio::spawn(async move {
                direct_columns(&plans, amount.as_deref(), &division, &orders, &customers, window).await
            });
            async move { task.await.map_err(|error| SourceError::Engine(error.to_string()))? }
        })
        .buffered(threads.max(1))
        .try_collect()
        .await
}

/// A window's features from the table that the one pass filled, and its own queries' columns.
fn assemble(
    plans: &[FeaturePlan],
    orders: &Orders,
    (window, customers): (Window, Customers),
    mut table: Table,
    direct: &DirectColumns,
) -> Result<WindowFeatures, SourceError> {
    direct.columns.iter().for_each(|(target, found)| table.put(*target, found));
    let shaped = Array2::from_shape_vec((customers.len(), plans.len()), table.values);
    let values = shaped.map_err(|error| SourceError::Engine(error.to_string()))?;
    let infinite = plans.iter().zip(values.columns()).filter_map(|(plan, column)| {
        let row = column.iter().position(|value| value.is_infinite())?;
        let customer = orders.customers().id(*customers.get(row)?)?;
        let end = window.end_date();
        let problem =
            Problem::new(format!("customer {customer} has an infinite value in the window that ends on {end}"));
        Some(problem.of(format!("features.{}", plan.name)).help("guard the division with nullif(…, 0)"))
    });
    let infinite = infinite.collect::<Vec<_>>();
    if !infinite.is_empty() {
        return Err(Problems::new(Blame::Configuration, infinite).into());
    }
    let names = plans.iter().map(|plan| plan.name.clone()).collect();
    let matrix =
        FeatureMatrix::new(customers, names, values).map_err(|error| SourceError::Engine(error.to_string()))?;
    Ok(WindowFeatures { orders: window.range(orders.times()).len() as u64, matrix, revenue: table.revenue })
}
