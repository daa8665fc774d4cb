//! Who buys, and what the drift does to them.

use serde::Serialize;

/// How a customer orders.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Behaviour {
    /// Mean number of orders in a month, over the seasons.
    pub orders_per_month: f64,
    /// Shape of the Erlang distribution of the time between two orders: 1 is a Poisson process, more is more regular.
    pub regularity: u32,
    /// Median amount of an order, over customers and orders.
    pub median_basket: f64,
    /// Shares of the scores 1 to 5 among the reviews; they sum to 1.
    pub score_shares: [f64; 5],
}

/// A type of customer.
pub(super) struct CustomerType {
    pub name: &'static str,
    pub description: &'static str,
    /// Share of all customers who were ever there.
    pub share: f64,
    /// Mean time between a customer's coming and going, which is exponential.
    pub lifetime_months: f64,
    /// How they order, before the drift and, where it does not reach them, after.
    pub behaviour: Behaviour,
    /// What the drift does to them.
    pub change: Option<Change>,
}

/// What the drift does to a type.
pub(super) struct Change {
    /// Share of the type's customers who change.
    pub share: f64,
    /// How these order from then on.
    pub behaviour: Behaviour,
}

/// Logarithmic standard deviation of what customers of a type usually spend on an order.
pub(super) const BASKET_SPREAD_BETWEEN: f64 = 0.20;
/// Logarithmic standard deviation of a customer's orders around what is usual for that customer.
pub(super) const BASKET_SPREAD_WITHIN: f64 = 0.25;
/// Share of the orders that are reviewed.
pub(super) const REVIEWED_SHARE: f64 = 0.8;

/// The drift's name in `truth.json`.
pub(super) const DRIFT_KIND: &str = "free_delivery_on_every_order";
/// The drift in a sentence.
pub(super) const DRIFT_DESCRIPTION: &str = "Delivery, free from a basket of 200 on until then, becomes free for every \
    order: customers who filled big baskets to reach 200 now spend the same in many small orders.";

const SATISFIED: [f64; 5] = [0.01, 0.02, 0.07, 0.28, 0.62];
const DISSATISFIED: [f64; 5] = [0.58, 0.30, 0.09, 0.02, 0.01];

/// The types. Their shares sum to 1.
pub(super) const TYPES: [CustomerType; 4] = [
    CustomerType {
        name: "regular",
        description: "Small orders, about every second week.",
        share: 0.10,
        lifetime_months: 22.0,
        behaviour: Behaviour { orders_per_month: 1.8, regularity: 4, median_basket: 22.0, score_shares: SATISFIED },
        change: None,
    },
    CustomerType {
        name: "stock_up",
        description: "A big basket about every third month.",
        share: 0.28,
        lifetime_months: 22.0,
        behaviour: Behaviour { orders_per_month: 0.35, regularity: 2, median_basket: 260.0, score_shares: SATISFIED },
        change: Some(Change {
            share: 0.9,
            behaviour: Behaviour { orders_per_month: 2.5, regularity: 4, median_basket: 36.0, score_shares: SATISFIED },
        }),
    },
    CustomerType {
        name: "occasional",
        description: "A small order now and then.",
        share: 0.42,
        lifetime_months: 22.0,
        behaviour: Behaviour { orders_per_month: 0.2, regularity: 2, median_basket: 36.0, score_shares: SATISFIED },
        change: None,
    },
    CustomerType {
        name: "disappointed",
        description: "A small order now and then, badly reviewed, and gone earlier.",
        share: 0.20,
        lifetime_months: 15.0,
        behaviour: Behaviour { orders_per_month: 0.3, regularity: 2, median_basket: 40.0, score_shares: DISSATISFIED },
        change: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_one() {
        let is_one = |sum: f64| (sum - 1.0).abs() < 1e-12;
        assert!(is_one(TYPES.iter().map(|kind| kind.share).sum()));
        for kind in &TYPES {
            assert!(is_one(kind.behaviour.score_shares.iter().sum()), "{}", kind.name);
            assert!(kind.change.iter().all(|change| is_one(change.behaviour.score_shares.iter().sum())));
        }
    }

    /// The sentence that describes the drift says that those who change spend the same.
    #[test]
    fn those_who_change_spend_the_same() {
        let spend = |behaviour: &Behaviour| behaviour.orders_per_month * behaviour.median_basket;
        for kind in &TYPES {
            let before = spend(&kind.behaviour);
            let after = kind.change.as_ref().map_or(before, |change| spend(&change.behaviour));
            assert!((after / before - 1.0).abs() < 0.02, "{}", kind.name);
        }
    }
}
