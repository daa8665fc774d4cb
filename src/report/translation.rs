//! The same report in other languages, a file each.

use serde::Serialize;
use serde_json::Value;

use crate::language::Language;
use crate::record::RunRecord;
use crate::template::Templates;

/// What the report's files are called.
pub(super) const REPORT: &str = "report";

/// The same report in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Translation {
    /// Its tag.
    pub tag: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    /// The file beside this one.
    pub file: String,
}

/// The languages that a run is to be reported in, each with its file: `report.html`, `report.fr.html` and so on.
pub(super) fn files(record: &RunRecord) -> Vec<(Language, String)> {
    files_named(REPORT, &record.configuration)
}

/// The same for pages of another name, from the configuration of a run.
pub(super) fn files_named(name: &str, configuration: &Value) -> Vec<(Language, String)> {
    let listed = setting(configuration, "languages").and_then(Value::as_array);
    let mut languages: Vec<Language> =
        listed.into_iter().flatten().filter_map(Value::as_str).filter_map(Language::of_tag).collect();
    if languages.is_empty() {
        languages.push(Language::English);
    }
    let file = |(index, language): (usize, Language)| {
        let file = if index == 0 { format!("{name}.html") } else { format!("{name}.{}.html", language.tag()) };
        (language, file)
    };
    languages.into_iter().enumerate().map(file).collect()
}

/// Those of `files` that are not in `language`, as its page links them.
pub(super) fn others(files: &[(Language, String)], language: Language) -> Vec<Translation> {
    let others = files.iter().filter(|(other, _)| *other != language);
    others.map(|(other, file)| Translation { tag: other.tag(), name: other.name(), file: file.clone() }).collect()
}

/// The templates that a run with this configuration is reported with.
pub(super) fn templates(configuration: &Value) -> Templates {
    let texts = setting(configuration, "templates").and_then(Value::as_object);
    let text = |(name, text): (&String, &Value)| Some((name.clone(), text.as_str()?.to_owned()));
    Templates(texts.into_iter().flatten().filter_map(text).collect())
}

fn setting<'a>(configuration: &'a Value, key: &str) -> Option<&'a Value> {
    configuration.get("report")?.get(key)
}
