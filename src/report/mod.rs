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
mod translation;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod translated;

use crate::language::Language;
use crate::record::RunRecord;
use crate::record::tables::{ModelRow, WindowRow};
use crate::stability::Comparison;
use crate::template;

use translation::Translation;

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

/// A file of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its name: `report.html` in the first language, `report.TAG.html` in the others.
    pub file: String,
    /// Its HTML.
    pub html: String,
}

/// The report: one HTML file for each language that the run's configuration names. Labels of features and sentences
/// of the verdict that the run does not have in a language fall back on English, then on the feature's name.
///
/// # Errors
/// [`ReportError`], when a template is at fault, the program's own or one that the configuration replaces it by.
pub fn render(report: &Report<'_>) -> Result<Vec<Page>, ReportError> {
    let templates = translation::templates(report.record);
    let wrong = |error: tera::Error| {
        let own = templates.0.is_empty();
        if own { ReportError::Own(error) } else { ReportError::Replaced(template::problem(&error, template::PAGE)) }
    };
    let tera = templates.engine().map_err(wrong)?;
    let files = translation::files(report.record);
    let others = |language: Language| {
        let others = files.iter().filter(move |(other, _)| *other != language);
        others.map(|(other, file)| Translation { tag: other.tag(), name: other.name(), file: file.clone() }).collect()
    };
    let page = |(language, file): &(Language, String)| {
        let others: Vec<Translation> = others(*language);
        let given = page::Given::new(&edition::Edition::new(*report, *language), &others);
        let html = given.render(&tera).map_err(wrong)?;
        Ok(Page { file: file.clone(), html })
    };
    files.iter().map(page).collect()
}
