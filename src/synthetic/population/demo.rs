//! The demo's customers.

use super::{CustomerType, Makeup, RESELLER};
use crate::synthetic::behaviour::{Behaviour, DISSATISFIED, SATISFIED};

const STOCK_UP: Behaviour =
    Behaviour { orders_per_month: 0.35, regularity: 2, median_basket: 260.0, score_shares: SATISFIED };

pub(super) const MAKEUP: Makeup = Makeup {
    types: &[
        CustomerType {
            name: "regular",
            description: "Small orders, about every second week.",
            share: 0.10,
            lifetime_months: 22.0,
            behaviour: Behaviour { orders_per_month: 1.8, regularity: 4, median_basket: 22.0, score_shares: SATISFIED },
        },
        CustomerType {
            name: "stock_up",
            description: "A big basket about every third month.",
            share: 0.28,
            lifetime_months: 22.0,
            behaviour: STOCK_UP,
        },
        CustomerType {
            name: "occasional",
            description: "A small order now and then.",
            share: 0.42,
            lifetime_months: 22.0,
            behaviour: Behaviour { orders_per_month: 0.2, regularity: 2, median_basket: 36.0, score_shares: SATISFIED },
        },
        CustomerType {
            name: "disappointed",
            description: "A small order now and then, badly reviewed, and gone earlier.",
            share: 0.20,
            lifetime_months: 15.0,
            behaviour: Behaviour {
                orders_per_month: 0.3,
                regularity: 2,
                median_basket: 40.0,
                score_shares: DISSATISFIED,
            },
        },
    ],
    basket_spread_between: 0.20,
    basket_spread_within: 0.25,
    reviewed_share: 0.8,
    spender: 1,

    occasional: 2,
    newcomer: RESELLER,
    free_delivery: Behaviour { orders_per_month: 2.5, regularity: 4, median_basket: 36.0, ..STOCK_UP },
};
