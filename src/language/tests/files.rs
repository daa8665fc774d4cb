//! What the Fluent files hold.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use crate::language::Language;

/// What each message and attribute is filled with, by its name; an attribute's is "name.attribute".
fn figures(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut message, mut part) = ("", String::new());
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let begun = line.split_once(" =").and_then(|(id, _)| match id.strip_prefix("    .") {
            Some(attribute) => Some(format!("{message}.{attribute}")),
            None if id.starts_with(|first: char| first.is_ascii_lowercase()) => {
                message = id;
                Some(id.to_owned())
            }
            None => None,
        });
        if let Some(begun) = begun {
            part = begun;
            assert!(found.insert(part.clone(), BTreeSet::new()).is_none(), "{part} is there twice");
        }
        let names = line.split('$').skip(1);
        let names = names.map(|rest| rest.split(|next: char| !next.is_alphanumeric() && next != '_').next().unwrap());
        found.entry(part.clone()).or_default().extend(names.map(str::to_owned));
    }
    found.remove("");
    found
}

/// What the messages of a run are filled with.
pub(crate) fn sentences(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    figures(language.files()[0])
}

/// What the words of the page are filled with.
pub(crate) fn page(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    figures(language.files()[1])
}

#[test]
fn files_can_be_read() {
    for language in Language::ALL {
        for file in language.files() {
            let resource = FluentResource::try_new(file.to_owned());
            assert!(resource.is_ok(), "{}: {:?}", language.tag(), resource.err().map(|(_, errors)| errors));
        }
    }
}

#[test]
fn languages_have_the_same_messages_with_the_same_figures() {
    for of in [sentences, page] {
        let english = of(Language::English);
        assert!(english.len() > 90);
        for language in [Language::French, Language::Portuguese] {
            let other = of(language);
            for (name, of_english) in &english {
                let of_other = other.get(name).unwrap_or_else(|| panic!("{} lacks {name}", language.tag()));
                assert_eq!(of_other, of_english, "{}: {name}", language.tag());
            }
            let more: Vec<&String> = other.keys().filter(|name| !english.contains_key(*name)).collect();
            assert!(more.is_empty(), "{}: {more:?}", language.tag());
        }
    }
}

#[test]
fn no_name_is_that_of_a_message_of_the_other_file() {
    let page = page(Language::English);
    let twice: Vec<String> = sentences(Language::English).into_keys().filter(|name| page.contains_key(name)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn every_notice_has_a_remedy() {
    let names = sentences(Language::English);
    for notice in names.keys().filter(|name| name.starts_with("notice-") && !name.contains('.')) {
        assert!(names.contains_key(&format!("{notice}.remedy")), "{notice}");
    }
}

#[test]
fn lines_are_not_long() {
    for language in Language::ALL {
        let lines = language.files().into_iter().flat_map(str::lines);
        let long: Vec<_> = lines.filter(|line| line.chars().count() > 120).collect();
        assert!(long.is_empty(), "{}: {long:#?}", language.tag());
    }
}
