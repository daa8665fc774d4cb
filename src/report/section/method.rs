//! How it was made: enough to make it again.

use serde::Serialize;

use super::header::Fact;
use super::settings::{Setting, settings};
use crate::record::FeatureRecord;
use crate::report::edition::Edition;
use crate::report::words::fill;
use crate::stability::{FALSE_ALARMS, MIN_INDEPENDENT_ORIGINS};

/// How it was made.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Method {
    /// What is rested on, each with its name.
    terms: Vec<Fact>,
    run: Vec<Fact>,
    features: Vec<FeatureLine>,
    software: Vec<Fact>,
    configuration: Vec<Setting>,
}

/// A feature and how it is made.
#[derive(Debug, Serialize)]
struct FeatureLine {
    label: String,
    name: String,
    sql: String,
    missing: String,
    scaling: String,
}

/// The method of an edition.
pub(in crate::report) fn method(edition: &Edition<'_>) -> Method {
    let (record, phrases) = (edition.report.record, edition.phrases);
    let windows = fill(
        &phrases.method_windows,
        &[("kind", &record.window_kind), ("length", &record.window_length), ("step", &record.window_step)],
    );
    Method {
        terms: terms(edition),
        run: vec![
            Fact::new(&phrases.method_pipeline, record.pipeline.as_str()),
            Fact::new(&phrases.method_run, record.run_id.as_str()),
            Fact::new(&phrases.method_as_of, record.as_of.to_string()),
            Fact::new(&phrases.method_time_zone, record.time_zone.as_str()),
            Fact::new(&phrases.windows, windows),
            Fact::new(&phrases.contract_minimum, edition.threshold()),
            Fact::new(&phrases.service_level, edition.level(record.service_level)),
            Fact::new(&phrases.method_confidence, edition.confidence()),
            Fact::new(&phrases.method_seed, record.seed.to_string()),
            Fact::new(&phrases.method_schema, record.schema_version.to_string()),
        ],
        features: record.features.iter().map(|feature| line(edition, feature)).collect(),
        software: record.software.iter().map(|(name, version)| Fact::new(name, version.as_str())).collect(),
        configuration: settings(&record.configuration),
    }
}

/// What is rested on, in plain words.
fn terms(edition: &Edition<'_>) -> Vec<Fact> {
    let (record, phrases) = (edition.report.record, edition.phrases);
    let values = [
        ("confidence", edition.confidence()),
        ("threshold", edition.threshold()),
        ("level", edition.level(record.service_level)),
        ("alarms", edition.level(FALSE_ALARMS)),
        ("needed", edition.numerals.count(MIN_INDEPENDENT_ORIGINS)),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    [
        (&phrases.term_intervals, &phrases.method_intervals),
        (&phrases.term_noise_floor, &phrases.method_noise_floor),
        (&phrases.term_survival, &phrases.method_survival),
        (&phrases.term_independent, &phrases.method_independent),
        (&phrases.term_policies, &phrases.method_policies),
    ]
    .map(|(name, text)| Fact::new(name, fill(text, &values)))
    .into()
}

fn line(edition: &Edition<'_>, feature: &FeatureRecord) -> FeatureLine {
    let scaling = feature.transform.as_deref().map_or_else(
        || feature.scale.clone(),
        |transform| fill(&edition.phrases.feature_transform, &[("transform", transform), ("scale", &feature.scale)]),
    );
    FeatureLine {
        label: edition.label(feature),
        name: feature.name.clone(),
        sql: feature.sql.trim_end().to_owned(),
        missing: feature.missing.clone(),
        scaling,
    }
}
