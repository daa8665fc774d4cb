//! `[stability]`: how agreement is measured.

use std::ops::Bound;

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Limits, Reported, Section, Table};
use crate::plan::StabilityPlan;

const THRESHOLD: Limits<f64> = Limits::new(Bound::Excluded(0.0), Bound::Excluded(1.0));
const CONFIDENCE: Limits<f64> = Limits::from_to(0.5, 0.999);
const DRAWS: Limits<u32> = Limits::from_to(100, 100_000);

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

impl Default for Stability {
    fn default() -> Self {
        Self { threshold: threshold(), confidence: confidence(), draws: draws() }
    }
}

impl Section for Stability {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let threshold = table.key("threshold").within(THRESHOLD).or(threshold());
        let confidence = table.key("confidence").within(CONFIDENCE).or(confidence());
        let draws = table.key("draws").within(DRAWS).or(draws());
        Ok(Self { threshold: threshold?, confidence: confidence?, draws: draws? })
    }
}

impl Stability {
    pub fn into_plan(self) -> StabilityPlan {
        StabilityPlan { threshold: self.threshold, confidence: self.confidence, draws: self.draws }
    }
}
