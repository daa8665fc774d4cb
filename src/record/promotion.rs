//! Models put into service: the entries of a pipeline's registry.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::tables::ModelRow;
use super::{FeatureRecord, RunRecord, SegmentName};
use crate::language::Language;
use crate::plan::Plan;
use crate::problem::Problem;

/// The version of an entry.
pub const PROMOTION_VERSION: u32 = 1;

/// An entry of the registry: from this moment on, this model is the reference model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promotion {
    /// [`PROMOTION_VERSION`] of the program that wrote it.
    pub schema_version: u32,
    /// Its number, from 1, one after another: the highest is in service.
    pub entry: u32,
    /// The pipeline's name.
    pub pipeline: String,
    /// When.
    pub promoted_at: DateTime<Utc>,
    /// Who.
    pub promoted_by: String,
    /// Why.
    pub reason: String,
    /// The earlier entry whose model was put back, if it was one.
    pub put_back: Option<u32>,
    /// The model; null when a promoted one was withdrawn and the first window's serves again.
    pub model: Option<StoredModel>,
}

/// Everything that it takes to label with a model, independent of the run that it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredModel {
    /// The run that fitted it.
    pub run_id: String,
    /// End of the window it was fitted on.
    pub window_end: NaiveDate,
    /// The windows' length there, as in "12 months": features of other windows are other features.
    pub window_length: String,
    /// Customers it was fitted on.
    pub customers: u64,
    /// Sum of squared distances to the nearest centroid there, in scaled units.
    pub inertia: f64,
    /// Lloyd iterations of the best start.
    pub iterations: u32,
    /// Whether no label changed any more.
    pub converged: bool,
    /// The features, in the model's order.
    pub features: Vec<StoredFeature>,
    /// The segments by number, from 0.
    pub segments: Vec<StoredSegment>,
}

/// A feature of a [`StoredModel`]: missing values become `fill`, then the transform, then `(x - center) / spread`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredFeature {
    /// What it is.
    #[serde(flatten)]
    pub feature: FeatureRecord,
    /// Stands in for a missing value, in the feature's own unit; null: customers without a value are dropped.
    pub fill: Option<f64>,
    /// What the scaler subtracts, after the transform.
    pub center: f64,
    /// What the scaler divides by, after the transform; never 0.
    pub spread: f64,
}

/// A segment of a [`StoredModel`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredSegment {
    /// Its number, from 0.
    pub segment: u32,
    /// What people call it, and which segment it is through all re-fits.
    #[serde(flatten)]
    pub name: SegmentName,
    /// Customers of the window in it.
    pub customers: u64,
    /// The centroid in scaled units, by feature.
    pub centroid: Vec<f64>,
}

/// What a run says of the promotion that it goes by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromotedRecord {
    /// The registry's entry.
    pub entry: u32,
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// The run that fitted the model.
    pub run_id: String,
}

impl Promotion {
    /// What a run says of it; `None` when it puts no model into service.
    #[must_use]
    pub fn record(&self) -> Option<PromotedRecord> {
        self.model.as_ref().map(|model| PromotedRecord {
            entry: self.entry,
            by: self.promoted_by.clone(),
            at: self.promoted_at,
            reason: self.reason.clone(),
            run_id: model.run_id.clone(),
        })
    }
}

impl StoredModel {
    /// The model of the window that ends on `window_end`, from a run and the rows of its `models.parquet`; `None` when
    /// that window has no model there.
    #[must_use]
    pub fn of(run: &RunRecord, models: &[ModelRow], window_end: NaiveDate) -> Option<Self> {
        let rows = models.iter().filter(|row| row.window_end == window_end).collect::<Vec<_>>();
        let first = rows.first()?;
        let features = run.features.iter().zip(&first.features).map(|(feature, fitted)| StoredFeature {
            feature: feature.clone(),
            fill: fitted.fill,
            center: fitted.center,
            spread: fitted.spread,
        });
        let segments = rows.iter().map(|row| StoredSegment {
            segment: row.segment,
            name: run.segment_names.iter().find(|name| name.identity == row.identity).cloned().unwrap_or_else(|| {
                let name = BTreeMap::from([(Language::English.tag().to_owned(), row.segment_name.clone())]);
                SegmentName { identity: row.identity, since: row.since, name, ..SegmentName::default() }
            }),
            customers: row.customers,
            centroid: row.features.iter().map(|feature| feature.scaled).collect(),
        });
        Some(Self {
            run_id: run.run_id.clone(),
            window_end,
            window_length: run.window_length.clone(),
            customers: rows.iter().map(|row| row.customers).sum(),
            inertia: first.inertia,
            iterations: first.iterations,
            converged: first.converged,
            features: features.collect(),
            segments: segments.collect(),
        })
    }

    /// What of the pipeline differs from what the model was fitted with, each with its key. Labels in other languages do
    /// not count.
    #[must_use]
    pub fn differences(&self, plan: &Plan) -> Vec<Problem> {
        let mut problems = Vec::new();
        let length = plan.windows.length.to_string();
        if length != self.window_length {
            let message = format!("is {length}; the model in service was fitted on windows of {}", self.window_length);
            problems.push(Problem::new(message).of("windows.length"));
        }
        let names = |names: &mut dyn Iterator<Item = &str>| names.collect::<Vec<_>>().join(", ");
        let own = names(&mut self.features.iter().map(|stored| stored.feature.name.as_str()));
        let given = names(&mut plan.features.iter().map(|feature| feature.name.as_str()));
        if own != given {
            let message = format!("are {given}; those of the model in service are {own}");
            problems.push(Problem::new(message).of("features"));
            return problems;
        }
        for (stored, given) in self.features.iter().zip(&plan.features) {
            let given = FeatureRecord::of(given);
            let stored = &stored.feature;
            let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
            let parts = [
                ("sql", given.sql.clone(), stored.sql.clone()),
                ("missing", given.missing.clone(), stored.missing.clone()),
                ("transform", text(&given.transform), text(&stored.transform)),
                ("scale", given.scale.clone(), stored.scale.clone()),
            ];
            for (part, given, stored_part) in parts {
                if given != stored_part {
                    let message = if given.contains('\n') || stored_part.contains('\n') {
                        "is not what the model in service was fitted with".to_owned()
                    } else {
                        format!("is \"{given}\"; in the model in service it is \"{stored_part}\"")
                    };
                    problems.push(Problem::new(message).of(format!("features.{}.{part}", stored.name)));
                }
            }
        }
        problems
    }
}
