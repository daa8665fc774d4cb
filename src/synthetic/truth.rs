//! What is true of a market: `truth.json`.

use chrono::NaiveDate;
use serde::Serialize;

use super::population::{Behaviour, CustomerType, DRIFT_DESCRIPTION, DRIFT_KIND};

/// What is true of a market.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Truth {
    /// The market's seed.
    pub seed: u64,
    /// First day.
    pub start: NaiveDate,
    /// The day after the last.
    pub end: NaiveDate,
    /// Customers who are there at some time of the period.
    pub customers: u32,
    /// Those of them who order at least once.
    pub customers_with_orders: u32,
    /// Orders in all.
    pub orders: usize,
    /// Share of the orders that are reviewed.
    pub reviewed_share: f64,
    /// Logarithmic standard deviation of what customers of a type usually spend on an order.
    pub basket_spread_between: f64,
    /// Logarithmic standard deviation of a customer's orders around what is usual for that customer.
    pub basket_spread_within: f64,
    /// The drift; none in a market without.
    pub drift: Option<Drift>,
    /// The types of customers.
    pub types: Vec<TypeTruth>,
}

/// A drift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// The first day on which customers behave otherwise.
    pub date: NaiveDate,
    /// The month of that day, `YYYY-MM`.
    pub month: String,
    /// What it is, in a word.
    pub kind: &'static str,
    /// What it is, in a sentence.
    pub description: &'static str,
}

/// A type of customer, before and after the drift.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TypeTruth {
    /// Its name.
    pub name: &'static str,
    /// What its customers do before the drift.
    pub description: &'static str,
    /// Its share of the customers.
    pub share: f64,
    /// How many customers of the market are of it.
    pub customers: u32,
    /// Mean time between a customer's coming and going, in months.
    pub lifetime_months: f64,
    /// How its customers order before the drift, and those who do not change after it too.
    pub before: Behaviour,
    /// Share of its customers who change; 0 without a drift.
    pub changed_share: f64,
    /// How those who change order after the drift; none where nobody does.
    pub after: Option<Behaviour>,
}

impl Truth {
    /// The first day on which customers behave otherwise; none in a market without a drift.
    #[must_use]
    pub fn drift_date(&self) -> Option<NaiveDate> {
        self.drift.as_ref().map(|drift| drift.date)
    }
}

impl Drift {
    pub(super) fn on(date: NaiveDate) -> Self {
        Self { date, month: date.format("%Y-%m").to_string(), kind: DRIFT_KIND, description: DRIFT_DESCRIPTION }
    }
}

impl TypeTruth {
    pub(super) fn new(kind: &CustomerType, customers: u32, drifts: bool) -> Self {
        let change = kind.change.as_ref().filter(|_| drifts);
        Self {
            name: kind.name,
            description: kind.description,
            share: kind.share,
            customers,
            lifetime_months: kind.lifetime_months,
            before: kind.behaviour,
            changed_share: change.map_or(0.0, |change| change.share),
            after: change.map(|change| change.behaviour),
        }
    }
}
