//! What a run leaves behind, as plain data.
//!
//! One [`RunRecord`] feeds `run.json`, `--format json` and the report; the rows of the other files stand beside it
//! in [`tables`]. Nothing here computes, reads or writes.

mod assignment;
mod calibration;
mod checks;
mod choice;
mod difference;
mod explanation;
mod input;
mod model;
mod notice;
mod past;
mod policy;
mod profile;
mod promotion;
mod run_difference;
mod sentence;
pub mod tables;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::stability::{AgePoint, AgeSurvival, Cadence, Policy, Verdict};
use tables::SegmentRow;

pub use assignment::{AssignedOrders, AssignmentRecord, Earlier, ModelServed, ReadRecord, SegmentTally};
pub use calibration::{CalibrationRecord, Placebo, PlaceboRecord, PowerRecord};
pub use checks::{ChecksRecord, Evidence, Finding, MonthChange};
pub use choice::ChoiceRecord;
pub use difference::{Difference, differences};
pub use explanation::{Cause, Explanation, SegmentShift, YearBefore};
pub use input::{InputFile, OrderRows, RejectedSample, Rejection, SourceRows};
pub use model::{
    AuditRecord, FeatureRecord, Movement, NearTie, ReferenceRecord, SegmentFeature, SegmentName, SegmentProfile,
    SegmentRecord, SegmentSilhouetteRecord, SegmentSize, SilhouetteRecord, Trait,
};
pub use notice::{Notice, Severity};
pub use past::{
    OrdersSummary, PastAssignment, PastRun, RecommendationSummary, ReferenceSummary, RunSummary, Unreadable,
};
pub use policy::PolicyChoice;
pub use profile::{
    ColumnMonth, ColumnProfile, DataProfile, EarlierProfile, IdForm, MonthProfile, OrdersProfile, OrdersSample,
    PROFILE_VERSION, ProfileRecord, SampledOrder, SourceProfile,
};
pub use promotion::{PROMOTION_VERSION, PromotedRecord, Promotion, StoredFeature, StoredModel, StoredSegment};
pub use run_difference::{Agreement, InputDifference, Interval, Pair, RunDifference, SegmentShares, Served};
pub use sentence::{Stated, Terms, name_by_traits, numbered};

/// The version of `run.json` and of the tables beside it.
pub const SCHEMA_VERSION: u32 = 1;

/// Everything a run has to say of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunRecord {
    /// [`SCHEMA_VERSION`] of the program that wrote it.
    pub schema_version: u32,
    /// `<as_of>-<first 12 hex digits of the run's hash>`: the name of the run's folder.
    pub run_id: String,
    /// The pipeline's name.
    pub pipeline: String,
    /// What the pipeline is for.
    pub description: String,
    /// Orders before this day were seen: what was asked for, else the last window's end.
    pub as_of: NaiveDate,
    /// The zone whose wall clock all times are in.
    pub time_zone: String,
    /// The configuration as written, defaults filled in, SQL texts included; no value of a `${VARIABLE}`.
    pub configuration: serde_json::Value,
    /// The files read.
    pub inputs: Vec<InputFile>,
    /// Rows of each source: in = accepted + rejected.
    pub sources: Vec<SourceRows>,
    /// Orders: in = used + rejected + out of range.
    pub orders: OrderRows,
    /// What was found in the data before any number was computed from them; null in runs of versions that did not look.
    #[serde(default)]
    pub checks: Option<ChecksRecord>,
    /// Versions of the software, by name.
    pub software: std::collections::BTreeMap<String, String>,
    /// Seed of everything random.
    pub seed: u64,
    /// How many windows there are.
    pub windows: u32,
    /// Kind of windows: rolling, expanding, tumbling.
    pub window_kind: String,
    /// Length and step of the windows, as in "12 months".
    pub window_length: String,
    /// From one window's end to the next.
    pub window_step: String,
    /// The same in months.
    pub step_months: f64,
    /// The features, in the model's order.
    pub features: Vec<FeatureRecord>,
    /// The reference model: the one in service.
    pub reference: ReferenceRecord,
    /// How its number of segments was chosen; null where the configuration gives it.
    pub choice: Option<ChoiceRecord>,
    /// The agreement the contract asks for.
    pub threshold: f64,
    /// The level of the intervals, as in 0.95.
    pub confidence: f64,
    /// The share of models that must still be above the threshold at the recommended age.
    pub service_level: f64,
    /// Staleness, migration and total by age, over all origins.
    pub age_curve: Vec<AgePoint>,
    /// The share of models, and of labellings, that still hold by age.
    pub survival: Vec<AgeSurvival>,
    /// What the run says of the reference model.
    pub verdict: Stated<Verdict>,
    /// Why its staleness is what it is; null where it could not be compared.
    pub explanation: Option<Stated<Explanation>>,
    /// How often to re-fit (from staleness) and how often to label again (from migration).
    pub recommendation: Recommendation,
    /// The maintenance policy that would have cost least.
    pub policy: Stated<PolicyChoice>,
    /// All policies replayed over the history.
    pub policies: Vec<Policy>,
    /// What the segments of all models are called, by identity.
    pub segment_names: Vec<SegmentName>,
    /// Who moved between the reference model's segments, over a few windows from its own to the newest.
    pub movements: Vec<Movement>,
    /// What became of the reference model's segments on the newest window.
    pub segments_now: Vec<SegmentRow>,
    /// How the verdict did where the truth is known; null until `segwatch calibrate` has measured it.
    pub calibration: Option<CalibrationRecord>,
    /// What a reader has to know before believing a number.
    pub notices: Vec<Notice>,
    /// The stages of the run.
    pub stages: Vec<Stage>,
    /// The files of the run, but for `run.json` itself.
    pub files: Vec<OutputFile>,
}

/// The two cadences of a maintenance contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// How often the model is fitted again; from staleness.
    pub retrain: Stated<Cadence>,
    /// How often customers are labelled again with the same model; from migration.
    pub rescore: Stated<Cadence>,
}

/// A stage of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// Its name: inputs, orders, features, fit, compare, …
    pub name: String,
    /// Wall seconds.
    pub seconds: f64,
    /// Rows it worked through.
    pub rows: u64,
}

/// A file of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// Path below the run's folder, with `/`.
    pub path: String,
    /// Size.
    pub bytes: u64,
    /// Hex digest.
    pub sha256: String,
    /// Rows, of a table.
    pub rows: Option<u64>,
}
