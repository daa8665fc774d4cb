//! `[[personas]]`: what segments are called, and what to do with them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Item, Reported, Table, Value, list, nearest, quoted};
use crate::config::value::{Bounds, Label};
use crate::plan::{Condition, PersonaPlan};
use crate::problem::Problem;

/// What a segment is called when its profile meets all conditions. The personas are tried in their order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Persona {
    /// The name, by language tag.
    name: Label,
    /// What has to hold, by feature: "> 0.5 sd" compares how many standard deviations of all customers the segment's
    /// mean lies from theirs, "< 3" the segment's median in the feature's own unit; " and " joins two.
    when: Conditions,
    /// Who they are, by language tag.
    #[schemars(default)]
    description: Label,
    /// What to do with them, by language tag.
    #[schemars(default)]
    action: Label,
}

/// Bounds by feature.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("minProperties" = 1))]
struct Conditions(BTreeMap<String, Bounds>);

fn nameless(table: &Table<'_>) -> Reported {
    let help = "write a name in one language at least, as in { en = \"Champions\" }";
    table.report("name", Problem::new("found no name").help(help))
}

impl Conditions {
    /// Refuses features that are not among `features`.
    fn on(self, features: &[&str], table: &Table<'_>) -> Result<Self, Reported> {
        let mut refused = None;
        for stranger in self.0.keys().filter(|name| !features.contains(&name.as_str())) {
            let problem = Problem::new(format!("found no feature named {}", quoted(stranger)));
            let help = match nearest(stranger, features.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the features are {}", list(features, "and")),
            };
            refused = Some(table.report("when", problem.help(help)));
        }
        refused.map_or(Ok(self), Err)
    }
}

impl Value for Conditions {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "a bound for each feature, as in { frequency = \"> 0.5 sd\" }";
        let entries = item.entries().filter(|entries| !entries.is_empty());
        let Some(entries) = entries else { return Err(item.report(item.mismatch(expected))) };
        let mut conditions = BTreeMap::new();
        let mut refused = None;
        for (feature, item) in entries {
            match Bounds::read(&item) {
                Ok(bounds) => {
                    conditions.insert(feature.to_owned(), bounds);
                }
                Err(reported) => refused = Some(reported),
            }
        }
        refused.map_or(Ok(Self(conditions)), Err)
    }
}

impl Persona {
    /// Reads one, whose conditions may be on `features`.
    ///
    /// # Errors
    /// [`Reported`] after every problem of the table was told.
    pub fn read(table: &mut Table<'_>, features: &[&str]) -> Result<Self, Reported> {
        let name: Result<Label, Reported> = table.key("name").required();
        let name = name.and_then(|name| if name.0.is_empty() { Err(nameless(table)) } else { Ok(name) });
        let when: Result<Conditions, Reported> = table.key("when").required();
        let when = when.and_then(|when| when.on(features, table));
        let description = table.key("description").or(Label::default());
        let action = table.key("action").or(Label::default());
        Ok(Self { name: name?, when: when?, description: description?, action: action? })
    }

    pub fn into_plan(self) -> PersonaPlan {
        let when = self.when.0.into_iter();
        PersonaPlan {
            name: self.name.0,
            description: self.description.0,
            action: self.action.0,
            when: when.map(|(feature, bounds)| Condition { feature, bounds: bounds.bounds }).collect(),
        }
    }
}
