//! SQL from a file of the pipeline's folder.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::config::reader::{Item, Reported, Value};
use crate::plan::SqlText;

impl Value for SqlText {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "the name of an SQL file in the pipeline's folder";
        let file = item.text(expected)?;
        item.without_variable(file)?;
        if file.trim().is_empty() || is_query(file) {
            let help = "put the query into a file beside pipeline.toml, and write its name, as in \"orders.sql\"";
            return Err(item.report(item.mismatch(expected).help(help)));
        }
        let text = match item.context.folder.read(file) {
            Ok(text) => text,
            Err(problem) => return Err(item.report(item.problem(problem.message).help(problem.help))),
        };
        let text = text.trim_start_matches('\u{feff}').to_owned();
        if text.trim().is_empty() {
            let problem = item.problem(format!("the file \"{file}\" is empty; expected a query"));
            return Err(item.report(problem.help("write a SELECT into it")));
        }
        Ok(Self { file: file.to_owned(), text })
    }
}

/// Whether a query was written where a file's name belongs.
fn is_query(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    text.split_whitespace().nth(1).is_some() && ["select", "with"].contains(&first.to_ascii_lowercase().as_str())
}

impl Serialize for SqlText {
    /// The SQL itself: the file may change later.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl JsonSchema for SqlText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "SqlFile".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "examples": ["orders.sql"] })
    }
}
