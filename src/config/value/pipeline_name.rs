//! The pipeline's name.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::config::reader::{Item, Reported, Value};

const MOST_CHARACTERS: usize = 64;

/// `[a-z0-9][a-z0-9_-]*`, at most 64 characters: it names a folder of the outputs.
#[derive(Debug, Clone, Serialize)]
pub struct PipelineName(pub String);

impl Value for PipelineName {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "lower-case letters, digits, - and _, starting with a letter or a digit, at most 64 characters";
        let name = item.text(expected)?;
        item.without_variable(name)?;
        if is_name(name) {
            return Ok(Self(name.to_owned()));
        }
        let problem = item.mismatch(expected);
        Err(item.report(match name_like(name) {
            Some(suggestion) => problem.help(format!("it names a folder of the outputs: write \"{suggestion}\"")),
            None => problem.help("it names a folder of the outputs"),
        }))
    }
}

fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.len() <= MOST_CHARACTERS && name.starts_with(plain) && name.chars().all(|c| plain(c) || matches!(c, '_' | '-'))
}

/// The name nearest to what was written, if its letters allow one.
fn name_like(written: &str) -> Option<String> {
    let lower = written.trim().to_ascii_lowercase();
    let name: String = lower.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let name = name.trim_matches('-');
    (written.is_ascii() && is_name(name)).then(|| name.to_owned())
}

impl JsonSchema for PipelineName {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "PipelineName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$", "examples": ["customers"] })
    }
}
