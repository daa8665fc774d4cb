//! Profiles compared: what is found, what is not, and at which limit.

mod files;
mod months;
mod orders;

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate, NaiveDateTime, TimeDelta};

use super::history::{history, shared};
use super::sample::same_orders;
use super::*;
use crate::numeric::{mix, text_hash};
use crate::record::{
    ColumnMonth, ColumnProfile, IdForm, MonthProfile, OrdersProfile, OrdersSample, SampledOrder, SourceProfile,
};

fn plan() -> ChecksPlan {
    ChecksPlan {
        columns: Consequence::Error,
        nulls: Consequence::Error,
        null_share: 0.5,
        units: Consequence::Error,
        units_factor: 10.0,
        times: Consequence::Error,
        times_share: 0.1,
        ids: Consequence::Error,
        ids_share: 0.8,
        duplicates: Consequence::Error,
        freshness: Consequence::Warning,
        freshness_days: 7,
        volume: Consequence::Warning,
        volume_factor: 2.0,
        late: Consequence::Warning,
        late_share: 0.01,
        lost: Consequence::Warning,
        lost_share: 0.01,
    }
}

fn first(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + Months::new(month)
}

fn day_of(month: u32, day: i64) -> NaiveDateTime {
    NaiveDateTime::from(first(month)) + TimeDelta::days(day) + TimeDelta::hours(12)
}

/// Hours of the day with a shape that no other move has.
const HOURS: [u64; 24] = [9, 5, 3, 2, 2, 3, 8, 15, 30, 45, 50, 52, 60, 55, 50, 48, 52, 60, 75, 90, 95, 80, 50, 20];

/// A month of 959 orders of 500 customers.
fn month(number: u32) -> MonthProfile {
    let orders = HOURS.iter().sum();
    MonthProfile {
        month: first(number),
        orders,
        hours: HOURS.to_vec(),
        customers: 500,
        returning: if number == 0 { 0 } else { 300 },
        forms: vec![IdForm { form: "0a *-*".to_owned(), example: "a1-b2".to_owned(), orders }],
        columns: vec![ColumnMonth { name: "amount".to_owned(), nulls: 0, values: orders, median: Some(25.0) }],
    }
}

fn sampled(number: u64) -> SampledOrder {
    let at = day_of(u32::try_from(number % 10).unwrap(), i64::try_from(number % 28).unwrap());
    SampledOrder {
        order_id: format!("order {number}"),
        customer_id: format!("customer {}", number % 300),
        ordered_at: at,
    }
}

/// The `k` orders with the smallest hashes, as a run samples them.
fn sample(orders: impl Iterator<Item = SampledOrder>, k: usize) -> OrdersSample {
    let mut orders = orders.collect::<Vec<_>>();
    orders.sort_by_key(|order| text_hash(&order.order_id));
    let bound = orders.get(k).map_or(u64::MAX, |next| text_hash(&next.order_id) - 1);
    orders.truncate(k);
    OrdersSample { bound, orders }
}

/// The data of `months` months, whole.
fn profile(months: u32) -> DataProfile {
    let column =
        |name: &str| ColumnProfile { name: name.to_owned(), kind: "Utf8".to_owned(), declared: false, nulls: 0 };
    DataProfile {
        as_of: first(months),
        sources: vec![SourceProfile {
            source: "sales".to_owned(),
            rows: 1000,
            columns: vec![column("id"), column("price")],
        }],
        orders: OrdersProfile {
            newest: Some(day_of(months, 0) - TimeDelta::days(1)),
            months: (0..months).map(month).collect(),
            sample: sample((0..5000).map(sampled), 1000),
        },
    }
}

fn earlier(profile: DataProfile) -> EarlierProfile {
    EarlierProfile { run_id: "2023-12-01-0123456789ab".to_owned(), profile }
}

fn found(now: &DataProfile, then: &DataProfile) -> Vec<Evidence> {
    of_rows(&plan(), now, Some(&earlier(then.clone())))
}

#[test]
fn nothing_is_found_in_the_same_data_in_a_further_month_and_without_a_history() {
    assert_eq!(found(&profile(11), &profile(11)), []);
    assert_eq!(found(&profile(12), &profile(11)), []);
    assert_eq!(found(&profile(30), &profile(11)), []);
    assert_eq!(of_rows(&plan(), &profile(12), None), []);
    assert_eq!(of_rows(&plan(), &profile(1), None), []);
    assert_eq!(found(&profile(1), &profile(1)), []);
}
