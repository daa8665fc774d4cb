//! Head of the page: which run this is, and the few facts to have in mind.

use serde::Serialize;

use crate::report::edition::Edition;

/// Head of the page.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Header {
    pipeline: String,
    description: String,
    run_id: String,
    facts: Vec<Fact>,
}

/// A name and a value.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Fact {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Fact {
    /// A name and a value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

/// The head of an edition.
pub(in crate::report) fn header(edition: &Edition<'_>) -> Header {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let windows = phrases.windows_of(edition.report.windows.len(), &record.window_kind);
    Header {
        pipeline: record.pipeline.clone(),
        description: record.description.clone(),
        run_id: record.run_id.clone(),
        facts: vec![
            Fact::new(phrases.as_of(), edition.language.date(record.as_of)),
            Fact::new(phrases.reference_window(), edition.language.date(record.reference.window_end)),
            Fact::new(phrases.segments(), language.count(record.reference.k)),
            Fact::new(phrases.fitted_customers(), language.count(record.reference.customers)),
            Fact::new(phrases.windows(), windows),
            Fact::new(phrases.contract_minimum(), edition.threshold()),
        ],
    }
}
