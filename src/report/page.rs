//! The page: every section handed to the templates.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera, TeraResult};

use super::edition::Edition;
use super::phrases::texts;
use super::section::{self, Parts};
use super::translation::Translation;
use crate::template::{PAGE, STYLE};

/// What templates are given; docs/templates.md says what each is.
#[derive(Debug, Serialize)]
pub(super) struct Given<'a> {
    language: &'static str,
    languages: &'a [Translation],
    style: &'static str,
    t: BTreeMap<&'static str, BTreeMap<String, String>>,
    #[serde(flatten)]
    parts: Parts,
}

impl<'a> Given<'a> {
    /// What the page of an edition is made of, which stands beside `others`.
    pub fn new(edition: &Edition<'_>, others: &'a [Translation]) -> Self {
        Self {
            language: edition.language.tag(),
            languages: others,
            style: STYLE,
            t: texts(edition.language),
            parts: section::parts(edition),
        }
    }

    /// The page.
    ///
    /// # Errors
    /// When a template asks for what is not there.
    pub fn render(&self, tera: &Tera) -> TeraResult<String> {
        tera.render(PAGE, &Context::from_serialize(self)?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::language::Language;
    use crate::template;

    #[test]
    fn templates_use_every_text_and_no_other() {
        let templates = template::own_texts();
        let used = templates.match_indices("t.").filter(|(at, _)| {
            let before = templates[..*at].chars().next_back();
            before.is_some_and(|before| !before.is_alphanumeric() && !"_.".contains(before))
        });
        let name = |at: usize| {
            let name = templates[at + 2..].split(|next: char| !next.is_alphanumeric() && !"_.".contains(next));
            name.into_iter().next().unwrap().to_owned()
        };
        let used: BTreeSet<String> = used.map(|(at, _)| name(at)).collect();
        let texts = texts(Language::English);
        let known = texts.iter().flat_map(|(part, texts)| texts.keys().map(move |key| format!("{part}.{key}")));
        assert_eq!(used, known.collect());
    }
}
