//! Every sentence there is, in every language.

mod cadence;
mod cases;
mod choice;
mod explanation;
mod policy;
mod public;
mod samples;
mod verdict;

use std::collections::BTreeSet;

use crate::language::tests::files;
use crate::language::{Figure, Language, Message};

/// These messages in a language; a panic where it lacks one, or a figure.
fn strict(messages: &[Message], language: Language) -> String {
    messages.iter().map(|message| language.say(message).unwrap()).collect::<Vec<_>>().join(" ")
}

/// The same in English, French and Portuguese.
fn said(messages: &[Message]) -> [String; 3] {
    Language::ALL.map(|language| strict(messages, language))
}

/// The names of these messages, of their attributes as "name.attribute", and of the messages within them.
fn names(messages: &[Message]) -> Vec<String> {
    let mut names = Vec::new();
    for Message { id, attribute, figures } in messages {
        names.push(attribute.map_or_else(|| id.clone(), |attribute| format!("{id}.{attribute}")));
        for (_, figure) in figures {
            match figure {
                Figure::Phrase(message) => names.extend(self::names(std::slice::from_ref(message))),
                Figure::Percent { .. } => names.push("percent".to_owned()),
                Figure::Money { .. } => names.push("money".to_owned()),
                _ => {}
            }
        }
    }
    names
}

#[test]
fn every_conclusion_is_said_in_every_language() {
    let cases = cases::all();
    assert!(cases.len() > 70);
    for messages in cases {
        for (language, text) in Language::ALL.into_iter().zip(said(&messages)) {
            let about = format!("{} {:?}: {text}", language.tag(), names(&messages));
            for wrong in ["{", "}", "\n", "  ", "$", " .", " ,", "..", "\u{2068}", "NaN"] {
                assert!(!text.contains(wrong), "{wrong:?} in {about}");
            }
            assert!(text.ends_with('.'), "{about}");
            let break_before = |sign: &str| language == Language::French && text.contains(sign);
            assert!(![" :", " ;", " %"].into_iter().any(break_before), "{about}");
        }
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let mut missing: BTreeSet<String> = files::sentences(Language::English).into_keys().collect();
    // Sizes are of the page.
    missing.retain(|name| !name.starts_with("size-"));
    for messages in cases::all() {
        for name in names(&messages) {
            missing.remove(&name);
        }
    }
    // Said within others.
    missing.remove("verdict-measured");
    missing.remove("span-hours");
    // Names, and no sentences.
    missing.retain(|name| !name.starts_with("segment-"));
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn languages_differ() {
    for messages in cases::all() {
        let [english, french, portuguese] = said(&messages);
        assert!(english != french && english != portuguese && french != portuguese, "{english}");
    }
}
