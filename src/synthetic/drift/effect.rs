//! What a drift does to customers.

use super::{DriftKind, Magnitude};
use crate::synthetic::behaviour::{Behaviour, DISSATISFIED};
use crate::synthetic::population::Makeup;

/// What a drift does to the customers of a type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::synthetic) struct Effect {
    /// Share of the type's customers who change.
    pub share: f64,
    /// What becomes of them.
    pub change: Change,
}

/// What becomes of a customer whom a drift reaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::synthetic) enum Change {
    /// Another behaviour.
    To(Behaviour),
    /// No more orders.
    Stop,
}

impl DriftKind {
    /// What it does to the `index`-th type of a population; none where it does nothing.
    pub(in crate::synthetic) fn effect(self, size: Magnitude, makeup: &Makeup, index: usize) -> Option<Effect> {
        let before = makeup.types.get(index)?.behaviour;
        let Magnitude { value, .. } = size;
        let all = |behaviour| Effect { share: 1.0, change: Change::To(behaviour) };
        let some = |behaviour| Effect { share: value, change: Change::To(behaviour) };
        let dearer = Behaviour { median_basket: value * before.median_basket, ..before };
        match self {
            Self::BasketShift => (index == makeup.occasional).then(|| all(dearer)),
            Self::NewSegment => None,
            Self::VanishingSegment => {
                (index == makeup.spender).then_some(Effect { share: value, change: Change::Stop })
            }
            Self::SpendInflation => Some(all(dearer)),
            Self::ReviewCrisis => Some(some(Behaviour { score_shares: DISSATISFIED, ..before })),
            Self::FrequencyShift => (index == makeup.occasional)
                .then(|| all(Behaviour { orders_per_month: value * before.orders_per_month, ..before })),
            Self::FreeDelivery => (index == makeup.spender).then(|| some(makeup.free_delivery)),
        }
    }
}
