//! The checked plan of a run: what the user wrote, found to be possible.
//!
//! [`crate::config`] reads and checks `pipeline.toml` and makes a [`Plan`]; everything after works from the plan
//! and checks nothing twice. Fields are public because a plan is plain data, but only `config` makes one from a file.

mod checks;
mod feature;
mod location;
mod model;
mod persona;
mod segment_count;
mod source;
mod window;

use std::path::PathBuf;

use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Language;
use crate::template::Templates;

pub use checks::{Check, ChecksPlan, Consequence};
pub use feature::{Computation, FeaturePlan, Missing, Scale, Transform};
pub use location::{Address, Location, NotAnAddress, Place, StoreKind};
pub use model::{Engine, ModelPlan};
pub use persona::{Bound, Condition, Measure, PersonaPlan, Side};
pub use segment_count::{ChoiceRule, SegmentCount, SegmentRange};
pub use source::{ColumnType, OrdersPlan, SourceFormat, SourcePlan, SqlText};
pub use window::{Population, WindowKind, WindowPlan};

/// A checked pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The pipeline's name: `[a-z0-9][a-z0-9_-]*`, at most 64 characters; names a folder of the outputs.
    pub name: String,
    /// What it is for, as the report shows it. May be empty.
    pub description: String,
    /// The folder of `pipeline.toml`, an absolute path.
    pub folder: PathBuf,
    /// The zone whose wall clock every time of the run is in.
    pub time_zone: Tz,
    /// The sources, in the order written. At least one.
    pub sources: Vec<SourcePlan>,
    /// How the sources become one row per order.
    pub orders: OrdersPlan,
    /// How time is cut.
    pub windows: WindowPlan,
    /// The features, in the order written. At least one.
    pub features: Vec<FeaturePlan>,
    /// What is fitted.
    pub model: ModelPlan<SegmentCount>,
    /// What segments are called; the first that fits.
    pub personas: Vec<PersonaPlan>,
    /// How agreement is measured.
    pub stability: StabilityPlan,
    /// What is asked of the data.
    pub checks: ChecksPlan,
    /// What the maintenance contract says.
    pub contract: ContractPlan,
    /// How the report is made.
    pub report: ReportPlan,
    /// What the user wrote, defaults filled in, locations with their variables unresolved, SQL texts in place of
    /// their file names: recorded in `run.json` and hashed into the run's id. Sources and features are lists, each
    /// with its `name`, because their order counts.
    pub written: serde_json::Value,
}

/// `[stability]`: how agreement is measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StabilityPlan {
    /// The agreement (ARI) the contract asks for, in (0, 1). Default 0.8.
    pub threshold: f64,
    /// The level of every interval, in [0.5, 0.999]. Default 0.95.
    pub confidence: f64,
    /// Bootstrap draws behind an interval, 100 to 100 000. Default 1000.
    pub draws: u32,
    /// Pairs of bootstrap samples behind a noise floor, 10 to 1000. Default 30.
    pub noise_replicates: u32,
    /// Whether customers have seasons. Default [`Seasons::Yearly`].
    pub seasons: Seasons,
}

/// Whether customers have seasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Seasons {
    /// They may: what may come back with the season is told from a drift by the same season of other years.
    Yearly,
    /// They do not: whatever chance does not explain is drift.
    None,
}

impl Seasons {
    /// The name in `pipeline.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Yearly => "yearly",
            Self::None => "none",
        }
    }
}

/// `[contract]`: what the maintenance contract says.
#[derive(Debug, Clone, PartialEq)]
pub struct ContractPlan {
    /// The share of the fitted models that must still be above the threshold at the recommended age, in (0, 1].
    /// Default 0.8.
    pub service_level: f64,
    /// What one re-training costs, 0 or more, if known.
    pub retrain_cost: Option<f64>,
    /// What a month with a stale segmentation costs, 0 or more, if known.
    pub stale_month_cost: Option<f64>,
    /// ISO 4217 code of both costs. Default "EUR".
    pub currency: String,
}

/// `[report]`: how the report is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPlan {
    /// Languages, each once, the first being that of `report.html`. Default English.
    pub languages: Vec<Language>,
    /// The templates that the user replaced. Default none.
    pub templates: Templates,
}

impl ReportPlan {
    /// The language of `report.html`, in which tables name segments.
    #[must_use]
    pub fn first_language(&self) -> Language {
        self.languages.first().copied().unwrap_or(Language::English)
    }
}
