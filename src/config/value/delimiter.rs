//! What is between the fields of a CSV file.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::config::reader::{Item, Reported, Value};

/// One ASCII character that no field has without quotes.
#[derive(Debug, Clone, Copy)]
pub struct Delimiter(pub u8);

impl Value for Delimiter {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "one ASCII character, as in \";\" or \"\\t\"";
        match item.text(expected)?.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => Ok(Self(*byte)),
            _ => Err(item.report(item.mismatch(expected).help("it is what stands between the fields of the file"))),
        }
    }
}

impl Serialize for Delimiter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_char(char::from(self.0))
    }
}

impl JsonSchema for Delimiter {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Delimiter".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": 1 })
    }
}
