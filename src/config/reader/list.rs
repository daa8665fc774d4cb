//! Text, and lists of values.

use toml::de::DeValue;

use super::item::quoted;
use super::{Item, Reported, Value};

impl Value for String {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        item.text("text in quotes").map(str::to_owned)
    }
}

/// A list whose values differ.
impl<T: Value + PartialEq> Value for Vec<T> {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let Some(elements) = item.elements() else {
            let problem = item.mismatch("a list, as in [\"a\", \"b\"]");
            return Err(item.report(match item.value {
                DeValue::String(text) => problem.help(format!("write [{}]", quoted(text))),
                _ => problem,
            }));
        };
        let mut values = Self::new();
        let mut refused = None;
        for element in elements {
            match T::read(&element) {
                Ok(value) if values.contains(&value) => {
                    refused = Some(element.report(element.mismatch("every value once").help("remove this one")));
                }
                Ok(value) => values.push(value),
                Err(reported) => refused = Some(reported),
            }
        }
        refused.map_or(Ok(values), Err)
    }
}
