//! A message of the Fluent files together with what fills it: chosen once, said in every language.

use std::collections::BTreeMap;

use super::figure::Figure;
use super::language::{ENGLISH, LANGUAGES, Language};

/// A message and its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub(super) id: String,
    pub(super) attribute: Option<&'static str>,
    pub(super) figures: Vec<(String, Figure)>,
}

impl Message {
    /// The message of this name.
    pub(in crate::record) fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), attribute: None, figures: Vec::new() }
    }

    /// With a further figure.
    #[must_use]
    pub(in crate::record) fn with(mut self, name: &str, figure: impl Into<Figure>) -> Self {
        self.figures.push((name.to_owned(), figure.into()));
        self
    }

    /// With a further figure where there is one.
    #[must_use]
    pub(super) fn with_some(self, name: &str, figure: Option<Figure>) -> Self {
        match figure {
            Some(figure) => self.with(name, figure),
            None => self,
        }
    }

    /// A part of the message that stands beside it.
    #[must_use]
    pub(in crate::record) fn attribute(mut self, name: &'static str) -> Self {
        self.attribute = Some(name);
        self
    }
}

/// These messages one after the other, by language tag.
pub(in crate::record) fn in_every_language(messages: &[Message]) -> BTreeMap<String, String> {
    let said =
        |language: &Language| messages.iter().map(|message| said(message, language)).collect::<Vec<_>>().join(" ");
    LANGUAGES.iter().map(|language| (language.tag.to_owned(), said(language))).collect()
}

/// In this language, else in English, else the message's name. Tests see to it that it is the first.
fn said(message: &Message, language: &Language) -> String {
    let english = || LANGUAGES.iter().find(|language| language.tag == ENGLISH).and_then(|it| it.say(message).ok());
    language.say(message).ok().or_else(english).unwrap_or_else(|| message.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_language_has_is_its_name() {
        let said = in_every_language(&[Message::new("there-is-no-such-message")]);
        assert_eq!(said.keys().map(String::as_str).collect::<Vec<_>>(), ["en", "fr", "pt-BR"]);
        assert!(said.values().all(|text| text == "there-is-no-such-message"));
        // A figure that lacks is no gap in a sentence, and no panic.
        assert_eq!(in_every_language(&[Message::new("every-days")])["fr"], "every-days");
    }
}
