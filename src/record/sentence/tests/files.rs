//! The files themselves: all say the same.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

pub(super) const ENGLISH: &str = include_str!("../../../../reports/sentences/en.ftl");
const OTHERS: [(&str, &str); 2] = [
    ("fr", include_str!("../../../../reports/sentences/fr.ftl")),
    ("pt-BR", include_str!("../../../../reports/sentences/pt-BR.ftl")),
];

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

/// The names of the messages and attributes of a file.
pub(super) fn names(file: &str) -> BTreeSet<String> {
    figures(file).into_keys().collect()
}

#[test]
fn files_can_be_read() {
    for (tag, file) in [("en", ENGLISH)].into_iter().chain(OTHERS) {
        let resource = FluentResource::try_new(file.to_owned());
        assert!(resource.is_ok(), "{tag}: {:?}", resource.err().map(|(_, errors)| errors));
    }
}

#[test]
fn languages_have_the_same_messages_with_the_same_figures() {
    let english = figures(ENGLISH);
    assert!(english.len() > 90);
    for (tag, file) in OTHERS {
        let other = figures(file);
        for (name, of_english) in &english {
            let of_other = other.get(name).unwrap_or_else(|| panic!("{tag} lacks {name}"));
            assert_eq!(of_other, of_english, "{tag}: {name}");
        }
        assert_eq!(other.len(), english.len(), "{tag} has more than English");
    }
}

#[test]
fn every_notice_has_a_remedy() {
    let names = names(ENGLISH);
    for notice in names.iter().filter(|name| name.starts_with("notice-") && !name.contains('.')) {
        assert!(names.contains(&format!("{notice}.remedy")), "{notice}");
    }
}

#[test]
fn lines_are_not_long() {
    for (tag, file) in [("en", ENGLISH)].into_iter().chain(OTHERS) {
        let long: Vec<_> = file.lines().filter(|line| line.chars().count() > 120).collect();
        assert!(long.is_empty(), "{tag}: {long:#?}");
    }
}
