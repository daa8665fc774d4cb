//! The JSON Schema that is checked in is the one of this program, and says of a pipeline what the reader says.

use serde_json::{Map, Value};

use super::{FULL, checked_in};
use crate::config::schema;

/// `UPDATE=1` writes it.
#[test]
fn the_schema_that_is_checked_in_is_current() {
    let current = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    assert_eq!(checked_in("docs/pipeline.schema.json", &current), current);
}

#[test]
fn the_schema_accepts_a_pipeline_with_every_key() {
    assert_eq!(refusals(FULL), Vec::<String>::new());
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    for (good, bad) in [
        ("k = 7", "k = 1"),
        ("k = 7", "k = \"7\""),
        ("k = 7", "k = { min = 1, max = 5 }"),
        ("k = 7", "k = { min = 2 }"),
        ("k = 7", "k = { min = 2, max = 5, choose = \"luck\" }"),
        ("k = 7", "k = { min = 2, max = 5, step = 1 }"),
        ("k = 7", "kk = 7"),
        ("threshold = 0.75", "threshold = 1.0"),
        ("kind = \"expanding\"", "kind = \"growing\""),
        ("missing = 0.5", "missing = \"zero\""),
        ("sql = \"sum(amount)\"", "sql = \"sum(amount)\"\nquery = \"orders.sql\""),
        ("languages = [\"en\"]", "languages = [\"xx\"]"),
        ("[windows]", "[window]"),
    ] {
        assert!(FULL.contains(good), "{good}");
        let text = FULL.replacen(good, bad, 1);
        assert!(!refusals(&text).is_empty(), "the schema accepts {bad}");
        assert!(super::load_text(&text).is_err(), "the reader accepts {bad}");
    }
}

/// What the schema refuses in a pipeline's text.
pub fn refusals(text: &str) -> Vec<String> {
    let table: toml::Table = toml::from_str(text).unwrap();
    let mut refusals = Vec::new();
    check(&as_json(&toml::Value::Table(table)), &schema(), "", &mut refusals);
    refusals
}

/// As editors of TOML see it: dates are text.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(values) => values.iter().map(as_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect(),
        scalar => serde_json::to_value(scalar).unwrap(),
    }
}

/// As much of JSON Schema as ours uses, patterns of text apart.
fn check(value: &Value, schema: &Value, path: &str, refusals: &mut Vec<String>) {
    let mut refuse = |what: &str| refusals.push(format!("{path}: {what}"));
    let is_type = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("a type that TOML lacks: {other}"),
    };
    if schema.get("type").and_then(Value::as_str).is_some_and(|name| !is_type(name)) {
        refuse("type");
    }
    if schema.get("const").is_some_and(|only| only != value) {
        refuse("const");
    }
    if schema.get("enum").and_then(Value::as_array).is_some_and(|all| !all.contains(value)) {
        refuse("enum");
    }
    let beyond = |name: &str, beyond: fn(f64, f64) -> bool| {
        let limit = schema.get(name).and_then(Value::as_f64);
        limit.zip(value.as_f64()).is_some_and(|(limit, value)| beyond(value, limit))
    };
    if beyond("minimum", |value, limit| value < limit)
        || beyond("maximum", |value, limit| value > limit)
        || beyond("exclusiveMinimum", |value, limit| value <= limit)
        || beyond("exclusiveMaximum", |value, limit| value >= limit)
    {
        refuse("limits");
    }
    let accepting = |choices: &Vec<Value>| {
        let accepts = |choice: &&Value| {
            let mut refusals = Vec::new();
            check(value, choice, path, &mut refusals);
            refusals.is_empty()
        };
        choices.iter().filter(accepts).count()
    };
    if schema.get("oneOf").and_then(Value::as_array).is_some_and(|choices| accepting(choices) != 1) {
        refuse("oneOf");
    }
    if schema.get("anyOf").and_then(Value::as_array).is_some_and(|choices| accepting(choices) == 0) {
        refuse("anyOf");
    }
    if let Value::Object(entries) = value {
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        for key in required.iter().filter(|key| !entries.contains_key(key.as_str().unwrap())) {
            refuse(&format!("required {key}"));
        }
        let none = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        for (key, entry) in entries {
            let schema = properties.get(key).or_else(|| schema.get("additionalProperties"));
            match schema {
                Some(Value::Bool(false)) => refusals.push(format!("{path}: unknown {key}")),
                Some(schema) => check(entry, schema, &format!("{path}.{key}"), refusals),
                None => {}
            }
        }
    }
    if let (Value::Array(values), Some(schema)) = (value, schema.get("items")) {
        for value in values {
            check(value, schema, path, refusals);
        }
    }
}
