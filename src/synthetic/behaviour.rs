//! How a customer orders.

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

/// The score shares of customers who like the shop.
pub(super) const SATISFIED: [f64; 5] = [0.01, 0.02, 0.07, 0.28, 0.62];
/// The score shares of customers who do not.
pub(super) const DISSATISFIED: [f64; 5] = [0.58, 0.30, 0.09, 0.02, 0.01];

impl Behaviour {
    /// Whether another behaviour differs in amounts and reviews at most, and not in when orders come.
    #[expect(clippy::float_cmp, reason = "the same number, not one like it")]
    pub(super) fn keeps_time_of(&self, other: &Self) -> bool {
        self.orders_per_month == other.orders_per_month && self.regularity == other.regularity
    }
}
