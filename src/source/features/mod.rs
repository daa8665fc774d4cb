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
mod value;
mod window_table;

use std::sync::Arc;

use datafusion::arrow::array::Float64Array;
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
use fold::Part;

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
    let folded = division.fold.parts(orders, windows)?;
    let windows = windows.iter().zip(&folded).map(|(&window, parts)| (window, customers_of(parts))).collect::<Vec<_>>();
    let direct = direct_of_windows(plans, amount, &division, orders, &windows, threads).await?;
    let assembled = windows
        .into_par_iter()
        .zip(folded)
        .zip(direct)
        .map(|((window, parts), direct)| assemble(plans, amount, &division, orders, window, &parts, &direct))
        .collect::<Vec<_>>();
    // Collected before it is looked through, so that of several errors it is always the first.
    assembled.into_iter().collect()
}

/// A window's customers, from all of its parts.
fn customers_of(parts: &[Part]) -> Customers {
    parts.iter().flat_map(|part| part.customers.iter().copied()).collect()
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

/// A window's features from those of the one pass and those of its own queries.
fn assemble(
    plans: &[FeaturePlan],
    amount: Option<&str>,
    division: &Division,
    orders: &Orders,
    (window, customers): (Window, Customers),
    parts: &[Part],
    direct: &DirectColumns,
) -> Result<WindowFeatures, SourceError> {
    let mut values = Array2::from_elem((customers.len(), plans.len()), f64::NAN);
    // A customer without any amount paid nothing.
    let mut revenue = amount.map(|_| vec![0.0; customers.len()]);
    let mut put = |target: Target, first: usize, found: &Float64Array| {
        for (row, value) in (first..).zip(found).filter_map(|(row, value)| Some((row, value?))) {
            let place = match target {
                Target::Feature(column) => values.get_mut((row, column)),
                Target::Revenue => revenue.as_mut().and_then(|paid| paid.get_mut(row)),
            };
            if let Some(place) = place {
                *place = value;
            }
        }
    };
    let mut first = 0;
    for part in parts {
        division.folded.iter().zip(&part.columns).for_each(|(&target, found)| put(target, first, found));
        first += part.customers.len();
    }
    direct.columns.iter().for_each(|(target, found)| put(*target, 0, found));
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
    Ok(WindowFeatures { orders: window.range(orders.times()).len() as u64, matrix, revenue })
}
