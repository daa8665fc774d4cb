//! Who buys.

mod apart;
mod demo;
mod near_tied;

use serde::{Deserialize, Serialize};

use super::behaviour::{Behaviour, SATISFIED};

/// Which customers a market has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Population {
    /// Those of the demo: four types whom windows of three months tell apart.
    Demo,
    /// Types whom windows of twelve months tell apart: for markets whose drifts are to be found.
    Apart,
    /// Types whom windows of twelve months cut into four segments in several ways that are nearly as good.
    NearTied,
}

impl Population {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Demo, Self::Apart, Self::NearTied];

    pub(super) fn makeup(self) -> &'static Makeup {
        match self {
            Self::Demo => &demo::MAKEUP,
            Self::Apart => &apart::MAKEUP,
            Self::NearTied => &near_tied::MAKEUP,
        }
    }
}

/// What a population is made of.
pub(super) struct Makeup {
    /// The types. Their shares sum to 1.
    pub types: &'static [CustomerType],
    /// Logarithmic standard deviation of what customers of a type usually spend on an order.
    pub basket_spread_between: f64,
    /// Logarithmic standard deviation of a customer's orders around what is usual for that customer.
    pub basket_spread_within: f64,
    /// Share of the orders that are reviewed.
    pub reviewed_share: f64,
    /// Index of the type with the biggest baskets.
    pub spender: usize,
    /// Index of the type that orders least often.
    pub occasional: usize,
    /// The type that may begin to come.
    pub newcomer: CustomerType,
    /// How the spenders order when delivery no longer depends on the basket.
    pub free_delivery: Behaviour,
}

/// A type of customer.
pub(super) struct CustomerType {
    pub name: &'static str,
    pub description: &'static str,
    /// Share of all customers who were ever there.
    pub share: f64,
    /// Mean time between a customer's coming and going, which is exponential.
    pub lifetime_months: f64,
    /// How they order, as long as no drift reaches them.
    pub behaviour: Behaviour,
}

/// Of no share: how many come is the drift's size.
const RESELLER: CustomerType = CustomerType {
    name: "reseller",
    description: "Big orders, every week.",
    share: 0.0,
    lifetime_months: 48.0,
    behaviour: Behaviour { orders_per_month: 4.0, regularity: 4, median_basket: 150.0, score_shares: SATISFIED },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_one() {
        let is_one = |sum: f64| (sum - 1.0).abs() < 1e-12;
        for makeup in Population::ALL.map(Population::makeup) {
            assert!(is_one(makeup.types.iter().map(|kind| kind.share).sum()));
            for kind in makeup.types.iter().chain([&makeup.newcomer]) {
                assert!(is_one(kind.behaviour.score_shares.iter().sum()), "{}", kind.name);
            }
        }
    }

    /// What the descriptions of the drifts say.
    #[test]
    fn roles_are_what_they_are_called() {
        for makeup in Population::ALL.map(Population::makeup) {
            let of = |index: usize| makeup.types[index].behaviour;
            let spend = |behaviour: Behaviour| behaviour.orders_per_month * behaviour.median_basket;
            assert!((spend(makeup.free_delivery) / spend(of(makeup.spender)) - 1.0).abs() < 0.02);
            for kind in makeup.types {
                assert!(kind.behaviour.median_basket <= of(makeup.spender).median_basket, "{}", kind.name);
                assert!(kind.behaviour.orders_per_month >= of(makeup.occasional).orders_per_month, "{}", kind.name);
            }
        }
    }
}
