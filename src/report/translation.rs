//! The same report in other languages, a file each.

use serde::Serialize;
use serde_json::Value;

use crate::language::Language;
use crate::record::RunRecord;
use crate::template::Templates;

/// The report's file in the first language.
const FIRST: &str = "report.html";

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
    let listed = setting(record, "languages").and_then(Value::as_array);
    let mut languages: Vec<Language> =
        listed.into_iter().flatten().filter_map(Value::as_str).filter_map(Language::of_tag).collect();
    if languages.is_empty() {
        languages.push(Language::English);
    }
    let file = |(index, language): (usize, Language)| {
        let name = if index == 0 { FIRST.to_owned() } else { format!("report.{}.html", language.tag()) };
        (language, name)
    };
    languages.into_iter().enumerate().map(file).collect()
}

/// The templates that a run's report is made with.
pub(super) fn templates(record: &RunRecord) -> Templates {
    let texts = setting(record, "templates").and_then(Value::as_object);
    let text = |(name, text): (&String, &Value)| Some((name.clone(), text.as_str()?.to_owned()));
    Templates(texts.into_iter().flatten().filter_map(text).collect())
}

fn setting<'a>(record: &'a RunRecord, key: &str) -> Option<&'a Value> {
    record.configuration.get("report")?.get(key)
}
