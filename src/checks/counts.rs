//! Orders of months that were complete: those that came in late, and those that are gone.
//!
//! By the months' counts, so that both are at least as many as told: what came and what went in the same month is not seen.

use super::history::{end, shared};
use crate::numeric::real;
use crate::plan::ChecksPlan;
use crate::record::{DataProfile, Evidence, MonthChange};

pub(super) fn counts(plan: &ChecksPlan, now: &DataProfile, earlier: &DataProfile) -> Vec<Evidence> {
    let Some((from, to)) = shared(now, earlier) else { return Vec::new() };
    let orders = |profile: &DataProfile, month| {
        let found = profile.orders.months.iter().find(|other| other.month == month);
        found.map_or(0, |found| found.orders)
    };
    let months = now.orders.months.iter().chain(&earlier.orders.months).map(|month| month.month);
    let mut months = months.filter(|&month| from <= month.into() && to >= end(month).into()).collect::<Vec<_>>();
    months.sort_unstable();
    months.dedup();
    let changes = months.into_iter().map(|month| MonthChange {
        month,
        before: orders(earlier, month),
        after: orders(now, month),
    });
    let (mut late, mut lost) = (Vec::new(), Vec::new());
    for change in changes {
        let more = change.after.saturating_sub(change.before);
        let fewer = change.before.saturating_sub(change.after);
        if more > 0 && real(more) > plan.late_share * real(change.before) {
            late.push(change);
        }
        if fewer > 0 && real(fewer) > plan.lost_share * real(change.before) {
            lost.push(change);
        }
    }
    let difference = |months: &[MonthChange]| months.iter().map(|change| change.after.abs_diff(change.before)).sum();
    let mut found = Vec::new();
    if !late.is_empty() {
        found.push(Evidence::Late { orders: difference(&late), months: late });
    }
    if !lost.is_empty() {
        found.push(Evidence::Lost { orders: difference(&lost), months: lost });
    }
    found
}
