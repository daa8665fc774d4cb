//! How it was made: enough to make it again.

use serde::Serialize;

use super::header::Fact;
use super::settings::{Setting, settings};
use crate::calendar::Period;
use crate::language::Figure;
use crate::record::FeatureRecord;
use crate::report::edition::Edition;
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
    let windows = {
        let length = Figure::from(&record.window_length);
        let step = record.window_step.parse::<Period>();
        phrases.method_windows(
            &record.window_kind,
            record.window_length.parse().map_or(length, |length| Figure::span(1, length)),
            step.map_or_else(|_| Figure::from(&record.window_step), |step| Figure::every(1, step)),
        )
    };
    Method {
        terms: terms(edition),
        run: vec![
            Fact::new(phrases.method_pipeline(), record.pipeline.as_str()),
            Fact::new(phrases.method_run(), record.run_id.as_str()),
            Fact::new(phrases.method_as_of(), edition.language.date(record.as_of)),
            Fact::new(phrases.method_time_zone(), record.time_zone.as_str()),
            Fact::new(phrases.windows(), windows),
            Fact::new(phrases.contract_minimum(), edition.threshold()),
            Fact::new(phrases.service_level(), edition.level(record.service_level)),
            Fact::new(phrases.method_confidence(), edition.confidence()),
            Fact::new(phrases.method_seed(), record.seed.to_string()),
            Fact::new(phrases.method_schema(), record.schema_version.to_string()),
        ],
        features: record.features.iter().map(|feature| line(edition, feature)).collect(),
        software: record.software.iter().map(|(name, version)| Fact::new(name, version.as_str())).collect(),
        configuration: settings(&record.configuration),
    }
}

/// What is rested on, in plain words.
fn terms(edition: &Edition<'_>) -> Vec<Fact> {
    let (record, phrases) = (edition.report.record, edition.phrases);
    let (confidence, threshold) = (edition.confidence(), edition.threshold());
    let level = edition.level(record.service_level);
    let terms = [
        (phrases.term_intervals(), phrases.method_intervals(&confidence)),
        (phrases.term_noise_floor(), phrases.method_noise_floor(edition.level(FALSE_ALARMS))),
        (phrases.term_survival(), phrases.method_survival(&threshold, &confidence, &level)),
        (phrases.term_independent(), phrases.method_independent(MIN_INDEPENDENT_ORIGINS)),
        (phrases.term_policies(), phrases.method_policies(&threshold, &level)),
    ];
    terms.map(|(name, text)| Fact::new(name, text)).into()
}

fn line(edition: &Edition<'_>, feature: &FeatureRecord) -> FeatureLine {
    let phrases = edition.phrases;
    let scale = phrases.feature_scale(&feature.scale);
    let scaling = match &feature.transform {
        Some(transform) => phrases.feature_transform(transform, scale),
        None => scale,
    };
    FeatureLine {
        label: edition.label(feature),
        name: feature.name.clone(),
        sql: feature.sql.trim_end().to_owned(),
        missing: phrases.feature_missing(&feature.missing),
        scaling,
    }
}
