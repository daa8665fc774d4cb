//! `[stability]`: how agreement is measured.

use std::ops::Bound;

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Limits, Reported, Section, Table, Word};
use crate::plan::{Seasons, StabilityPlan};

const THRESHOLD: Limits<f64> = Limits::new(Bound::Excluded(0.0), Bound::Excluded(1.0));
const CONFIDENCE: Limits<f64> = Limits::from_to(0.5, 0.999);
const DRAWS: Limits<u32> = Limits::from_to(100, 100_000);
const NOISE_REPLICATES: Limits<u32> = Limits::from_to(10, 1000);

/// How the agreement of two segmentations is measured and judged.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Stability {
    /// The adjusted Rand index that the contract asks for.
    #[schemars(default = "threshold", transform = THRESHOLD.in_schema())]
    threshold: f64,
    /// The level of every confidence interval.
    #[schemars(default = "confidence", transform = CONFIDENCE.in_schema())]
    confidence: f64,
    /// The bootstrap draws behind an interval.
    #[schemars(default = "draws", transform = DRAWS.in_schema())]
    draws: u32,
    /// The pairs of bootstrap samples behind a noise floor: how low agreement falls by chance when nothing has changed.
    #[schemars(default = "noise_replicates", transform = NOISE_REPLICATES.in_schema())]
    noise_replicates: u32,
    /// Whether customers have seasons: a fall that may be one is not called drift.
    #[schemars(default = "seasons")]
    seasons: Seasons,
}

fn threshold() -> f64 {
    0.8
}

fn confidence() -> f64 {
    0.95
}

fn draws() -> u32 {
    1000
}

fn noise_replicates() -> u32 {
    30
}

fn seasons() -> Seasons {
    Seasons::Yearly
}

impl Default for Stability {
    fn default() -> Self {
        Self {
            threshold: threshold(),
            confidence: confidence(),
            draws: draws(),
            noise_replicates: noise_replicates(),
            seasons: seasons(),
        }
    }
}

impl Section for Stability {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let threshold = table.key("threshold").within(THRESHOLD).or(threshold());
        let confidence = table.key("confidence").within(CONFIDENCE).or(confidence());
        let draws = table.key("draws").within(DRAWS).or(draws());
        let noise_replicates = table.key("noise_replicates").within(NOISE_REPLICATES).or(noise_replicates());
        let seasons = table.key("seasons").or(seasons());
        Ok(Self {
            threshold: threshold?,
            confidence: confidence?,
            draws: draws?,
            noise_replicates: noise_replicates?,
            seasons: seasons?,
        })
    }
}

impl Stability {
    pub fn into_plan(self) -> StabilityPlan {
        StabilityPlan {
            threshold: self.threshold,
            confidence: self.confidence,
            draws: self.draws,
            noise_replicates: self.noise_replicates,
            seasons: self.seasons,
        }
    }
}

impl Word for Seasons {
    const ALL: &'static [Self] = &[Self::Yearly, Self::None];

    fn word(self) -> &'static str {
        self.name()
    }
}
