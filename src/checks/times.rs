//! Times that moved: of the same orders, or of a new month as a whole.
//!
//! A month that is delivered by another zone's clock has the hours of the day that the months before have, moved. The
//! distance of two spreads over the hours is half the sum of the differences of their shares: the share of orders that would
//! have to be at another hour. It is taken for a move when it is more than chance and than any usual month's, and moving the
//! month back undoes more than half of it. A move by one hour is left to the same orders: summer time does that to
//! customers who keep their habits where data are in UTC.

use std::collections::BTreeMap;

use super::ENOUGH;
use super::history::history;
use super::sample::same_orders;
use crate::numeric::real;
use crate::plan::ChecksPlan;
use crate::record::{DataProfile, Evidence, MonthProfile};

/// Hours of a day.
const DAY: usize = 24;
/// Moves that are looked for, in hours, the smallest first.
const MOVES: [i32; 21] = [2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8, 9, -9, 10, -10, 11, -11, 12];
/// Distances up to so many times what chance does are chance.
const CHANCE: f64 = 2.0;

pub(super) fn times(plan: &ChecksPlan, now: &DataProfile, earlier: Option<&DataProfile>) -> Vec<Evidence> {
    let mut found = earlier.and_then(|earlier| of_same_orders(plan, now, earlier)).into_iter().collect::<Vec<_>>();
    let history = history(now, earlier);
    found.extend(history.new.iter().filter_map(|month| of_month(month, history.usual)));
    found
}

fn of_same_orders(plan: &ChecksPlan, now: &DataProfile, earlier: &DataProfile) -> Option<Evidence> {
    let same = same_orders(now, earlier).found;
    let moved = same.iter().filter(|(then, now)| then.ordered_at != now.ordered_at).collect::<Vec<_>>();
    let (orders, of) = (moved.len() as u64, same.len() as u64);
    if of < ENOUGH || real(orders) <= plan.times_share * real(of) {
        return None;
    }
    let mut by_minutes = BTreeMap::<i64, usize>::new();
    for (then, now) in &moved {
        *by_minutes.entry((now.ordered_at - then.ordered_at).num_minutes()).or_default() += 1;
    }
    let commonest = by_minutes.into_iter().max_by_key(|(_, orders)| *orders);
    let (then, now) = moved.first()?;
    Some(Evidence::TimesMoved {
        orders,
        of,
        minutes: commonest.filter(|(_, orders)| 2 * orders > moved.len()).map(|(minutes, _)| minutes),
        order_id: then.order_id.clone(),
        before: then.ordered_at,
        after: now.ordered_at,
    })
}

fn of_month(month: &MonthProfile, usual: &[MonthProfile]) -> Option<Evidence> {
    let mut all = [0_u64; DAY];
    for month in usual {
        for (sum, orders) in all.iter_mut().zip(&month.hours) {
            *sum += orders;
        }
    }
    let (orders, others) = (month.orders, all.iter().sum::<u64>());
    if orders < ENOUGH || others < ENOUGH {
        return None;
    }
    let found = distance(&month.hours, &all, 0);
    let of_usual = usual.iter().map(|month| distance(&month.hours, &all, 0)).fold(0.0, f64::max);
    if found <= of_usual || found <= CHANCE * by_chance(orders, others) {
        return None;
    }
    let undone = MOVES.map(|hours| (hours, distance(&month.hours, &all, hours)));
    let (hours, moved_back) = undone.into_iter().min_by(|one, other| one.1.total_cmp(&other.1))?;
    (moved_back < found / 2.0).then_some(Evidence::HoursMoved {
        month: month.month,
        hours,
        distance: found,
        moved_back,
    })
}

/// How far the hours of a month, moved back, are from those of others.
fn distance(month: &[u64], others: &[u64], moved: i32) -> f64 {
    let share = |hours: &[u64], hour: usize| {
        real(hours.get(hour).copied().unwrap_or(0)) / real(hours.iter().sum::<u64>().max(1))
    };
    let moved = usize::try_from(moved.rem_euclid(24)).unwrap_or(0);
    (0..DAY).map(|hour| (share(month, (hour + moved) % DAY) - share(others, hour)).abs()).sum::<f64>() / 2.0
}

/// About how far two samples of one spread are apart: by the normal approximation and Jensen's inequality, at most
/// √(24 / 2π · (1/n + 1/m)).
fn by_chance(orders: u64, others: u64) -> f64 {
    (24.0 / std::f64::consts::TAU * (1.0 / real(orders) + 1.0 / real(others))).sqrt()
}
