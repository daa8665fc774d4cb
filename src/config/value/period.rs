//! Lengths of calendar time.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use toml::de::DeValue;

use crate::calendar::Period;
use crate::config::reader::{Item, Reported, Value};

impl Value for Period {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        if let DeValue::String(text) = item.value
            && let Ok(period) = text.parse()
        {
            return Ok(period);
        }
        let expected = "a whole number from 1 to 10000 and months, weeks or days, as in \"12 months\"";
        let problem = item.mismatch(expected);
        Err(item.report(match item.value {
            DeValue::Integer(number) => problem.help(format!("say of what, as in \"{number} days\"")),
            DeValue::String(text) if text.contains("year") => problem.help("a year is \"12 months\""),
            DeValue::String(text) if text.contains("quarter") => problem.help("a quarter is \"3 months\""),
            _ => problem,
        }))
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Period {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^\\s*0*[1-9][0-9]*\\s+(months?|weeks?|days?)\\s*$",
            "examples": ["12 months", "1 week", "30 days"],
        })
    }
}
