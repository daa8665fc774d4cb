//! What people call a feature.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use toml::de::DeValue;

use crate::config::reader::{Item, Reported, Value, quoted};

/// A text per language tag: `{ en = "Recency (days)", pt-BR = "Recência (dias)" }`.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct Label(pub BTreeMap<String, String>);

impl Value for Label {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "a text for each language, as in { en = \"Recency (days)\" }";
        let Some(entries) = item.entries() else {
            let problem = item.mismatch(expected);
            return Err(item.report(match item.value {
                DeValue::String(text) => problem.help(format!("write {{ en = {} }}", quoted(text))),
                _ => problem,
            }));
        };
        let mut texts = BTreeMap::new();
        let mut refused = None;
        for (tag, item) in entries {
            match read_one(tag, &item) {
                Ok(text) => {
                    texts.insert(tag.to_owned(), text);
                }
                Err(reported) => refused = Some(reported),
            }
        }
        refused.map_or(Ok(Self(texts)), Err)
    }
}

fn read_one(tag: &str, item: &Item<'_>) -> Result<String, Reported> {
    if !is_language_tag(tag) {
        let problem = item.problem(format!("found the language \"{tag}\"; expected a tag like en, fr or pt-BR"));
        return Err(item.report(problem));
    }
    let text = item.text("text in quotes")?;
    if text.trim().is_empty() {
        let help = "write the label, or remove it: the feature's name is shown then";
        return Err(item.report(item.mismatch("a label").help(help)));
    }
    Ok(text.to_owned())
}

/// Language, then perhaps script, region and so on, as in BCP 47.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    matches!(language.len(), 2..=3)
        && language.chars().all(|c| c.is_ascii_lowercase())
        && parts.all(|part| matches!(part.len(), 2..=8) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

impl JsonSchema for Label {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Label".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "examples": [{ "en": "…" }],
            "propertyNames": { "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" },
            "additionalProperties": { "type": "string", "pattern": "\\S" },
        })
    }
}
