//! A whole market.

use chrono::NaiveDate;

use super::customer::Customer;
use super::drift::{DriftKind, DriftSize, Planted};
use super::order::{self, Order};
use super::population::Population;
use super::season::Season;
use super::setting::Setting;
use super::truth::Truth;

/// What a market is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarketParams {
    /// The market's seed.
    pub seed: u64,
    /// Customers who are there at some time of the period, whether they order or not, without those of a new type.
    pub customers: u32,
    /// First day.
    pub start: NaiveDate,
    /// The day after the last. Not after `start`: there are no orders.
    pub end: NaiveDate,
    /// Which customers there are.
    pub population: Population,
    /// The seasons.
    pub season: Season,
    /// The drift. None, or outside the period: there is no drift.
    pub drift: Option<Planted>,
}

impl Default for MarketParams {
    /// The demo's market: 30 000 customers over the three years 2023 to 2025, and free delivery from 1 February 2025 on.
    fn default() -> Self {
        let day = |year, month| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
        let drift = Planted { kind: DriftKind::FreeDelivery, size: DriftSize::Large, on: day(2025, 2) };
        Self {
            seed: 42,
            customers: 30_000,
            start: day(2023, 1),
            end: day(2026, 1),
            population: Population::Demo,
            season: Season::Usual,
            drift: Some(drift),
        }
    }
}

/// Orders, and what is true of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Market {
    /// By time, customer and number.
    pub orders: Vec<Order>,
    /// What is true of them.
    pub truth: Truth,
}

impl Market {
    /// The orders as CSV with a header: `order_id`, `customer_id`, `ordered_at` (YYYY-MM-DD HH:MM:SS), `amount` (two
    /// decimals), `review_score` (1 to 5, or empty).
    #[must_use]
    pub fn orders_csv(&self) -> String {
        order::csv(&self.orders)
    }

    /// The truth as JSON.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn truth_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&self.truth).map(|json| json + "\n")
    }
}

/// Makes a market: the same bits for the same parameters, on every machine.
///
/// A customer's orders depend on nothing but the seed, the period, the population, the seasons and the customer's
/// number, and those before the drift not on the drift.
#[must_use]
pub fn market(params: &MarketParams) -> Market {
    let setting = Setting::new(params);
    let newcomers = setting.drift.as_ref().map_or(0, |drift| drift.newcomers);
    let old = (0..params.customers).map(|number| Customer::draw(&setting, number));
    let new = (0..newcomers).map(|number| Customer::draw_newcomer(&setting, params.customers.saturating_add(number)));

    let mut orders = Vec::new();
    let mut of_type = vec![0_u32; setting.types().count()];
    let mut customers_with_orders = 0;
    for customer in old.chain(new).flatten() {
        if let Some(count) = of_type.get_mut(customer.kind) {
            *count += 1;
        }
        let before = orders.len();
        orders.extend(customer.orders());
        customers_with_orders += u32::from(orders.len() > before);
    }
    orders.sort_unstable_by_key(|order| (order.ordered_at, order.customer, order.number));

    let truth = Truth::new(params, &setting, &of_type, customers_with_orders, orders.len());
    Market { orders, truth }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDateTime;
    use sha2::{Digest, Sha256};

    use super::*;

    const CUSTOMERS: u32 = 2000;

    fn small(seed: u64, drifts: bool) -> Market {
        let default = MarketParams::default();
        let drift = default.drift.filter(|_| drifts);
        market(&MarketParams { seed, customers: CUSTOMERS, drift, ..default })
    }

    fn drift_day() -> NaiveDateTime {
        MarketParams::default().drift.unwrap().on.into()
    }

    fn before_drift(market: &Market) -> Vec<Order> {
        market.orders.iter().copied().filter(|order| order.ordered_at < drift_day()).collect()
    }

    /// Orders and share of big baskets between two days.
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    fn between(market: &Market, from: (i32, u32), to: (i32, u32)) -> (f64, f64) {
        let day = |(year, month)| NaiveDateTime::from(NaiveDate::from_ymd_opt(year, month, 1).unwrap());
        let period = day(from)..day(to);
        let orders: Vec<_> = market.orders.iter().filter(|order| period.contains(&order.ordered_at)).collect();
        let big = orders.iter().filter(|order| order.cents > 12_000).count();
        (orders.len() as f64, big as f64 / orders.len() as f64)
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let (one, again, other) = (small(7, true), small(7, true), small(8, true));
        assert_eq!(one.orders_csv(), again.orders_csv());
        assert_eq!(one.truth_json().unwrap(), again.truth_json().unwrap());
        assert_ne!(one.orders_csv(), other.orders_csv());
    }

    /// Pinned: what is promised of every machine, and what the demo's README says, rests on it.
    #[test]
    fn the_demo_begins_with_the_same_bytes_everywhere() {
        let csv = market(&MarketParams { customers: 1000, ..MarketParams::default() }).orders_csv();
        let lines: Vec<&str> = csv.lines().skip(1).take(3).collect();
        assert_eq!(
            lines,
            [
                "C000474-001,C000474,2023-01-01 04:48:03,43.81,2",
                "C000510-001,C000510,2023-01-01 12:39:15,23.13,4",
                "C000432-001,C000432,2023-01-01 17:44:07,23.14,5",
            ]
        );
    }

    #[test]
    fn the_demo_is_the_same_to_the_last_byte() {
        let csv = market(&MarketParams::default()).orders_csv();
        // The first half of the digest, 89ac905a5b0e87e09cceaba3406a52a5.
        let digest = Sha256::digest(csv);
        let half = digest.iter().take(16).fold(0_u128, |half, &byte| (half << 8) | u128::from(byte));
        assert_eq!(half, 0x89ac_905a_5b0e_87e0_9cce_aba3_406a_52a5);
    }

    #[test]
    fn more_customers_leave_the_orders_of_the_others_alone() {
        let default = MarketParams::default();
        let some = market(&MarketParams { customers: 100, ..default });
        let mut more = market(&MarketParams { customers: 150, ..default }).orders;
        more.retain(|order| order.customer < 100);
        assert_eq!(some.orders, more);
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    fn the_truth_counts_what_is_there() {
        let Market { orders, truth } = small(1, true);
        assert_eq!(truth.orders, orders.len());
        let customers: BTreeSet<u32> = orders.iter().map(|order| order.customer).collect();
        assert_eq!(truth.customers_with_orders as usize, customers.len());
        assert!((12_000..20_000).contains(&orders.len()), "{}", orders.len());
        assert_eq!(truth.types.iter().map(|kind| kind.customers).sum::<u32>(), CUSTOMERS);
        for kind in &truth.types {
            let (found, expected) = (f64::from(kind.customers), kind.share * f64::from(CUSTOMERS));
            assert!((found - expected).abs() < 4.0 * expected.sqrt(), "{} {found} {expected}", kind.name);
        }
        let reviewed = orders.iter().filter(|order| order.review_score.is_some()).count();
        assert!((reviewed as f64 / orders.len() as f64 - truth.reviewed_share).abs() < 0.02);
    }

    #[test]
    fn the_csv_is_well_formed() {
        let market = small(1, true);
        let csv = market.orders_csv();
        let mut lines = csv.lines();
        assert_eq!(lines.next(), Some("order_id,customer_id,ordered_at,amount,review_score"));
        let (mut ids, mut last) = (BTreeSet::new(), String::new());
        for line in lines {
            let fields: Vec<&str> = line.split(',').collect();
            let &[order, customer, ordered_at, amount, score] = fields.as_slice() else { panic!("{line}") };
            assert!(ids.insert(order) && order.starts_with(customer), "{line}");
            NaiveDateTime::parse_from_str(ordered_at, "%Y-%m-%d %H:%M:%S").unwrap();
            assert!(("2023-01-01".."2026-01-01").contains(&ordered_at), "{line}");
            assert!(amount.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 2), "{line}");
            assert!(amount.parse::<f64>().unwrap() > 0.0, "{line}");
            assert!(["", "1", "2", "3", "4", "5"].contains(&score), "{line}");
            let key = format!("{ordered_at} {order}");
            assert!(last < key, "{line}");
            last = key;
        }
        assert_eq!(ids.len(), market.truth.orders);
    }

    #[test]
    fn nothing_differs_before_the_drift() {
        let (with, without) = (small(3, true), small(3, false));
        assert_eq!(before_drift(&with), before_drift(&without));
        assert_ne!(with.orders, without.orders);
        assert_eq!(with.truth.drift.as_ref().map(|drift| drift.month.as_str()), Some("2025-02"));
    }

    #[test]
    fn the_drift_turns_big_baskets_into_small_ones_from_its_month_on() {
        let market = small(3, true);
        let (_, before) = between(&market, (2024, 11), (2025, 2));
        let (_, after) = between(&market, (2025, 2), (2025, 5));
        assert!(before > 0.15 && after < 0.03, "{before} {after}");
    }

    #[test]
    fn without_a_drift_the_years_are_alike_and_the_seasons_are_not() {
        let market = small(3, false);
        assert_eq!(market.truth.drift, None);
        assert!(market.truth.types.iter().all(|kind| kind.after.is_none() && kind.changed_share == 0.0));
        let years = [2023, 2024, 2025].map(|year| between(&market, (year, 1), (year + 1, 1)));
        for (orders, big) in years {
            // About 3500 orders a year; customers are not Poisson, so this is some four standard errors.
            assert!((orders / years[0].0 - 1.0).abs() < 0.12 && (big - years[0].1).abs() < 0.04, "{years:?}");
        }
        let (december, _) = between(&market, (2024, 12), (2025, 1));
        let (august, _) = between(&market, (2024, 8), (2024, 9));
        assert!(december > 1.3 * august, "{december} {august}");
    }

    #[test]
    fn a_drift_outside_the_period_is_none() {
        let default = MarketParams { customers: 50, ..MarketParams::default() };
        let drift = default.drift.map(|planted| Planted { on: default.end, ..planted });
        assert_eq!(market(&MarketParams { drift, ..default }), market(&MarketParams { drift: None, ..default }));
        let nothing = market(&MarketParams { end: default.start, ..default });
        assert!(nothing.orders.is_empty() && nothing.truth.drift.is_none());
    }
}
