//! The same orders in two runs.
//!
//! Both sample the orders whose ids have the smallest hashes (bottom-k sampling with shared hashes: Cohen E., Kaplan H.
//! (2007), "Summarizing data using bottom-k sketches", PODC). Up to the smaller of their bounds each has all of its own
//! orders, so that one which is in a sample alone is in that run alone.

use std::collections::BTreeMap;

use super::history::shared;
use crate::numeric::text_hash;
use crate::record::{DataProfile, SampledOrder};

/// The sampled orders of an earlier run, of the time that both have seen whole.
pub(super) struct SameOrders<'a> {
    /// Those that are found again: then and now.
    pub found: Vec<(&'a SampledOrder, &'a SampledOrder)>,
    /// Those that are not.
    pub missing: Vec<&'a SampledOrder>,
}

impl SameOrders<'_> {
    /// How many were looked for.
    pub fn looked_for(&self) -> u64 {
        (self.found.len() + self.missing.len()) as u64
    }
}

pub(super) fn same_orders<'a>(now: &'a DataProfile, earlier: &'a DataProfile) -> SameOrders<'a> {
    let mut same = SameOrders { found: Vec::new(), missing: Vec::new() };
    let Some((from, to)) = shared(now, earlier) else { return same };
    let bound = now.orders.sample.bound.min(earlier.orders.sample.bound);
    let own = now.orders.sample.orders.iter().map(|order| (order.order_id.as_str(), order));
    let own = own.collect::<BTreeMap<_, _>>();
    for then in &earlier.orders.sample.orders {
        if text_hash(&then.order_id) > bound || !(from..to).contains(&then.ordered_at) {
            continue;
        }
        match own.get(then.order_id.as_str()) {
            Some(order) => same.found.push((then, order)),
            None => same.missing.push(then),
        }
    }
    same
}
