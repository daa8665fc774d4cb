//! The report: one HTML file that a consultant and a customer can read together in a contract review.
//!
//! Nothing is computed here. A [`section`] puts a part of the run into words and rows, a [`chart`] draws it, and the
//! templates in `reports/` lay it out. The same run gives the same bytes: no clock, no seconds, no counter of the
//! process reaches the page. It needs no network and no script.

mod chart;
mod edition;
mod error;
mod figure;
mod page;
mod phrases;
mod section;
mod table;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use crate::language::Language;
use crate::record::RunRecord;
use crate::record::tables::{ModelRow, WindowRow};
use crate::stability::Comparison;

pub use error::ReportError;

/// What a report is made from: a run's record and three of its tables.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The run.
    pub record: &'a RunRecord,
    /// Every window, in order.
    pub windows: &'a [WindowRow],
    /// Every segment of every window's model.
    pub models: &'a [ModelRow],
    /// Every origin against every later window, for each quantity.
    pub comparisons: &'a [Comparison],
}

/// The report as one HTML file, in English.
///
/// # Errors
/// [`ReportError`], when the program's own templates or words are at fault; a run of any content renders.
pub fn render(report: &Report<'_>) -> Result<String, ReportError> {
    render_in(report, Language::English)
}

/// The report as one HTML file, in `language`. Labels of features and sentences of the verdict that the run does not
/// have in that language fall back on English, then on the feature's name.
///
/// # Errors
/// [`ReportError`], when the program's own templates or words are at fault; a run of any content renders.
pub fn render_in(report: &Report<'_>, language: Language) -> Result<String, ReportError> {
    page::render(&edition::Edition::new(*report, language))
}
