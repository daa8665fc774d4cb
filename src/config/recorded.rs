//! The configuration that a run has recorded, as the file that it was read from.
//!
//! A record has SQL and templates in place of the names of their files, and lists in place of tables whose order counts.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::problem::{Blame, Problem, Problems};

/// Tables with names of the user's, and the folder of templates.
const NAMED: [&str; 2] = ["sources", "features"];
const TEMPLATES: &str = "templates";

/// The text of a `pipeline.toml`, and the files that it names.
pub(super) struct Recorded {
    pub text: String,
    pub files: BTreeMap<String, String>,
}

impl Recorded {
    /// # Errors
    /// When this is not what a run records.
    pub fn of(configuration: &Value) -> Result<Self, Problems> {
        let Value::Object(mut rest) = configuration.clone() else { return Err(unusable("it is no object")) };
        let mut files = BTreeMap::new();
        if let Some(Value::Object(orders)) = rest.get_mut("orders") {
            name_file(orders, "sql", "orders.sql".to_owned(), &mut files);
        }
        if let Some(Value::Object(report)) = rest.get_mut("report")
            && let Some(Value::Object(templates)) = report.remove(TEMPLATES)
        {
            let texts = templates.into_iter().filter_map(|(name, text)| Some((name, text.as_str()?.to_owned())));
            files.extend(texts.map(|(name, text)| (format!("{TEMPLATES}/{name}"), text)));
            report.insert(TEMPLATES.to_owned(), TEMPLATES.into());
        }
        let mut named = Vec::new();
        for group in NAMED {
            let Some(Value::Array(sections)) = rest.remove(group) else {
                return Err(unusable(&format!("{group} is no list")));
            };
            for section in sections {
                let Value::Object(mut section) = section else {
                    return Err(unusable(&format!("{group} has no tables")));
                };
                let Some(Value::String(name)) = section.remove("name") else {
                    return Err(unusable(&format!("{group} has a table without a name")));
                };
                name_file(&mut section, "query", format!("{name}.sql"), &mut files);
                named.push((group, name, section));
            }
        }
        let mut text = toml(Value::Object(rest))?;
        // One after the other: a table of TOML keeps no order.
        for (group, name, section) in named {
            text += &toml(nested(group, nested(&name, Value::Object(section))))?;
        }
        Ok(Self { text, files })
    }
}

/// Takes a text out of a section, as a file of its own, and puts the file's name there.
fn name_file(section: &mut Map<String, Value>, key: &str, file: String, files: &mut BTreeMap<String, String>) {
    if let Some(Value::String(text)) = section.get_mut(key) {
        files.insert(file.clone(), std::mem::replace(text, file));
    }
}

fn nested(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

fn toml(mut value: Value) -> Result<String, Problems> {
    drop_nulls(&mut value);
    toml::to_string(&value).map(|text| text + "\n").map_err(|error| unusable(&error.to_string()))
}

/// What is null was not written.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            entries.retain(|_, value| !value.is_null());
            entries.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

pub(super) fn unusable(why: &str) -> Problems {
    let problem = Problem::new(format!("the configuration in run.json is not what a run records: {why}"))
        .help("segwatch verify RUN says whether the run is as it was written");
    Problems::one(Blame::Configuration, problem)
}
