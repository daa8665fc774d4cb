//! The page over all runs of a pipeline: which model is in service, what run after run said of it, and who moved lately.

mod assignments;
mod history;
mod page;
mod runs;
mod service;

#[cfg(test)]
pub(super) mod tests;

use serde_json::Value;

use super::translation::{self, files_named, others};
use super::{Page, ReportError, failed};
use crate::record::{PastAssignment, PastRun, Promotion, RunSummary};
use crate::template;

/// What the index is made from.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    /// The pipeline's name.
    pub pipeline: &'a str,
    /// Its runs, newest first.
    pub runs: &'a [PastRun],
    /// The registry of its models, oldest entry first; `None` where it cannot be read.
    pub registry: Option<&'a [Promotion]>,
    /// Its assignments of the last days, newest first.
    pub assignments: &'a [PastAssignment],
}

impl<'a> Index<'a> {
    /// The runs that can be read, newest first.
    fn readable(&self) -> impl DoubleEndedIterator<Item = (&'a PastRun, &'a RunSummary)> {
        self.runs.iter().filter_map(|run| Some((run, run.summary.as_ref().ok()?)))
    }

    /// The newest of them.
    fn newest(&self) -> Option<(&'a PastRun, &'a RunSummary)> {
        self.readable().next()
    }
}

/// The index: `index.html` in the first language of the newest run that can be read, `index.TAG.html` in its others, made
/// with that run's templates.
///
/// # Errors
/// [`ReportError`], when a template is at fault, the program's own or one that the run's configuration replaces it by.
pub fn render_index(index: &Index<'_>) -> Result<Vec<Page>, ReportError> {
    let configuration = index.newest().map_or(&Value::Null, |(_, run)| &run.configuration);
    let templates = translation::templates(configuration);
    let wrong = |error| failed(&templates, error, template::INDEX);
    let tera = templates.engine().map_err(wrong)?;
    let files = files_named("index", configuration);
    files
        .iter()
        .map(|(language, file)| {
            let others = others(&files, *language);
            let html = page::Given::new(index, *language, &others).render(&tera).map_err(wrong)?;
            Ok(Page { file: file.clone(), html })
        })
        .collect()
}
