//! How many segments: a number, or a range of numbers to choose from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentCount {
    /// So many, 2 to 64.
    Fixed(usize),
    /// What is chosen on the reference window.
    Chosen(SegmentRange),
}

/// The numbers of segments to choose from, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentRange {
    /// Fewest segments, 2 to 63.
    pub min: usize,
    /// Most segments, above `min` and at most 64.
    pub max: usize,
    /// By what one is chosen.
    pub rule: ChoiceRule,
}

/// By what the number of segments is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ChoiceRule {
    /// The highest silhouette of those whose segments all come back on resampled customers.
    Stability,
    /// The highest silhouette.
    Silhouette,
    /// The knee of the inertia.
    Knee,
    /// The lowest Davies-Bouldin index.
    DaviesBouldin,
    /// The highest Calinski-Harabasz index.
    CalinskiHarabasz,
}

impl SegmentCount {
    /// The most segments that a model may have.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Self::Fixed(k) => k,
            Self::Chosen(range) => range.max,
        }
    }
}

impl ChoiceRule {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Stability, Self::Silhouette, Self::Knee, Self::DaviesBouldin, Self::CalinskiHarabasz];

    /// The name in `pipeline.toml` and in the outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stability => "stability",
            Self::Silhouette => "silhouette",
            Self::Knee => "knee",
            Self::DaviesBouldin => "davies_bouldin",
            Self::CalinskiHarabasz => "calinski_harabasz",
        }
    }
}
