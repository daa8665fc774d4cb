//! Months with many more or many fewer orders than usual.
//!
//! On logarithms, so that half and twice are as far: a month is told whose distance from the median of the months before is
//! more than the limit, and more than five times their median absolute deviation, made comparable with a standard
//! deviation (× 1.4826; Hampel F. R. (1974), "The influence curve and its role in robust estimation", JASA 69).

use super::history::{end, history, median, usual};
use crate::numeric::real;
use crate::plan::ChecksPlan;
use crate::record::{DataProfile, Evidence, MonthProfile};

/// Of the usual months' own deviations, so many are unusual.
const UNUSUAL: f64 = 5.0;
/// From a median absolute deviation to a standard deviation of a normal distribution.
const TO_DEVIATION: f64 = 1.482_6;

pub(super) fn volume(plan: &ChecksPlan, now: &DataProfile, earlier: Option<&DataProfile>) -> Vec<Evidence> {
    let history = history(now, earlier);
    // The first month of all may be a part of one.
    let first = now.orders.months.first().map(|month| month.month);
    let months = history.usual.iter().filter(|month| Some(month.month) != first);
    let logarithms = months.map(logarithm).collect::<Vec<_>>();
    let Some(center) = usual(logarithms.iter().copied()) else { return Vec::new() };
    let deviations = logarithms.iter().map(|value| (value - center).abs()).collect();
    let deviation = median(deviations).unwrap_or(0.0) * TO_DEVIATION;
    let limit = libm::log(plan.volume_factor).max(UNUSUAL * deviation);
    let whole = history.new.iter().filter(|month| end(month.month) <= now.as_of);
    let unusual = whole.filter(|month| (logarithm(month) - center).abs() > limit);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "of the size of the counts")]
    let usual = libm::exp(center).round() as u64;
    unusual.map(|month| Evidence::Volume { month: month.month, orders: month.orders, usual }).collect()
}

fn logarithm(month: &MonthProfile) -> f64 {
    libm::log(real(month.orders.max(1)))
}
