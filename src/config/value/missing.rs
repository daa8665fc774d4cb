//! What stands in for a missing value.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use toml::de::DeValue;

use crate::config::reader::{Item, Reported, Value, nearest};
use crate::plan::Missing;

const WORDS: [(&str, Missing); 4] =
    [("median", Missing::Median), ("mean", Missing::Mean), ("mode", Missing::Mode), ("drop", Missing::Drop)];

impl Value for Missing {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "\"median\", \"mean\", \"mode\", \"drop\" or a number";
        match item.value {
            DeValue::Integer(_) | DeValue::Float(_) => f64::read(item).map(Self::Value),
            DeValue::String(text) => {
                if let Some((_, rule)) = WORDS.iter().find(|(word, _)| word == text) {
                    return Ok(*rule);
                }
                let problem = item.mismatch(expected);
                Err(item.report(if text.trim().parse::<f64>().is_ok() {
                    problem.help(format!("write the number without quotes: {}", text.trim()))
                } else if let Some(word) = nearest(text, WORDS.iter().map(|(word, _)| *word)) {
                    problem.help(format!("did you mean \"{word}\"?"))
                } else {
                    problem
                }))
            }
            _ => Err(item.report(item.mismatch(expected))),
        }
    }
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_f64(*value),
            word => serializer.serialize_str(&word.name()),
        }
    }
}

impl JsonSchema for Missing {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Missing".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string", "enum": WORDS.map(|(word, _)| word) },
                { "type": "number" },
            ],
        })
    }
}
