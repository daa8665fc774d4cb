//! Markets without a drift.

use std::collections::BTreeSet;

use super::*;

/// Orders, mean logarithm of amounts and mean review of a year.
fn year(market: &Market, year: i32) -> [f64; 3] {
    let orders: Vec<&Order> = between(market, (year, 1), (year + 1, 1)).collect();
    let scores = orders.iter().filter_map(|order| order.review_score);
    [orders.len() as f64, mean(orders.iter().map(|order| log_cents(order))), mean(scores.map(f64::from))]
}

#[test]
fn the_years_are_alike() {
    for population in Population::ALL {
        for season in [Season::Usual, Season::DecemberPeak] {
            let market = market(&params(population, season));
            let [first, second, third] = [2023, 2024, 2025].map(|number| year(&market, number));
            for later in [second, third] {
                let what = (population, season, first, later);
                // At least four standard errors of 3000 customers, of whom half are others a year later.
                assert_near(later[0] / first[0], 1.0, 0.10, what);
                assert_near(later[1], first[1], 0.08, what);
                assert_near(later[2], first[2], 0.12, what);
            }
        }
    }
}

#[test]
fn every_december_is_a_peak_where_it_should_be_one() {
    let market = market(&params(Population::Apart, Season::DecemberPeak));
    let usual = super::market(&params(Population::Apart, Season::Usual));
    for year in 2023..2026 {
        let decembers = |market| between(market, (year, 12), (year + 1, 1)).count() as f64;
        let octobers = |market| between(market, (year, 10), (year, 11)).count() as f64;
        assert_near(decembers(&market) / octobers(&market), 3.0 / 1.03, 0.35, year);
        assert_near(decembers(&usual) / octobers(&usual), 1.3 / 1.03, 0.2, year);
        let december = mean(between(&market, (year, 12), (year + 1, 1)).map(log_cents));
        let others = mean(between(&market, (year, 2), (year, 12)).map(log_cents));
        assert_near(december - others, libm::log(1.4), 0.09, year);
    }
}

#[test]
fn the_same_parameters_give_the_same_bytes() {
    for population in Population::ALL {
        let params = params(population, Season::DecemberPeak);
        let (one, again) = (market(&params), market(&params));
        assert_eq!(one.orders_csv(), again.orders_csv());
        assert_eq!(one.truth_json().unwrap(), again.truth_json().unwrap());
    }
}

#[test]
fn whoever_is_in_a_near_tied_market_stays() {
    let market = market(&params(Population::NearTied, Season::Usual));
    let customers = |year| between(&market, (year, 1), (year + 1, 1)).map(|order| order.customer);
    for year in 2023..2026 {
        assert_eq!(customers(year).collect::<BTreeSet<u32>>().len(), CUSTOMERS as usize);
    }
}
