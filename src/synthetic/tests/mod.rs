//! Markets, by what they promise.

mod drifts;
mod stationary;

use chrono::{NaiveDate, NaiveDateTime};

use super::{DriftKind, DriftSize, Market, MarketParams, Order, Planted, Population, Season, market};

const CUSTOMERS: u32 = 3000;

fn params(population: Population, season: Season) -> MarketParams {
    MarketParams { seed: 5, customers: CUSTOMERS, population, season, drift: None, ..MarketParams::default() }
}

fn midnight(year: i32, month: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap().into()
}

/// The orders from the first of a month to that of another.
fn between(market: &Market, from: (i32, u32), to: (i32, u32)) -> impl Iterator<Item = &Order> {
    let period = midnight(from.0, from.1)..midnight(to.0, to.1);
    market.orders.iter().filter(move |order| period.contains(&order.ordered_at))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

fn log_cents(order: &Order) -> f64 {
    libm::log(order.cents as f64)
}

fn assert_near(found: f64, expected: f64, tolerance: f64, what: impl std::fmt::Debug) {
    assert!((found - expected).abs() <= tolerance, "{what:?}: {found}, not {expected}");
}
