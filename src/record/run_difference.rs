//! What changed from one run to another.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::difference::{Difference, differences};
use super::{PromotedRecord, RunRecord};
use crate::language::Language;
use crate::stability::{Cadence, CadenceOutcome, VerdictKind};

/// A value in each of two runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair<T> {
    /// In the first.
    pub before: T,
    /// In the second.
    pub after: T,
}

/// What changed from one run to another. What is the same is told too, except for keys and files.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunDifference {
    /// The pipelines.
    pub pipeline: Pair<String>,
    /// The runs.
    pub run_id: Pair<String>,
    /// Their days.
    pub as_of: Pair<NaiveDate>,
    /// The verdicts.
    pub verdict: Pair<VerdictKind>,
    /// Staleness of the reference model on the newest window, with its interval.
    pub ari: Pair<Option<Agreement>>,
    /// How often to fit again.
    pub retrain: Pair<Interval>,
    /// How often to label again.
    pub rescore: Pair<Interval>,
    /// The models in service.
    pub reference: Pair<Served>,
    /// Shares of the customers of the newest window in the segments of the model in service, by their English names.
    pub segments: Vec<SegmentShares>,
    /// Orders in the windows.
    pub orders_used: Pair<u64>,
    /// Keys of the configuration.
    pub configuration: Vec<Difference>,
    /// Input files, by source and path.
    pub inputs: Vec<InputDifference>,
    /// Software, by name.
    pub software: Vec<Difference>,
}

/// An adjusted Rand index with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Agreement {
    /// The index.
    pub ari: f64,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// A recommended interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// What is known of it.
    pub outcome: CadenceOutcome,
    /// Months; null where there is none.
    pub months: Option<f64>,
}

/// A model in service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Served {
    /// End of the window it was fitted on.
    pub window_end: NaiveDate,
    /// Who put it into service; null for the first window's.
    pub promoted: Option<PromotedRecord>,
}

/// A segment's share of the customers, in [0, 1]; null where there is no segment of that name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SegmentShares {
    /// Its English name.
    pub name: String,
    /// In the first run.
    pub before: Option<f64>,
    /// In the second.
    pub after: Option<f64>,
}

/// An input file that is another, or is there in one of the two only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputDifference {
    /// The source.
    pub source: String,
    /// The file.
    pub path: String,
    /// Its size in bytes in the first run; null where it is not there.
    pub before: Option<u64>,
    /// In the second.
    pub after: Option<u64>,
}

impl RunDifference {
    /// From `before` to `after`.
    #[must_use]
    pub fn between(before: &RunRecord, after: &RunRecord) -> Self {
        fn pair<T>(of: impl Fn(&RunRecord) -> T, before: &RunRecord, after: &RunRecord) -> Pair<T> {
            Pair { before: of(before), after: of(after) }
        }
        let software = |record: &RunRecord| serde_json::json!(record.software);
        Self {
            pipeline: pair(|run| run.pipeline.clone(), before, after),
            run_id: pair(|run| run.run_id.clone(), before, after),
            as_of: pair(|run| run.as_of, before, after),
            verdict: pair(|run| run.verdict.value.kind, before, after),
            ari: pair(agreement, before, after),
            retrain: pair(|run| interval(&run.recommendation.retrain.value), before, after),
            rescore: pair(|run| interval(&run.recommendation.rescore.value), before, after),
            reference: pair(served, before, after),
            segments: segments(before, after),
            orders_used: pair(|run| run.orders.used, before, after),
            configuration: differences(&before.configuration, &after.configuration),
            inputs: inputs(before, after),
            software: differences(&software(before), &software(after)),
        }
    }
}

fn agreement(run: &RunRecord) -> Option<Agreement> {
    let verdict = &run.verdict.value;
    verdict.ari.map(|ari| Agreement { ari, low: verdict.ari_low, high: verdict.ari_high })
}

fn interval(cadence: &Cadence) -> Interval {
    Interval { outcome: cadence.outcome, months: cadence.months }
}

fn served(run: &RunRecord) -> Served {
    Served { window_end: run.reference.window_end, promoted: run.reference.promoted.clone() }
}

fn segments(before: &RunRecord, after: &RunRecord) -> Vec<SegmentShares> {
    let shares = |run: &RunRecord| -> Vec<(String, f64)> {
        let named = run.reference.segments.iter();
        named.map(|segment| (segment.name.spoken(Language::English).to_owned(), segment.now.share)).collect()
    };
    let (before, after) = (shares(before), shares(after));
    let share =
        |shares: &[(String, f64)], name: &str| shares.iter().find(|(other, _)| other == name).map(|(_, share)| *share);
    let new = after.iter().filter(|(name, _)| share(&before, name).is_none());
    let names = before.iter().chain(new).map(|(name, _)| name.clone());
    names.map(|name| SegmentShares { before: share(&before, &name), after: share(&after, &name), name }).collect()
}

fn inputs(before: &RunRecord, after: &RunRecord) -> Vec<InputDifference> {
    let files = |run: &RunRecord| -> BTreeMap<(String, String), (u64, String)> {
        let files = run.inputs.iter().cloned();
        files.map(|file| ((file.source, file.path), (file.bytes, file.sha256))).collect()
    };
    let (before, after) = (files(before), files(after));
    let new = after.keys().filter(|key| !before.contains_key(*key));
    let changed = before.keys().chain(new).filter(|key| before.get(*key) != after.get(*key));
    changed
        .map(|key| InputDifference {
            source: key.0.clone(),
            path: key.1.clone(),
            before: before.get(key).map(|(bytes, _)| *bytes),
            after: after.get(key).map(|(bytes, _)| *bytes),
        })
        .collect()
}
