//! What a pipeline's earlier runs and assignments say of themselves, of which any may be damaged.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AssignmentRecord, PromotedRecord, Stated};
use crate::stability::{Cadence, Verdict};

/// A folder among a pipeline's runs.
#[derive(Debug, Clone, PartialEq)]
pub struct PastRun {
    /// The folder's name: the run's id, unless somebody renamed it.
    pub folder: String,
    /// What is in it.
    pub summary: Result<RunSummary, Unreadable>,
}

/// A day's folder among a pipeline's assignments.
#[derive(Debug, Clone, PartialEq)]
pub struct PastAssignment {
    /// The day, as the folder's name has it.
    pub as_of: String,
    /// What is in it.
    pub record: Result<AssignmentRecord, Unreadable>,
}

/// Why nothing is known of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no record in it.
    NoRecord,
    /// The record is damaged, or of another version of segwatch.
    NotUnderstood,
}

/// What a list of runs says of one: some of the keys of its `run.json`, each as in [`super::RunRecord`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunSummary {
    /// [`super::SCHEMA_VERSION`] of the program that wrote it.
    pub schema_version: u32,
    /// The run.
    pub run_id: String,
    /// What the pipeline was for.
    pub description: String,
    /// Orders before this day were seen.
    pub as_of: NaiveDate,
    /// The configuration: it says in which languages there is a report.
    pub configuration: serde_json::Value,
    /// Orders.
    pub orders: OrdersSummary,
    /// How many windows there were.
    pub windows: u32,
    /// From one window's end to the next, in months.
    pub step_months: f64,
    /// The model in service then.
    pub reference: ReferenceSummary,
    /// The agreement the contract asked for.
    pub threshold: f64,
    /// The level of the intervals, as in 0.95.
    pub confidence: f64,
    /// What was said of the model.
    pub verdict: Stated<Verdict>,
    /// How often to re-fit.
    pub recommendation: RecommendationSummary,
}

/// Some of what [`super::OrderRows`] has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersSummary {
    /// Orders in the windows.
    pub used: u64,
}

/// Some of what [`super::ReferenceRecord`] has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceSummary {
    /// End of the window it was fitted on.
    pub window_end: NaiveDate,
    /// Who put it into service; null for the first window's model.
    pub promoted: Option<PromotedRecord>,
}

/// Some of what [`super::Recommendation`] has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecommendationSummary {
    /// How often the model is fitted again.
    pub retrain: Stated<Cadence>,
}

impl PastRun {
    /// Its day: the record's, else that which the folder's name begins with; `None` where neither says.
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        match &self.summary {
            Ok(summary) => Some(summary.as_of),
            Err(_) => self.folder.get(..10).and_then(|day| day.parse().ok()),
        }
    }
}
