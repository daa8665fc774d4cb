//! Customers whom windows of twelve months tell apart.

use super::{CustomerType, Makeup, RESELLER};
use crate::synthetic::behaviour::{Behaviour, DISSATISFIED, SATISFIED};

const STOCK_UP: Behaviour =
    Behaviour { orders_per_month: 0.4, regularity: 2, median_basket: 300.0, score_shares: SATISFIED };

pub(super) const MAKEUP: Makeup = Makeup {
    types: &[
        CustomerType {
            name: "regular",
            description: "A small order about every second week.",
            share: 0.13,
            lifetime_months: 48.0,
            behaviour: Behaviour { orders_per_month: 2.1, regularity: 2, median_basket: 12.0, score_shares: SATISFIED },
        },
        CustomerType {
            name: "stock_up",
            description: "A big basket five times a year.",
            share: 0.17,
            lifetime_months: 48.0,
            behaviour: STOCK_UP,
        },
        CustomerType {
            name: "occasional",
            description: "A small order now and then.",
            share: 0.48,
            lifetime_months: 48.0,
            behaviour: Behaviour {
                orders_per_month: 0.15,
                regularity: 1,
                median_basket: 28.0,
                score_shares: SATISFIED,
            },
        },
        CustomerType {
            name: "disappointed",
            description: "A small order three or four times a year, badly reviewed.",
            share: 0.22,
            lifetime_months: 48.0,
            behaviour: Behaviour {
                orders_per_month: 0.3,
                regularity: 2,
                median_basket: 45.0,
                score_shares: DISSATISFIED,
            },
        },
    ],
    basket_spread_between: 0.15,
    basket_spread_within: 0.5,
    reviewed_share: 0.8,
    spender: 1,
    occasional: 2,
    newcomer: RESELLER,
    free_delivery: Behaviour { orders_per_month: 3.3, regularity: 4, median_basket: 36.0, score_shares: SATISFIED },
};
