//! How it was made: enough to make it again.

use serde::Serialize;

use super::header::Fact;
use super::settings::{Setting, settings};
use crate::record::FeatureRecord;
use crate::report::edition::Edition;
use crate::report::words::fill;

/// How it was made.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Method {
    intervals: String,
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
        intervals: fill(&phrases.method_intervals, &[("confidence", &edition.confidence())]),
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
