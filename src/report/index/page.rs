//! The parts of the index, as templates are given them.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera, TeraResult};

use super::runs::{Row, row};
use super::service::{Newest, Service, newest, service};
use super::{Index, assignments, history};
use crate::language::Language;
use crate::report::figure::Figure;
use crate::report::phrases::texts;
use crate::report::table::Table;
use crate::report::translation::Translation;
use crate::template::{INDEX, STYLE};

/// What the index's template is given; docs/templates.md says what each is.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Given<'a> {
    language: &'static str,
    languages: &'a [Translation],
    style: &'static str,
    t: BTreeMap<&'static str, BTreeMap<String, String>>,
    index: Parts,
}

/// The parts of the index, in reading order.
#[derive(Debug, Serialize)]
struct Parts {
    pipeline: String,
    description: String,
    newest: Option<Newest>,
    service: Service,
    history: Option<Figure>,
    runs: Vec<Row>,
    assignments: Option<Table>,
}

impl<'a> Given<'a> {
    /// What the index's page in a language is made of, which stands beside `others`.
    pub fn new(index: &Index<'_>, language: Language, others: &'a [Translation]) -> Self {
        Self {
            language: language.tag(),
            languages: others,
            style: STYLE,
            t: texts(language),
            index: Parts {
                pipeline: index.pipeline.to_owned(),
                description: index.newest().map(|(_, run)| run.description.clone()).unwrap_or_default(),
                newest: newest(index, language),
                service: service(index, language),
                history: history::figure(index, language),
                runs: index.runs.iter().map(|run| row(run, language)).collect(),
                assignments: assignments::table(index.assignments, language),
            },
        }
    }

    /// The page.
    ///
    /// # Errors
    /// When a template asks for what is not there.
    pub fn render(&self, tera: &Tera) -> TeraResult<String> {
        tera.render(INDEX, &Context::from_serialize(self)?)
    }
}
