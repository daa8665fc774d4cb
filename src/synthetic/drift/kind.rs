//! Kinds of drift.

use serde::{Deserialize, Serialize};

/// A kind of drift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DriftKind {
    /// The baskets of those who buy the biggest ones shrink.
    BasketShift,
    /// A new type begins to come.
    NewSegment,
    /// Those who buy the biggest baskets stop ordering, or some of them.
    VanishingSegment,
    /// Every amount is multiplied.
    SpendInflation,
    /// The reviews of some customers of every type turn bad, for good.
    ReviewCrisis,
    /// Those who order least often order more often.
    FrequencyShift,
    /// Delivery, free from a big basket on until then, becomes free for every order.
    FreeDelivery,
}

impl DriftKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::BasketShift,
        Self::NewSegment,
        Self::VanishingSegment,
        Self::SpendInflation,
        Self::ReviewCrisis,
        Self::FrequencyShift,
        Self::FreeDelivery,
    ];

    /// The name in files and tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BasketShift => "basket_shift",
            Self::NewSegment => "new_segment",
            Self::VanishingSegment => "vanishing_segment",
            Self::SpendInflation => "spend_inflation",
            Self::ReviewCrisis => "review_crisis",
            Self::FrequencyShift => "frequency_shift",
            Self::FreeDelivery => "free_delivery",
        }
    }

    /// What it is, in a sentence, whatever its size.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::BasketShift => {
                "The customers who order least often begin to fill bigger baskets, as often as before."
            }
            Self::NewSegment => "Resellers, who were not there before, begin to come and to order every week.",
            Self::VanishingSegment => "Customers with the biggest baskets stop ordering.",
            Self::SpendInflation => "Every amount is multiplied by the same factor.",
            Self::ReviewCrisis => "Customers of every type begin to review badly, for good.",
            Self::FrequencyShift => "The customers who order least often begin to order more often.",
            Self::FreeDelivery => {
                "Delivery, free from a big basket on until then, becomes free for every order: customers who filled \
                 big baskets to reach it now spend the same in many small orders."
            }
        }
    }
}
