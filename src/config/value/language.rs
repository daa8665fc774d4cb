//! A language of the report, by its tag.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use toml::de::DeValue;

use crate::config::reader::{Item, Reported, Value, list};
use crate::language::Language;

impl Value for Language {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        if let DeValue::String(tag) = item.value
            && let Some(language) = Self::of_tag(tag)
        {
            return Ok(language);
        }
        let available = Self::ALL.map(|language| format!("\"{}\"", language.tag()));
        let problem = item.mismatch(list(&available, "or"));
        Err(item.report(problem.help("those are the languages that this version writes reports in")))
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

impl JsonSchema for Language {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Self::ALL.map(Self::tag) })
    }
}
