//! What pages must keep to in every language, and with the user's own templates.

use std::collections::BTreeSet;

use super::edition::Edition;
use super::fixture::{self, Run};
use super::page::Given;
use super::translation::Translation;
use super::{Page, ReportError, render};
use crate::language::Language;
use crate::stability::CadenceOutcome;

fn pages(mut run: Run, tags: &[&str]) -> Vec<Page> {
    run.speak(tags);
    render(&run.report()).unwrap()
}

/// The texts between tags, those of code and of the language links left out.
fn texts(html: &str) -> Vec<String> {
    let body = html.split_once("</style>").unwrap().1;
    let mut texts = Vec::new();
    let mut skipped: Option<&str> = None;
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        match skipped {
            Some(inside) if tag == inside => skipped = None,
            Some(_) => continue,
            None if tag == "code" => skipped = Some("/code"),
            None if tag == "pre" => skipped = Some("/pre"),
            None if tag.starts_with("table class=\"settings\"") => skipped = Some("/table"),
            None => {}
        }
        if skipped.is_none() && !text.trim().is_empty() {
            texts.push(text.trim().to_owned());
        }
    }
    texts
}

#[test]
fn the_first_language_is_report_html_and_every_page_links_the_others() {
    let files = |tags: &[&str]| pages(fixture::one_pair(), tags).into_iter().map(|page| page.file).collect::<Vec<_>>();
    assert_eq!(files(&["fr", "en"]), ["report.html", "report.en.html"]);
    assert_eq!(files(&["pt-BR"]), ["report.html"]);
    let pages = pages(fixture::one_pair(), &["fr", "en", "pt-BR"]);
    let link =
        |file: &str, tag: &str, name: &str| format!("<a href=\"{file}\" lang=\"{tag}\" hreflang=\"{tag}\">{name}</a>");
    let links = [
        link("report.html", "fr", "Français"),
        link("report.en.html", "en", "English"),
        link("report.pt-BR.html", "pt-BR", "Português do Brasil"),
    ];
    for (own, (page, tag)) in pages.iter().zip(["fr", "en", "pt-BR"]).enumerate() {
        assert!(page.html.contains(&format!("<html lang=\"{tag}\">")), "{tag}");
        for (index, link) in links.iter().enumerate() {
            assert_eq!(page.html.contains(link), index != own, "{tag}: {link}");
        }
    }
    assert!(!super::tests::page(&fixture::one_pair()).contains("class=\"languages\""));
}

#[test]
fn no_english_is_left_in_the_other_languages() {
    for run in [fixture::olist, || fixture::demo(36), fixture::one_pair] {
        let known = run();
        let own: BTreeSet<String> = [known.record.description.clone()].into();
        let [english, french, portuguese] = pages(known, &["en", "fr", "pt-BR"]).try_into().unwrap();
        let english: BTreeSet<String> = texts(&english.html).into_iter().collect();
        for page in [french, portuguese] {
            let words =
                |text: &str| text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
            // Samples of rejected rows are told as the data have them.
            let left: Vec<String> = texts(&page.html)
                .into_iter()
                .filter(|text| !text.contains(", record "))
                .filter(|text| english.contains(text) && words(text) > 3 && !own.contains(text))
                .collect();
            assert!(left.is_empty(), "{}: {left:#?}", page.file);
        }
    }
}

#[test]
fn a_page_has_its_own_numbers_dates_and_money() {
    let mut run = fixture::olist();
    run.record.recommendation.retrain.value.outcome = CadenceOutcome::Found;
    let [english, french, portuguese] = pages(run, &["en", "fr", "pt-BR"]).try_into().unwrap();
    assert!(english.html.contains("BRL\u{a0}5,143 a year"));
    assert!(french.html.contains("5\u{202f}143\u{a0}BRL par an"));
    assert!(portuguese.html.contains("BRL\u{a0}5.143 por ano"));
    for (page, day) in [(&english, "1 Oct 2017"), (&french, "1er oct. 2017"), (&portuguese, "1º de out. de 2017")] {
        assert!(page.html.contains(day), "{day}");
    }
    assert!(french.html.contains("95\u{202f}%") && !french.html.contains("95%"));
}

#[test]
fn nothing_of_an_unknown_language_is_written() {
    let files: Vec<String> = pages(fixture::one_pair(), &["xx"]).into_iter().map(|page| page.file).collect();
    assert_eq!(files, ["report.html"]);
    assert_eq!(Language::of_tag("xx"), None);
}

#[test]
fn the_users_template_stands_in_for_the_programs() {
    let mut run = fixture::hostile("<b>");
    run.set("templates", serde_json::json!({ "sections/trust.html": "<p class=\"own\">{{ header.pipeline }}</p>" }));
    let page = super::tests::page(&run);
    assert!(page.contains("<p class=\"own\">&lt;"), "what a template is given is escaped");
    run.set("templates", serde_json::json!({ "sections/trust.html": "\n{{ verdict.none }}" }));
    match render(&run.report()) {
        Err(ReportError::Replaced(problem)) => {
            assert_eq!((problem.file.as_deref(), problem.line), (Some("sections/trust.html"), Some(2)));
        }
        other => panic!("{other:?}"),
    }
}

/// The paths of what a page is given: lists as `[]`, and shapes that come again and again by their names.
fn paths(value: &serde_json::Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            let keys: BTreeSet<&str> = members.keys().map(String::as_str).collect();
            let shape = SHAPES.iter().find(|(_, fields)| fields.iter().copied().collect::<BTreeSet<_>>() == keys);
            if let Some((shape, _)) = shape {
                found.insert(format!("{path}: {shape}"));
                return;
            }
            for (key, member) in members {
                paths(member, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, found);
            }
        }
        serde_json::Value::Array(items) => {
            for item in items {
                paths(item, &format!("{path}[]"), found);
            }
        }
        serde_json::Value::Null => {}
        _ => {
            found.insert(path.to_owned());
        }
    }
}

/// Shapes that come again and again, as docs/templates.md has them.
const SHAPES: [(&str, &[&str]); 3] = [
    ("fact", &["name", "value"]),
    ("table", &["caption", "columns", "rows"]),
    ("figure", &["id", "title", "caption", "legend", "wide", "narrow", "instead", "table"]),
];

#[test]
fn what_templates_are_given_is_documented() {
    let mut found = BTreeSet::new();
    let mut given = BTreeSet::new();
    for (_, run) in super::tests::runs() {
        let others = [Translation { tag: "fr", name: "Français", file: "report.fr.html".to_owned() }];
        let edition = Edition::new(run.report(), Language::English);
        let context = serde_json::to_value(Given::new(&edition, &others)).unwrap();
        for (key, value) in context.as_object().unwrap() {
            given.insert(key.clone());
            if key != "t" {
                paths(value, key, &mut found);
            }
        }
    }
    assert!(given.iter().map(String::as_str).eq(crate::template::GIVEN));
    let page = include_str!("../../docs/templates.md");
    let documented: BTreeSet<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(path, rest)| match rest.split_once(" | ") {
            Some((shape, _)) if !shape.is_empty() && shape != "text" && shape != "yes or no" => {
                format!("{path}: {shape}")
            }
            _ => path.to_owned(),
        })
        .collect();
    let missing: Vec<&String> = found.difference(&documented).collect();
    let more: Vec<&String> = documented.difference(&found).collect();
    assert!(missing.is_empty() && more.is_empty(), "lacks {missing:#?}, has {more:#?}");
}
