//! Head of the page: which run this is, and the few facts to have in mind.

use serde::Serialize;

use crate::report::edition::Edition;
use crate::report::words::fill;

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
    pub fn new(name: &str, value: impl Into<String>) -> Self {
        Self { name: name.to_owned(), value: value.into() }
    }
}

/// The head of an edition.
pub(in crate::report) fn header(edition: &Edition<'_>) -> Header {
    let (record, phrases, numerals) = (edition.report.record, edition.phrases, &edition.numerals);
    let windows = fill(
        &phrases.windows_of,
        &[("count", &numerals.count(edition.report.windows.len())), ("kind", &record.window_kind)],
    );
    Header {
        pipeline: record.pipeline.clone(),
        description: record.description.clone(),
        run_id: record.run_id.clone(),
        facts: vec![
            Fact::new(&phrases.as_of, record.as_of.to_string()),
            Fact::new(&phrases.reference_window, record.reference.window_end.to_string()),
            Fact::new(&phrases.segments, numerals.count(record.reference.k)),
            Fact::new(&phrases.fitted_customers, numerals.count(record.reference.customers)),
            Fact::new(&phrases.windows, windows),
            Fact::new(&phrases.contract_minimum, edition.threshold()),
        ],
    }
}
