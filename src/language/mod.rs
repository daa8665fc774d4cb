//! The languages that people read: how each writes numbers, dates, money and lengths of time, and its messages.
//!
//! Numbers and dates come from the Unicode CLDR data that are compiled into the icu crates, never from the machine's
//! own settings, so that a page has the same bytes everywhere. Messages are Fluent files: `reports/sentences` has what
//! a run says, `reports/page` the words of the report, a file each for every language. A further language is two files
//! there and a line in each `match` of this file.

mod bundle;
mod dates;
mod figure;
mod message;
mod numbers;
mod quantities;
mod rounding;

#[cfg(test)]
pub(crate) mod tests;

use icu_locale_core::{Locale, locale};

pub use figure::Figure;
pub use message::{Message, in_every_language};
pub(crate) use numbers::places;
pub(crate) use rounding::{Limits, beside, beside_shown, by_size, exact, rounded};

/// Stands for a number or a date that is not there.
pub const NOTHING: &str = "–";

/// A language that segwatch writes reports in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, dates and numbers as in Britain.
    English,
    /// French.
    French,
    /// Portuguese as in Brazil.
    Portuguese,
}

impl Language {
    /// All of them. The first stands in for one that lacks something.
    pub const ALL: [Self; 3] = [Self::English, Self::French, Self::Portuguese];

    /// The tag, as in `<html lang>`, in `pipeline.toml` and in a run's labels and sentences.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Portuguese => "pt-BR",
        }
    }

    /// What it calls itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
            Self::Portuguese => "Português do Brasil",
        }
    }

    /// The language of a tag, if there is one.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// Where CLDR has its numbers and dates.
    fn locale(self) -> Locale {
        match self {
            Self::English => locale!("en-GB"),
            Self::French => locale!("fr"),
            Self::Portuguese => locale!("pt-BR"),
        }
    }

    /// The text in this language, else in English, if there is one that is not empty.
    #[must_use]
    pub fn spoken(self, texts: &std::collections::BTreeMap<String, String>) -> Option<&str> {
        let found = [self, Self::English].into_iter().find_map(|language| texts.get(language.tag()));
        found.map(String::as_str).filter(|text| !text.is_empty())
    }
}
