//! The JSON Schema and the reader are made of the same types, but not by the same code: every key, default, limit and
//! word that the schema tells is the reader's.

use serde_json::Value;
use toml::Table;

use super::{FULL, load_text};
use crate::config::schema;
use crate::problem::{Problem, Problems};

/// A key of the schema, and where [`FULL`] has it.
struct Key {
    /// Path in the TOML document: `["features", "monetary", "sql"]`.
    path: Vec<String>,
    schema: Value,
    required: bool,
}

impl Key {
    fn shown(&self) -> String {
        self.path.join(".")
    }

    fn table<'t>(&self, document: &'t mut Table) -> &'t mut Table {
        let (_, tables) = self.path.split_last().unwrap();
        tables.iter().fold(document, |table, name| table[name].as_table_mut().unwrap())
    }

    fn name(&self) -> &str {
        self.path.last().unwrap()
    }

    /// [`FULL`] with another value for the key, or none.
    fn document_with(&self, value: Option<toml::Value>) -> String {
        let mut document = full();
        match value {
            Some(value) => drop(self.table(&mut document).insert(self.name().to_owned(), value)),
            None => drop(self.table(&mut document).remove(self.name())),
        }
        toml::to_string(&document).unwrap()
    }

    /// The key in the record of a plan.
    fn written(&self, written: &Value) -> Value {
        let mut value = written.clone();
        for name in &self.path {
            value = match value {
                Value::Array(named) => named.into_iter().find(|named| named["name"] == **name).unwrap(),
                mut table => table[name].take(),
            };
        }
        value
    }
}

fn full() -> Table {
    toml::from_str(FULL).unwrap()
}

/// Every key of the schema, those of features and sources under each name that [`FULL`] has.
fn keys() -> Vec<Key> {
    let mut keys = Vec::new();
    collect(&schema(), &full(), &mut Vec::new(), &mut keys);
    assert!(keys.len() > 30, "{} keys", keys.len());
    keys
}

fn collect(schema: &Value, table: &Table, path: &mut Vec<String>, keys: &mut Vec<Key>) {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().map(|name| name.as_str().unwrap()).collect();
    for (name, schema) in schema["properties"].as_object().unwrap() {
        path.push(name.clone());
        let below = table.get(name).and_then(toml::Value::as_table);
        if schema["properties"].is_object() {
            collect(schema, below.unwrap(), path, keys);
        } else if schema["additionalProperties"]["properties"].is_object() {
            for (name, table) in below.unwrap() {
                path.push(name.clone());
                collect(&schema["additionalProperties"], table.as_table().unwrap(), path, keys);
                path.pop();
            }
        } else {
            keys.push(Key { path: path.clone(), schema: schema.clone(), required: required.contains(&name.as_str()) });
        }
        path.pop();
    }
}

/// Whether the key's value is said to be no such number or word; how keys go together is told in other words.
fn tells_of(problems: &Problems, key: &Key) -> bool {
    let is_of_key = |problem: &&Problem| problem.key.as_deref() == Some(&key.shown());
    problems.list.iter().filter(is_of_key).any(|problem| problem.message.contains("; expected "))
        && !problems.list.iter().any(|problem| problem.message.contains("; expected at least "))
}

#[test]
fn the_reader_knows_every_key_of_the_schema() {
    load_text(FULL).unwrap();
    let document = full();
    for name in ["sql", "query"] {
        assert!(document["features"].as_table().unwrap().values().any(|feature| feature.get(name).is_some()));
    }
    for key in keys().iter().filter(|key| key.path[0] != "features" || key.path[1] == "monetary") {
        let present = key.table(&mut document.clone()).contains_key(key.name());
        assert!(present || key.name() == "query", "full.toml lacks {}", key.shown());
    }
}

#[test]
fn the_schema_knows_every_key_of_the_reader() {
    let sections = schema()["properties"].as_object().unwrap().clone();
    let mut tables = vec![(String::new(), sections.keys().cloned().collect::<Vec<_>>())];
    for (name, schema) in &sections {
        if let Some(keys) = schema["properties"].as_object() {
            tables.push((format!("[{name}]\n"), keys.keys().cloned().collect()));
        } else if let Some(keys) = schema["additionalProperties"]["properties"].as_object() {
            tables.push((format!("[{name}.x]\n"), keys.keys().cloned().collect()));
        }
    }
    assert_eq!(tables.len(), 10, "the document and its nine sections");
    for (header, mut keys) in tables {
        let problems = load_text(format!("{header}qqqqqqqqqqqq = 1\n")).unwrap_err();
        let unknown = problems.list.iter().find(|problem| problem.message == "unknown key").unwrap();
        let (_, listed) = unknown.help.as_deref().unwrap().split_once(" are ").unwrap();
        let mut listed: Vec<&str> = listed.split(", ").flat_map(|names| names.split(" and ")).collect();
        listed.sort_unstable();
        keys.sort_unstable();
        assert_eq!(listed, keys, "{header}");
    }
}

#[test]
fn exactly_the_required_keys_are_missed() {
    for key in keys() {
        // One of the two is needed, and a step by these windows: the schema says the first, and cannot say the second.
        let needed = key.required
            || ["features.monetary.sql", "features.favourite_month.query", "windows.step"].contains(&&*key.shown());
        let result = load_text(key.document_with(None));
        assert_eq!(result.is_err(), needed, "{}: {result:?}", key.shown());
    }
}

#[test]
fn a_key_that_is_left_out_has_the_default_of_the_schema() {
    for key in keys() {
        let Ok(plan) = load_text(key.document_with(None)) else { continue };
        let expected = key.schema.get("default").cloned().unwrap_or_default();
        assert_eq!(key.written(&plan.written), expected, "{}", key.shown());
        let full = key.written(&load_text(FULL).unwrap().written);
        let only_value = ["report.languages", "features.monetary.query"].contains(&&*key.shown())
            || key.shown().starts_with("features.favourite_month");
        assert!(full != expected || only_value, "{} is at its default in full.toml", key.shown());
    }
}

#[test]
fn the_limits_are_those_of_the_schema() {
    let mut limits = 0;
    for key in keys() {
        let is_whole = key.schema["type"] == "integer";
        for (name, included, outwards) in [
            ("minimum", true, -1.0),
            ("exclusiveMinimum", false, -1.0),
            ("maximum", true, 1.0),
            ("exclusiveMaximum", false, 1.0),
        ] {
            let Some(limit) = key.schema.get(name).and_then(Value::as_f64) else { continue };
            // The largest seed has no neighbour that a document can hold.
            if limit > 1e18 {
                continue;
            }
            let value = |number: f64| {
                if is_whole {
                    toml::Value::Integer(format!("{number}").parse().unwrap())
                } else {
                    toml::Value::Float(number)
                }
            };
            let at = load_text(key.document_with(Some(value(limit))));
            assert_eq!(
                at.as_ref().is_err_and(|problems| tells_of(problems, &key)),
                !included,
                "{} at {limit}",
                key.shown()
            );
            let step = if is_whole { 1.0 } else { 1e-9 };
            let beyond = load_text(key.document_with(Some(value(limit + outwards * step)))).unwrap_err();
            assert!(tells_of(&beyond, &key), "{} beyond {limit}", key.shown());
            limits += 1;
        }
    }
    assert!(limits >= 18, "{limits} limits");
}

#[test]
fn the_words_are_those_of_the_schema() {
    let mut words = 0;
    for key in keys() {
        let choices = key.schema["oneOf"].as_array().into_iter().flatten().map(|choice| choice["const"].clone());
        let listed = key.schema["anyOf"][0]["enum"].as_array().into_iter().flatten().cloned();
        for word in choices.chain(listed) {
            let text = key.document_with(Some(word.as_str().unwrap().into()));
            match load_text(text) {
                Ok(plan) => assert_eq!(key.written(&plan.written), word, "{}", key.shown()),
                // Tumbling windows and this step do not go together, which is told of the step.
                Err(problems) => assert!(!tells_of(&problems, &key), "{}: {problems}", key.shown()),
            }
            words += 1;
        }
    }
    assert!(words >= 20, "{words} words");
}
