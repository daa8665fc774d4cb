//! Tables with names of the user's: `[sources.NAME]`, `[features.NAME]`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use toml::de::DeValue;

use super::item::join;
use super::{Item, Reported, Section, Table};
use crate::problem::Problem;

/// What the names of some tables may be.
pub struct Names {
    /// What one of the tables is: "source".
    pub noun: &'static str,
    /// How one is written: `[sources.orders]`.
    pub example: &'static str,
    /// Names that mean something else, and what.
    pub reserved: &'static [(&'static str, &'static str)],
}

/// Sections by name, in the order written. At least one.
///
/// A record of them is a list, each with its name, because their order is part of what was written and a JSON
/// object has none.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct NamedList<T>(pub Vec<Named<T>>);

/// A section and its name.
#[derive(Debug, Clone, Serialize)]
pub struct Named<T> {
    /// The name.
    pub name: String,
    /// What it holds.
    #[serde(flatten)]
    pub section: T,
}

impl<T> NamedList<T> {
    /// What `make` makes of each name and section.
    pub fn map<U>(self, make: impl Fn(String, T) -> U) -> Vec<U> {
        self.0.into_iter().map(|named| make(named.name, named.section)).collect()
    }
}

impl Table<'_> {
    /// The sections below `name`, which must be there.
    ///
    /// # Errors
    /// When there is none, or one has a problem.
    pub fn named<T: Section>(&mut self, name: &'static str, names: &Names) -> Result<NamedList<T>, Reported> {
        let none = |noun: &str| Problem::new(format!("found no {noun}; expected at least one"));
        let help = format!("add {} and its keys", names.example);
        let Some(value) = self.ask(name) else {
            return Err(self.report_missing(name, none(names.noun).help(help)));
        };
        let group = Item::new(join(&self.path, name), value, self.context);
        let Some(entries) = group.entries() else {
            let expected = format!("a table per {}, each with its name, as in {}", names.noun, names.example);
            let help = format!("write {} in single brackets on a line of its own, and its keys below", names.example);
            return Err(group.report(group.mismatch(expected).help(help)));
        };
        if entries.is_empty() {
            return Err(group.report(none(names.noun).of(name).help(help)));
        }
        let sections = entries.into_iter().map(|(name, item)| read_one(name, &item, names));
        // Every one is read before the first refusal is passed on.
        let sections: Vec<Result<Named<T>, Reported>> = sections.collect();
        sections.into_iter().collect::<Result<_, _>>().map(NamedList)
    }
}

fn read_one<'a, T: Section>(name: &'a str, item: &Item<'a>, names: &Names) -> Result<Named<T>, Reported> {
    let DeValue::Table(entries) = item.value else {
        let problem = item.mismatch(format_args!("a {} with a name, as in {}", names.noun, names.example));
        return Err(item.report(problem.help("the name goes into the header, and the keys below it")));
    };
    let table = Table::new(item.context, item.path.clone(), Some(entries), Some(item.offset));
    let section = table.read();
    check_name(name, item, names)?;
    Ok(Named { name: name.to_owned(), section: section? })
}

fn check_name(name: &str, item: &Item<'_>, names: &Names) -> Result<(), Reported> {
    if let Some((_, meaning)) = names.reserved.iter().find(|(reserved, _)| *reserved == name) {
        let problem = item.problem(format!("a {} cannot be named `{name}`: {meaning}", names.noun));
        return Err(item.report(problem.help("give it another name")));
    }
    if is_identifier(name) {
        return Ok(());
    }
    let problem = item.problem(format!(
        "found the name \"{name}\"; expected lower-case letters, digits and underscores, not starting with a digit"
    ));
    let suggestion = identifier(name);
    Err(item.report(match suggestion {
        Some(suggestion) => problem.help(format!("SQL uses it as it stands: write {suggestion}")),
        None => problem.help("SQL uses it as it stands"),
    }))
}

/// Whether SQL takes `name` as it stands: `[a-z_][a-z0-9_]*`.
pub fn is_identifier(name: &str) -> bool {
    let first = |c: char| c.is_ascii_lowercase() || c == '_';
    name.starts_with(first) && name.chars().all(|c| first(c) || c.is_ascii_digit())
}

/// The identifier nearest to `name`, if its letters allow one.
fn identifier(name: &str) -> Option<String> {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    Some(plain).filter(|plain| name.is_ascii() && is_identifier(plain))
}

impl<T: JsonSchema> JsonSchema for NamedList<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Named{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "minProperties": 1,
            "propertyNames": { "pattern": "^[a-z_][a-z0-9_]*$" },
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}
