//! Data that end before the day that the run is as of.

use crate::plan::ChecksPlan;
use crate::record::{DataProfile, Evidence};

pub(super) fn freshness(plan: &ChecksPlan, now: &DataProfile) -> Option<Evidence> {
    let newest = now.orders.newest?;
    let days = u64::try_from((now.as_of - newest.date()).num_days()).ok()?;
    (days > plan.freshness_days.into()).then_some(Evidence::Stale { newest, as_of: now.as_of, days })
}
