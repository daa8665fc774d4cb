//! Customers of whom K-Means with four segments finds several segmentations, each nearly as good as the best.
//!
//! They are alike but for three things, each of which halves them, independently of the others: how often they order,
//! how much they spend in a year, and how they review. Four segments can tell apart two of the three. How often they
//! order shows in recency too and is always one of them; of the other two, each explains as much as the other. Nobody
//! comes or goes: those who leave would be a segment.

use super::{CustomerType, Makeup, RESELLER};
use crate::synthetic::behaviour::Behaviour;

/// Orders a month.
const RARELY: f64 = 0.8;
const OFTEN: f64 = 2.4;
/// Baskets that come to the same amount in a year for both.
const LITTLE: [f64; 2] = [30.0, 10.0];
const MUCH: [f64; 2] = [120.0, 40.0];

const GOOD: [f64; 5] = [0.0, 0.0, 0.1, 0.3, 0.6];
const BAD: [f64; 5] = [0.6, 0.3, 0.1, 0.0, 0.0];

pub(super) const MAKEUP: Makeup = Makeup {
    types: &[
        kind("rarely_little_good", "Orders rarely, spends little, likes the shop.", RARELY, LITTLE[0], GOOD),
        kind("rarely_little_bad", "Orders rarely, spends little, dislikes the shop.", RARELY, LITTLE[0], BAD),
        kind("rarely_much_good", "Orders rarely, spends much, likes the shop.", RARELY, MUCH[0], GOOD),
        kind("rarely_much_bad", "Orders rarely, spends much, dislikes the shop.", RARELY, MUCH[0], BAD),
        kind("often_little_good", "Orders often, spends little, likes the shop.", OFTEN, LITTLE[1], GOOD),
        kind("often_little_bad", "Orders often, spends little, dislikes the shop.", OFTEN, LITTLE[1], BAD),
        kind("often_much_good", "Orders often, spends much, likes the shop.", OFTEN, MUCH[1], GOOD),
        kind("often_much_bad", "Orders often, spends much, dislikes the shop.", OFTEN, MUCH[1], BAD),
    ],
    basket_spread_between: 0.0,
    basket_spread_within: 0.2,
    reviewed_share: 0.8,
    spender: 2,
    occasional: 0,
    newcomer: RESELLER,
    free_delivery: Behaviour { orders_per_month: 3.2, regularity: 4, median_basket: 30.0, score_shares: GOOD },
};

const fn kind(
    name: &'static str,
    description: &'static str,
    orders_per_month: f64,
    median_basket: f64,
    score_shares: [f64; 5],
) -> CustomerType {
    let behaviour = Behaviour { orders_per_month, regularity: 24, median_basket, score_shares };
    // For good.
    CustomerType { name, description, share: 0.125, lifetime_months: 1e9, behaviour }
}
