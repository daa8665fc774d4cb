//! The keys in docs/configuration.md are those of the schema.

use serde_json::Value;

use super::checked_in;
use crate::config::schema;

const FILE: &str = "docs/configuration.md";
const BEGIN: &str = "<!-- keys: made of the schema by `UPDATE=1 cargo test reference` -->\n";
const END: &str = "<!-- end of keys -->\n";

/// `UPDATE=1` writes the keys; the rest of the page is written by hand.
#[test]
fn the_reference_lists_the_keys_of_the_schema() {
    let page = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE)).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let current = format!("{before}{BEGIN}{}{END}{after}", keys(&schema()));
    assert_eq!(checked_in(FILE, &current), current);
}

fn keys(schema: &Value) -> String {
    let mut page = String::new();
    let properties = schema["properties"].as_object().unwrap();
    let sections =
        ["sources", "orders", "windows", "features", "model", "personas", "stability", "checks", "contract", "report"];
    assert!(sections.iter().all(|section| properties.contains_key(*section)));
    page += &table("At the top", "", schema, |key| !sections.contains(&key));
    for section in sections {
        let schema = &properties[section];
        let description = schema["description"].as_str().unwrap();
        let each = &schema["additionalProperties"];
        let one_of_list = &schema["items"];
        page += &if one_of_list["properties"].is_object() {
            table(&format!("`[[{section}]]`"), description, one_of_list, |_| true)
        } else if each["properties"].is_object() {
            table(&format!("`[{section}.NAME]`"), description, each, |_| true)
        } else {
            table(&format!("`[{section}]`"), description, schema, |_| true)
        };
    }
    page
}

fn table(title: &str, description: &str, schema: &Value, is_shown: impl Fn(&str) -> bool) -> String {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let mut lines = vec![format!("\n### {title}\n")];
    if !description.is_empty() {
        lines.push(format!("{description}\n"));
    }
    lines.push("| key | value | default | meaning |\n|---|---|---|---|".to_owned());
    let is_required = |key: &str| required.contains(&key.into());
    let mut keys: Vec<_> = schema["properties"].as_object().unwrap().iter().filter(|(key, _)| is_shown(key)).collect();
    keys.sort_by_key(|(key, _)| !is_required(key));
    for (key, schema) in keys {
        let default = match &schema["default"] {
            Value::Null if is_required(key) => "required".to_owned(),
            Value::Null => "–".to_owned(),
            default if default.is_object() => "`{}`".to_owned(),
            default => format!("`{default}`"),
        };
        let meaning = schema["description"].as_str().unwrap();
        lines.push(format!("| `{key}` | {} | {default} | {meaning}{} |", value(schema), words(schema)));
    }
    lines.join("\n") + "\n"
}

fn value(schema: &Value) -> String {
    let choices = schema["oneOf"].as_array().map(|choices| choices.iter().map(|choice| &choice["const"]).collect());
    let listed: Option<Vec<&Value>> = choices.or_else(|| schema["enum"].as_array().map(|all| all.iter().collect()));
    if let Some(words) = listed {
        return words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    }
    if let Some(kinds) = schema["anyOf"].as_array() {
        return kinds.iter().map(value).collect::<Vec<_>>().join(", ");
    }
    let example = schema["examples"][0].as_str().map(|example| format!(", as in `\"{example}\"`"));
    let kind = match schema["type"].as_str().unwrap() {
        "string" => "text".to_owned(),
        "integer" => format!("whole number{}", limits(schema)),
        "number" => format!("number{}", limits(schema)),
        "array" => format!("list of {}", value(&schema["items"])),
        "object" if schema["properties"].is_object() => {
            let keys = schema["properties"].as_object().unwrap().iter();
            let keys = keys.map(|(key, schema)| format!("`{key}` ({})", value(schema)));
            format!("table of {}", keys.collect::<Vec<_>>().join(", "))
        }
        "object" => format!("table of {}", value(&schema["additionalProperties"])),
        other => panic!("a type that this page lacks: {other}"),
    };
    kind + &example.unwrap_or_default()
}

fn limits(schema: &Value) -> String {
    let ends = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"].map(|name| match &schema[name] {
        // Whole limits without the point that JSON gives to numbers.
        Value::Number(limit) if !limit.is_u64() => limit.as_f64().map(|limit| limit.to_string()),
        limit => limit.as_u64().map(|limit| limit.to_string()),
    });
    match ends {
        [Some(low), _, Some(high), _] => format!(" from {low} to {high}"),
        [Some(low), ..] => format!(" of {low} or more"),
        [_, Some(low), Some(high), _] => format!(" above {low} and at most {high}"),
        [_, Some(low), _, Some(high)] => format!(" above {low} and below {high}"),
        _ => String::new(),
    }
}

fn words(schema: &Value) -> String {
    let choices = schema["oneOf"].as_array().into_iter().flatten();
    let described = choices.filter_map(|choice| {
        let meaning = choice["description"].as_str()?.trim_end_matches('.');
        Some(format!("`{}`: {meaning}", choice["const"]))
    });
    let described: Vec<String> = described.collect();
    if described.is_empty() { String::new() } else { format!(" {}.", described.join("; ")) }
}
