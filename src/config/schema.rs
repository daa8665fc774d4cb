//! The JSON Schema of `pipeline.toml`, for editors and for the documentation.

use std::sync::LazyLock;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Map, Value};

use super::section::Pipeline;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<Pipeline>();
    RecursiveTransform(as_toml).transform(&mut schema);
    schema.to_value()
});

/// The JSON Schema (draft 7, which editors of TOML understand) of `pipeline.toml`.
#[must_use]
pub fn schema() -> Value {
    SCHEMA.clone()
}

/// Takes out of a schema what says nothing of a TOML file.
fn as_toml(schema: &mut Schema) {
    // TOML has no null: a key that is optional is left out.
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let optional = schema.get("anyOf").and_then(Value::as_array).and_then(|choices| match choices.as_slice() {
        [choice, null] if null.get("type").is_some_and(|name| name == "null") => choice.as_object().cloned(),
        _ => None,
    });
    if let Some(choice) = optional {
        schema.remove("anyOf");
        for (name, value) in choice {
            if schema.get(&name).is_none() {
                schema.insert(name, value);
            }
        }
    }
    // Sizes of Rust's integers, which are no format of JSON Schema.
    schema.remove("format");
    // The keys of a section have their own defaults.
    if schema.get("properties").is_some() {
        schema.remove("default");
    }
    // The line breaks of this program's source.
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
}

/// The sections that have a key `name`, as their headers are written.
pub fn sections_with(name: &str) -> Vec<String> {
    let Some(sections) = SCHEMA.get("properties").and_then(Value::as_object) else { return Vec::new() };
    let has = |schema: &Value| properties(schema).is_some_and(|keys| keys.contains_key(name));
    let headers = sections.iter().filter_map(|(section, schema)| match schema.get("additionalProperties") {
        Some(each) if has(each) => Some(format!("[{section}.NAME]")),
        _ if has(schema) => Some(format!("[{section}]")),
        _ => None,
    });
    headers.collect()
}

/// What to do about a missing key or section: how it is written, and the beginning of its description.
pub fn how_to_write(path: &str) -> String {
    // An element of a list is written as the list.
    let mut names = path.split('.').map(|name| name.split('[').next().unwrap_or(name));
    let section = names.next().and_then(|name| properties(&SCHEMA)?.get(name));
    // The key is the last name; one between them is the user's, of a source or a feature, or that of a table.
    let Some(key) = names.next_back() else {
        let example = section.and_then(example).map(|example| format!("{path} = {example}"));
        return say(&example.unwrap_or_else(|| format!("[{path}] and its keys below")), section);
    };
    let keys = section.and_then(|section| {
        let each = ["additionalProperties", "items"].into_iter().find_map(|each| properties(section.get(each)?));
        each.or_else(|| properties(section))
    });
    let table = names.next().and_then(|name| keys?.get(name)?.get("anyOf")?.as_array()?.iter().find_map(properties));
    let schema = table.or(keys).and_then(|keys| keys.get(key));
    say(&format!("{key} = {}", schema.and_then(example).unwrap_or_default()), schema)
}

fn say(written: &str, schema: Option<&Value>) -> String {
    let description = schema.and_then(|schema| schema.get("description")?.as_str()).unwrap_or_default();
    let end = [". ", "; ", ": "].iter().filter_map(|end| description.find(end)).min();
    let beginning = description.get(..end.unwrap_or(description.len())).unwrap_or_default().trim_end_matches('.');
    let mut letters = beginning.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("write {written}: {first}{}", letters.as_str())
}

fn example(schema: &Value) -> Option<String> {
    match schema.get("examples")?.get(0)? {
        Value::Object(table) => {
            let entries = table.iter().map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>();
            Some(format!("{{ {} }}", entries.join(", ")))
        }
        value => Some(value.to_string()),
    }
}

fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties").and_then(Value::as_object)
}
