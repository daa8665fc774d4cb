//! What is true of a market: `truth.json`.

use chrono::NaiveDate;
use serde::Serialize;

use super::behaviour::Behaviour;
use super::drift::{Change, DriftKind, DriftSize, Effect, Magnitude, Planted};
use super::market::MarketParams;
use super::population::{CustomerType, Population};
use super::season::Season;
use super::setting::Setting;

/// What is true of a market.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Truth {
    /// The market's seed.
    pub seed: u64,
    /// First day.
    pub start: NaiveDate,
    /// The day after the last.
    pub end: NaiveDate,
    /// Which customers there are.
    pub population: Population,
    /// The seasons.
    pub season: Season,
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drift {
    /// The first day on which customers behave otherwise.
    pub date: NaiveDate,
    /// The month of that day, `YYYY-MM`.
    pub month: String,
    /// Of which kind it is.
    pub kind: DriftKind,
    /// How big it is, in a word.
    pub size: DriftSize,
    /// How big it is, as a number.
    pub magnitude: Magnitude,
    /// What it is and how big, in words.
    pub description: String,
}

/// A type of customer, before and after the drift.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TypeTruth {
    /// Its name.
    pub name: &'static str,
    /// What its customers do before the drift.
    pub description: &'static str,
    /// Its share of the customers; of a type that begins to come, of those who are there on a day once it has come.
    pub share: f64,
    /// How many customers of the market are of it.
    pub customers: u32,
    /// Mean time between a customer's coming and going, in months.
    pub lifetime_months: f64,
    /// Whether it is not there before the drift.
    pub is_new: bool,
    /// How its customers order before the drift, and those who do not change after it too.
    pub before: Behaviour,
    /// Share of its customers who change; 0 without a drift.
    pub changed_share: f64,
    /// How those who change order after the drift; none where nobody changes, or those who do order no more.
    pub after: Option<Behaviour>,
}

impl Truth {
    pub(super) fn new(
        params: &MarketParams,
        setting: &Setting,
        of_type: &[u32],
        customers_with_orders: u32,
        orders: usize,
    ) -> Self {
        let &MarketParams { seed, start, end, population, season, .. } = params;
        let makeup = setting.makeup;
        Self {
            seed,
            start,
            end,
            population,
            season,
            customers: of_type.iter().sum(),
            customers_with_orders,
            orders,
            reviewed_share: makeup.reviewed_share,
            basket_spread_between: makeup.basket_spread_between,
            basket_spread_within: makeup.basket_spread_within,
            drift: setting.drift.as_ref().map(|drift| Drift::of(drift.planted)),
            types: setting
                .types()
                .zip(of_type)
                .enumerate()
                .map(|(index, (kind, &count))| {
                    TypeTruth::new(kind, setting.newcomer_share(index), count, setting.effect(index))
                })
                .collect(),
        }
    }

    /// The first day on which customers behave otherwise; none in a market without a drift.
    #[must_use]
    pub fn drift_date(&self) -> Option<NaiveDate> {
        self.drift.as_ref().map(|drift| drift.date)
    }
}

impl Drift {
    fn of(planted: Planted) -> Self {
        let Planted { kind, size, on } = planted;
        Self {
            date: on,
            month: on.format("%Y-%m").to_string(),
            kind,
            size,
            magnitude: planted.magnitude(),
            description: planted.description(),
        }
    }
}

impl TypeTruth {
    fn new(kind: &CustomerType, newcomer: Option<f64>, customers: u32, effect: Option<Effect>) -> Self {
        let after = effect.and_then(|effect| match effect.change {
            Change::To(behaviour) => Some(behaviour),
            Change::Stop => None,
        });
        Self {
            name: kind.name,
            description: kind.description,
            share: newcomer.unwrap_or(kind.share),
            customers,
            lifetime_months: kind.lifetime_months,
            is_new: newcomer.is_some(),
            before: kind.behaviour,
            changed_share: effect.map_or(0.0, |effect| effect.share),
            after,
        }
    }
}
