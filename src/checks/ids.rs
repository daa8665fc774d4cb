//! Ids that are written in another way: orders, or customers, that no longer match themselves.

use std::collections::BTreeSet;

use super::ENOUGH;
use super::history::{end, history, shared, usual};
use super::sample::{SameOrders, same_orders};
use crate::numeric::real;
use crate::plan::ChecksPlan;
use crate::record::{DataProfile, Evidence, IdForm, MonthProfile};

/// Fewer of the usual returning customers than this share are almost none.
const ALMOST_NONE: f64 = 0.1;

pub(super) fn ids(plan: &ChecksPlan, now: &DataProfile, earlier: Option<&DataProfile>) -> Vec<Evidence> {
    let mut found = Vec::new();
    if let Some(earlier) = earlier {
        let same = same_orders(now, earlier);
        found.extend(orders(plan, &same, now, earlier));
        found.extend(customers(plan, &same));
    }
    let history = history(now, earlier);
    for month in history.new.iter().filter(|month| month.orders >= ENOUGH) {
        let evidence = form(plan, month, history.usual).or_else(|| none_returning(month, history.usual));
        found.extend(evidence);
    }
    found
}

/// Fewer orders are found again than their number leaves.
fn orders(plan: &ChecksPlan, same: &SameOrders<'_>, now: &DataProfile, earlier: &DataProfile) -> Option<Evidence> {
    let (from, to) = shared(now, earlier)?;
    let whole = |profile: &DataProfile| {
        let months = profile.orders.months.iter();
        let within = months.filter(|month| from <= month.month.into() && to >= end(month.month).into());
        within.map(|month| month.orders).sum::<u64>()
    };
    let left = (real(whole(now)) / real(whole(earlier).max(1))).min(1.0);
    let (found, of) = (same.found.len() as u64, same.looked_for());
    let example = same.missing.first()?.order_id.clone();
    (of >= ENOUGH && real(found) < plan.ids_share * left * real(of)).then_some(Evidence::OrderIds {
        found,
        of,
        example,
    })
}

fn customers(plan: &ChecksPlan, same: &SameOrders<'_>) -> Option<Evidence> {
    let changed = same.found.iter().filter(|(then, now)| then.customer_id != now.customer_id);
    let (orders, of) = (changed.clone().count() as u64, same.found.len() as u64);
    let (then, now) = changed.clone().next()?;
    (of >= ENOUGH && real(of - orders) < plan.ids_share * real(of)).then(|| Evidence::CustomerIds {
        orders,
        of,
        order_id: then.order_id.clone(),
        before: then.customer_id.clone(),
        after: now.customer_id.clone(),
    })
}

/// A new month has ids of forms that no month before has.
fn form(plan: &ChecksPlan, month: &MonthProfile, usual: &[MonthProfile]) -> Option<Evidence> {
    let known = usual.iter().flat_map(|month| &month.forms).map(|form| &form.form).collect::<BTreeSet<_>>();
    let new = month.forms.iter().filter(|form| !known.contains(&form.form)).collect::<Vec<_>>();
    let share = real(new.iter().map(|form| form.orders).sum()) / real(month.orders);
    let example = |form: &IdForm| form.example.clone();
    let (before, after) = (usual.last()?.forms.first().map(example)?, new.first().copied().map(example)?);
    (share > 1.0 - plan.ids_share).then_some(Evidence::IdForm { month: month.month, share, before, after })
}

/// Customers come back every month, and to the new one almost none: they are there under other ids.
fn none_returning(month: &MonthProfile, months: &[MonthProfile]) -> Option<Evidence> {
    let share = usual(months.iter().map(|month| real(month.returning) / real(month.customers.max(1))))?;
    let expected = share * real(month.customers);
    if expected < real(ENOUGH) || real(month.returning) >= ALMOST_NONE * expected {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
    let usual = expected.round() as u64;
    let &MonthProfile { month, customers, returning, .. } = month;
    Some(Evidence::NoneReturning { month, customers, returning, usual })
}
