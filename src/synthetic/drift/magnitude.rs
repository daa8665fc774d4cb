//! How big a drift is.

use serde::{Deserialize, Serialize};

use super::{DriftKind, Planted};

/// How big a drift is, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DriftSize {
    /// Meant to be near what differs from window to window without a drift.
    Small,
    /// Meant to show in windows of a year within three months.
    Medium,
    /// Meant to be unmistakable.
    Large,
}

impl DriftSize {
    /// All of them, the smallest first.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// The name in files and tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// How big a drift is, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Magnitude {
    /// The number.
    pub value: f64,
    /// What it measures.
    pub measure: Measure,
}

/// What a magnitude measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// What amounts or numbers of orders are multiplied by.
    Factor,
    /// Share of the customers concerned who change or, where a new type comes, who are new.
    Share,
}

impl DriftKind {
    /// How big it is, as a number.
    #[must_use]
    pub const fn magnitude(self, size: DriftSize) -> Magnitude {
        let (measure, [small, medium, large]) = match self {
            Self::BasketShift => (Measure::Factor, [1.5, 4.0, 8.0]),
            Self::NewSegment => (Measure::Share, [0.02, 0.1, 0.2]),
            Self::VanishingSegment => (Measure::Share, [0.2, 0.8, 1.0]),
            Self::SpendInflation => (Measure::Factor, [1.2, 2.0, 3.0]),
            Self::ReviewCrisis => (Measure::Share, [0.1, 0.45, 0.7]),
            Self::FrequencyShift => (Measure::Factor, [1.2, 2.5, 4.0]),
            Self::FreeDelivery => (Measure::Share, [0.1, 0.7, 0.9]),
        };
        let value = match size {
            DriftSize::Small => small,
            DriftSize::Medium => medium,
            DriftSize::Large => large,
        };
        Magnitude { value, measure }
    }
}

impl Planted {
    /// How big it is, as a number.
    #[must_use]
    pub const fn magnitude(self) -> Magnitude {
        self.kind.magnitude(self.size)
    }

    /// What it is and how big, in a sentence and a half.
    #[must_use]
    pub fn description(self) -> String {
        let Magnitude { value, .. } = self.magnitude();
        let percent = 100.0 * value;
        let size = match self.kind {
            DriftKind::BasketShift => format!("Baskets {value} times as big."),
            DriftKind::NewSegment => format!("{percent:.0} % of the customers who are there."),
            DriftKind::SpendInflation => format!("Amounts {:.0} % higher.", percent - 100.0),
            DriftKind::ReviewCrisis => format!("{percent:.0} % of the customers."),
            DriftKind::FrequencyShift => format!("{value} times as often."),
            DriftKind::VanishingSegment | DriftKind::FreeDelivery => format!("{percent:.0} % of them."),
        };
        format!("{} {size}", self.kind.description())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, Message};

    #[test]
    fn every_language_has_words_for_every_drift() {
        for language in Language::ALL {
            let tell = |message: &str, figure: &str, name: &str| {
                language.say(&Message::new(message).with(figure, name).with("description", "")).unwrap()
            };
            for kind in DriftKind::ALL {
                assert_ne!(tell("drift_kind", "kind", kind.name()), kind.name(), "{}", language.tag());
                assert_ne!(tell("drift_meaning", "kind", kind.name()), "", "{}", language.tag());
            }
            for size in DriftSize::ALL {
                let same = tell("drift_size", "size", size.name()) == size.name();
                assert_eq!(same, language == Language::English);
            }
        }
    }

    #[test]
    fn bigger_is_further_from_no_change() {
        for kind in DriftKind::ALL {
            let from_none = DriftSize::ALL.map(|size| match kind.magnitude(size) {
                Magnitude { value, measure: Measure::Factor } => libm::log(value).abs(),
                Magnitude { value, measure: Measure::Share } => value,
            });
            assert!(from_none.is_sorted() && from_none[0] > 0.0 && from_none[0] < from_none[1], "{kind:?}");
        }
    }

    #[test]
    fn the_description_says_how_big() {
        let on = chrono::NaiveDate::from_ymd_opt(2024, 10, 1).unwrap();
        let said = |kind| Planted { kind, size: DriftSize::Medium, on }.description();
        assert!(said(DriftKind::BasketShift).ends_with(" times as big."));
        assert!(said(DriftKind::FrequencyShift).ends_with("2.5 times as often."));
    }
}
