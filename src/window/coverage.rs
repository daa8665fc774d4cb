//! Do the data fill a step?
//!
//! A step at the edge of the data is filled when its orders come within a tenth of the step (at least a day) of the
//! edge, and are at least a tenth of the median step's. So a last day without orders does not cost a window, and the
//! trickle after a feed has ended does not make one.

use std::fmt;

use chrono::{NaiveDateTime, TimeDelta};

use super::Window;
use crate::numeric::real;

/// The share of the usual number of orders under which a step counts as not filled.
const THIN_SHARE: f64 = 0.1;
/// The share of a step that may be silent at the edge of the data.
const SILENT_SHARE: i32 = 10;

/// Why a step is not filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortfall {
    /// Orders begin too late in the step.
    StartsLate {
        /// The first order.
        first: NaiveDateTime,
    },
    /// Orders end too early in the step.
    EndsEarly {
        /// The last order.
        last: NaiveDateTime,
    },
    /// Far fewer orders than usual.
    Thin {
        /// Orders in the step.
        orders: usize,
        /// Orders in the median step.
        usual: usize,
    },
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StartsLate { first } => write!(f, "its orders begin only on {}", first.date()),
            Self::EndsEarly { last } => write!(f, "its orders end on {}", last.date()),
            Self::Thin { orders, usual } => write!(f, "its last step has {orders} orders where {usual} are usual"),
        }
    }
}

fn tolerance(step: Window) -> TimeDelta {
    ((step.end - step.start) / SILENT_SHARE).max(TimeDelta::days(1))
}

fn thin(orders: usize, usual: usize) -> Option<Shortfall> {
    let too_few = real(orders as u64) < THIN_SHARE * real(usual as u64);
    (orders == 0 || too_few).then_some(Shortfall::Thin { orders, usual })
}

/// What a first step lacks, if anything; `times` is sorted, `usual` the orders of the median step.
pub(super) fn head_shortfall(step: Window, times: &[NaiveDateTime], usual: usize) -> Option<Shortfall> {
    let range = step.range(times);
    match times.get(range.clone()).and_then(<[_]>::first) {
        Some(&first) if first - step.start > tolerance(step) => Some(Shortfall::StartsLate { first }),
        _ => thin(range.len(), usual),
    }
}

/// What a last step lacks, if anything.
pub(super) fn tail_shortfall(step: Window, times: &[NaiveDateTime], usual: usize) -> Option<Shortfall> {
    let range = step.range(times);
    match times.get(range.clone()).and_then(<[_]>::last) {
        Some(&last) if step.end - last > tolerance(step) => Some(Shortfall::EndsEarly { last }),
        _ => thin(range.len(), usual),
    }
}
