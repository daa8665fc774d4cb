//! A configuration as lines of key and value.

use serde::Serialize;
use serde_json::Value;

/// A setting.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::report) struct Setting {
    /// Where it stands, as in `features.monetary.scale`.
    pub key: String,
    /// Its value: texts as they are, everything else as JSON.
    pub value: String,
    /// Whether it has more than one line, as SQL has.
    pub block: bool,
}

/// The settings of a configuration, in its order.
pub(super) fn settings(configuration: &Value) -> Vec<Setting> {
    let mut settings = Vec::new();
    collect(String::new(), configuration, &mut settings);
    settings
}

fn collect(key: String, value: &Value, settings: &mut Vec<Setting>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                collect(key, member, settings);
            }
        }
        Value::String(text) => {
            let text = text.trim_end();
            settings.push(Setting { key, value: text.to_owned(), block: text.contains('\n') });
        }
        other => settings.push(Setting { key, value: other.to_string(), block: false }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_paths_and_texts_are_not_quoted() {
        let configuration = serde_json::json!({
            "model": { "k": 5, "seed": null },
            "orders": { "sql": "select 1\nfrom t\n" },
            "report": { "languages": ["fr", "en"] },
            "types": {},
        });
        let found: Vec<_> =
            settings(&configuration).into_iter().map(|setting| (setting.key, setting.value, setting.block)).collect();
        let expected = [
            ("model.k", "5", false),
            ("model.seed", "null", false),
            ("orders.sql", "select 1\nfrom t", true),
            ("report.languages", "[\"fr\",\"en\"]", false),
            ("types", "{}", false),
        ];
        assert_eq!(found, expected.map(|(key, value, block)| (key.to_owned(), value.to_owned(), block)));
    }
}
