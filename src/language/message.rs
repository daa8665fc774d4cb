//! A message of the Fluent files together with what fills it: chosen once, said in every language.

use std::collections::BTreeMap;

use super::{Figure, Language, NOTHING};

/// A message and its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub(crate) id: String,
    pub(crate) attribute: Option<&'static str>,
    pub(crate) figures: Vec<(String, Figure)>,
}

impl Message {
    /// The message of this name.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), attribute: None, figures: Vec::new() }
    }

    /// With a further figure.
    #[must_use]
    pub fn with(mut self, name: &str, figure: impl Into<Figure>) -> Self {
        self.figures.push((name.to_owned(), figure.into()));
        self
    }

    /// With a further figure where there is one.
    #[must_use]
    pub fn with_some(self, name: &str, figure: Option<Figure>) -> Self {
        match figure {
            Some(figure) => self.with(name, figure),
            None => self,
        }
    }

    /// A part of the message that stands beside it.
    #[must_use]
    pub fn attribute(mut self, name: &'static str) -> Self {
        self.attribute = Some(name);
        self
    }
}

impl Language {
    /// The message in this language, else in English, else its name. Tests see to it that it is the first.
    #[must_use]
    pub fn tell(self, message: &Message) -> String {
        let said = self.say(message).or_else(|_| Self::English.say(message));
        said.unwrap_or_else(|_| message.id.clone())
    }

    /// A figure by itself.
    #[must_use]
    pub fn write(self, figure: &Figure) -> String {
        self.figure(figure).unwrap_or_else(|_| NOTHING.to_owned())
    }
}

/// These messages one after the other, by language tag.
#[must_use]
pub fn in_every_language(messages: &[Message]) -> BTreeMap<String, String> {
    let said = |language: Language| messages.iter().map(|message| language.tell(message)).collect::<Vec<_>>().join(" ");
    Language::ALL.into_iter().map(|language| (language.tag().to_owned(), said(language))).collect()
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
