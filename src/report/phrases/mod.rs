//! The words of the page that Rust puts together: a method for each, with the figures it is filled with.
//!
//! A further phrase is a line in `list.rs` and a message of the same name in each file of `reports/page`. A phrase
//! that is misspelt, or lacks a figure, does not compile; tests hold the list against the files.

use std::collections::BTreeMap;

use crate::language::{Figure, Language, Message};

/// The parts of the page that have texts of their own, as templates name them: `t.verdict.heading` is the attribute
/// `heading` of the message `t-verdict`.
const PARTS: [&str; 21] = [
    "page",
    "nav",
    "verdict",
    "moved",
    "ageing",
    "origins",
    "policies",
    "paths",
    "trust",
    "windows",
    "segments",
    "optimum",
    "data",
    "method",
    "contract",
    "portraits",
    "movement",
    "distances",
    "choice",
    "readings",
    "index",
];

/// A language's phrases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrases {
    language: Language,
}

/// What templates use as it stands, by part and name.
pub(super) fn texts(language: Language) -> BTreeMap<&'static str, BTreeMap<String, String>> {
    PARTS.into_iter().map(|part| (part, language.texts(&format!("t-{part}")))).collect()
}

impl Phrases {
    /// The phrases of a language.
    pub fn of(language: Language) -> Self {
        Self { language }
    }
}

macro_rules! phrases {
    ($($name:ident $(($($figure:ident),+))?),+ $(,)?) => {
        impl Phrases {
            $(pub fn $name(self $($(, $figure: impl Into<Figure>)+)?) -> String {
                self.language.tell(&Message::new(stringify!($name))$($(.with(stringify!($figure), $figure))+)?)
            })+
        }

        /// Every phrase and its figures.
        #[cfg(test)]
        pub(in crate::report) const LIST: &[(&str, &[&str])] = &[$((stringify!($name), &[$($(stringify!($figure)),+)?])),+];
    };
}

mod list;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::list::LIST;
    use super::*;
    use crate::language::tests::files;

    #[test]
    fn the_list_is_that_of_the_files() {
        let mut of_file = files::page(Language::English);
        of_file.retain(|name, _| !name.starts_with("t-"));
        let figures = |figures: &[&str]| figures.iter().map(|figure| (*figure).to_owned()).collect::<BTreeSet<_>>();
        let of_list = LIST.iter().map(|(name, of)| ((*name).to_owned(), figures(of))).collect::<BTreeMap<_, _>>();
        assert_eq!(of_list, of_file);
    }

    #[test]
    fn every_language_has_every_phrase() {
        for language in Language::ALL {
            for (name, figures) in LIST {
                let message =
                    figures.iter().fold(Message::new(*name), |message, figure| message.with(figure, "{ $x }"));
                let text = language.say(&message).unwrap();
                assert!(!text.is_empty() && !text.contains('\n') && !text.contains("  "), "{name}: {text}");
            }
            let texts = texts(language);
            assert!(texts.values().all(|part| !part.is_empty() && part.values().all(|text| !text.contains('\n'))));
        }
    }

    #[test]
    fn no_text_may_be_torn_apart_before_a_french_sign() {
        for text in texts(Language::French).into_values().flat_map(BTreeMap::into_values) {
            for sign in [" :", " ;", " %", " ?", " !", "« ", " »"] {
                assert!(!text.contains(sign), "{text}");
            }
        }
    }
}
