//! What each drift changes, by how much, and what it leaves alone.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

const ON: (i32, u32) = (2024, 10);
const END: (i32, u32) = (2026, 1);

fn stationary() -> Market {
    market(&params(Population::Apart, Season::Usual))
}

fn drifted(kind: DriftKind, size: DriftSize) -> Market {
    let drift = Some(Planted { kind, size, on: midnight(ON.0, ON.1).date() });
    market(&MarketParams { drift, ..params(Population::Apart, Season::Usual) })
}

fn before(market: &Market) -> Vec<&Order> {
    between(market, (2023, 1), ON).collect()
}

/// Orders after the drift, by customer.
fn after(market: &Market) -> BTreeMap<u32, Vec<&Order>> {
    let mut by_customer = BTreeMap::<u32, Vec<&Order>>::new();
    for order in between(market, ON, END) {
        by_customer.entry(order.customer).or_default().push(order);
    }
    by_customer
}

/// Pairs of the same order, after the drift, without it and with it; nothing but amounts and reviews may differ.
fn pairs<'a>(without: &'a Market, with: &'a Market) -> Vec<(&'a Order, &'a Order)> {
    let key = |order: &Order| (order.customer, order.number, order.ordered_at);
    let pairs: Vec<_> = between(without, ON, END).zip(between(with, ON, END)).collect();
    assert_eq!(without.orders.len(), with.orders.len());
    assert!(pairs.iter().all(|(one, other)| key(one) == key(other)));
    pairs
}

/// Whether the amounts are in the ratio, but for rounding to hundredths.
fn in_ratio(one: &Order, other: &Order, factor: f64) -> bool {
    (other.cents as f64 - factor * one.cents as f64).abs() <= 0.51 * (1.0 + factor)
}

#[test]
fn nothing_differs_before_the_drift_and_something_does_after() {
    let without = stationary();
    for kind in DriftKind::ALL {
        for size in DriftSize::ALL {
            let with = drifted(kind, size);
            assert_eq!(before(&without), before(&with), "{kind:?} {size:?}");
            assert_ne!(after(&without), after(&with), "{kind:?} {size:?}");
            assert_eq!(with, drifted(kind, size));
            let truth = with.truth.drift.unwrap();
            assert_eq!((truth.kind, truth.size, truth.month.as_str()), (kind, size, "2024-10"));
        }
    }
}

#[test]
fn baskets_shift_for_one_type_and_nothing_else_changes() {
    let (without, with) = (stationary(), drifted(DriftKind::BasketShift, DriftSize::Medium));
    let factor = DriftKind::BasketShift.magnitude(DriftSize::Medium).value;
    let mut changed = BTreeSet::new();
    for (one, other) in pairs(&without, &with) {
        assert_eq!(one.review_score, other.review_score);
        if one.cents != other.cents {
            assert!(in_ratio(one, other, factor));
            changed.insert(one.customer);
        }
    }
    let concerned = with.truth.types.iter().find(|kind| kind.name == "occasional").unwrap();
    assert_near(concerned.changed_share, 1.0, 0.0, "changed share");
    // Those who left before the drift do not show.
    assert!(changed.len() <= concerned.customers as usize && changed.len() * 2 > concerned.customers as usize);
}

#[test]
fn inflation_multiplies_every_amount() {
    let (without, with) = (stationary(), drifted(DriftKind::SpendInflation, DriftSize::Medium));
    let factor = DriftKind::SpendInflation.magnitude(DriftSize::Medium).value;
    for (one, other) in pairs(&without, &with) {
        assert!(one.review_score == other.review_score && in_ratio(one, other, factor), "{one:?} {other:?}");
    }
}

#[test]
fn a_review_crisis_turns_the_reviews_of_a_share_and_nothing_else() {
    let (without, with) = (stationary(), drifted(DriftKind::ReviewCrisis, DriftSize::Large));
    let share = DriftKind::ReviewCrisis.magnitude(DriftSize::Large).value;
    for (one, other) in pairs(&without, &with) {
        assert_eq!((one.cents, one.review_score.is_some()), (other.cents, other.review_score.is_some()));
    }
    let bad = |market| {
        let scores = between(market, ON, END).filter_map(|order| order.review_score);
        mean(scores.map(|score| if score <= 2 { 1.0 } else { 0.0 }))
    };
    // Of the bad reviewers' reviews 88 % are bad.
    assert_near(bad(&with), (1.0 - share) * bad(&without) + share * 0.88, 0.06, "share of bad reviews");
}

#[test]
fn a_vanishing_segment_orders_no_more_and_the_others_order_as_before() {
    let without = stationary();
    let orders_without = after(&without);
    let vanished = |size| {
        let with = drifted(DriftKind::VanishingSegment, size);
        let orders_with = after(&with);
        assert!(orders_with.iter().all(|(customer, orders)| orders_without.get(customer) == Some(orders)));
        (orders_without.len() - orders_with.len()) as f64
    };
    let big = |market| between(market, ON, END).filter(|order| order.cents > 20_000).count() as f64;
    let share = DriftKind::VanishingSegment.magnitude(DriftSize::Medium).value;
    assert_near(vanished(DriftSize::Medium) / vanished(DriftSize::Large), share, 0.1, "share that vanished");
    let all = drifted(DriftKind::VanishingSegment, DriftSize::Large);
    assert!(big(&all) < 0.01 * big(&without));
    let kind = all.truth.types.iter().find(|kind| kind.name == "stock_up").unwrap();
    assert!(kind.after.is_none() && kind.changed_share == 1.0);
}

#[test]
fn a_new_segment_comes_within_months_and_stays_the_share_that_was_asked_for() {
    let (without, with) = (stationary(), drifted(DriftKind::NewSegment, DriftSize::Large));
    let (old, new): (Vec<&Order>, Vec<&Order>) = with.orders.iter().partition(|order| order.customer < CUSTOMERS);
    assert!(old.into_iter().eq(&without.orders));
    let newcomers = |from: NaiveDateTime, to: NaiveDateTime| {
        let orders = new.iter().filter(|order| (from..to).contains(&order.ordered_at));
        orders.map(|order| order.customer).collect::<BTreeSet<u32>>().len() as f64
    };
    // Nearly all resellers order in a month, so those who do are those who are there. Of the others, who stay for 48
    // months, 48 of every 48 + 36 are there at once.
    let share = DriftKind::NewSegment.magnitude(DriftSize::Large).value;
    let expected = share / (1.0 - share) * f64::from(CUSTOMERS) * 48.0 / 84.0;
    for month in [(2025, 1), (2025, 6), (2025, 11)] {
        let there = newcomers(midnight(month.0, month.1), midnight(month.0, month.1 + 1));
        assert_near(there / expected, 1.0, 0.15, month);
    }
    assert!(newcomers(midnight(2024, 10), midnight(2024, 11)) < 0.7 * expected);
    let kind = with.truth.types.last().unwrap();
    assert!(kind.is_new && kind.name == "reseller" && kind.share == share);
    assert_eq!(with.truth.customers, CUSTOMERS + kind.customers);
}

#[test]
fn one_type_orders_more_often_by_the_factor() {
    let (without, with) = (stationary(), drifted(DriftKind::FrequencyShift, DriftSize::Large));
    let factor = DriftKind::FrequencyShift.magnitude(DriftSize::Large).value;
    let (orders_without, orders_with) = (after(&without), after(&with));
    let changed = |customer: &u32| orders_without.get(customer) != orders_with.get(customer);
    let count = |orders: &BTreeMap<u32, Vec<&Order>>| {
        orders.iter().filter(|(customer, _)| changed(customer)).map(|(_, orders)| orders.len()).sum::<usize>() as f64
    };
    assert_near(count(&orders_with) / count(&orders_without), factor, 0.3, "orders of those who change");
    let kind = with.truth.types.iter().find(|kind| kind.changed_share > 0.0).unwrap();
    assert_eq!(kind.name, "occasional");
    assert_near(kind.after.unwrap().orders_per_month / kind.before.orders_per_month, factor, 1e-9, "truth");
}

#[test]
fn free_delivery_turns_big_baskets_into_small_ones_and_leaves_turnover_alone() {
    let (without, with) = (stationary(), drifted(DriftKind::FreeDelivery, DriftSize::Large));
    let turnover = |market| between(market, ON, END).map(|order| order.cents as f64).sum::<f64>();
    let big = |market| between(market, ON, END).filter(|order| order.cents > 20_000).count() as f64;
    assert_near(turnover(&with) / turnover(&without), 1.0, 0.1, "turnover");
    let share = DriftKind::FreeDelivery.magnitude(DriftSize::Large).value;
    assert_near(big(&with) / big(&without), 1.0 - share, 0.05, "big baskets");
}
