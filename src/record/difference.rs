//! What changed from one JSON document to another, key by key.

use serde::Serialize;
use serde_json::Value;

/// A key whose value is another, or is there in one of the two only.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Where: `model.k`, `features.recency_days.sql`, `stages[2].rows`.
    pub key: String,
    /// Its value before; null where it was not there.
    pub before: Option<Value>,
    /// Its value after; null where it is not there any more.
    pub after: Option<Value>,
}

/// What differs, in the order of `before`, then of `after`. Lists of objects with a `name` are compared by it, other lists
/// place by place.
#[must_use]
pub fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(String::new(), Some(before), Some(after), &mut found);
    found
}

fn compare(key: String, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Difference>) {
    if before == after {
        return;
    }
    let (Some(one), Some(other)) =
        (before.and_then(|value| parts(&key, value)), after.and_then(|value| parts(&key, value)))
    else {
        found.push(Difference { key, before: before.cloned(), after: after.cloned() });
        return;
    };
    for (part, value) in &one {
        let same = other.iter().find(|(name, _)| name == part).map(|(_, value)| *value);
        compare(part.clone(), Some(value), same, found);
    }
    for (part, value) in other.iter().filter(|(part, _)| one.iter().all(|(name, _)| name != part)) {
        compare(part.clone(), None, Some(value), found);
    }
}

/// What is in an object or a list, each by its key; `None` of other values.
fn parts<'a>(key: &str, value: &'a Value) -> Option<Vec<(String, &'a Value)>> {
    let below = |name: &str| if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
    match value {
        Value::Object(object) => Some(object.iter().map(|(name, value)| (below(name), value)).collect()),
        Value::Array(list) => {
            let names = list.iter().map(|item| item.get("name").and_then(Value::as_str)).collect::<Option<Vec<_>>>();
            let place = |(index, value)| (format!("{key}[{index}]"), value);
            Some(match names {
                Some(names) => names.into_iter().map(below).zip(list).collect(),
                None => list.iter().enumerate().map(place).collect(),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_names_and_places_are_told() {
        let before = json!({
            "model": { "k": 3, "seed": 1 },
            "features": [{ "name": "recency", "sql": "a" }, { "name": "monetary", "sql": "b" }],
            "amounts": ["x", "y"],
            "kept": null,
        });
        let after = json!({
            "model": { "k": { "min": 2 }, "seed": 1 },
            "features": [{ "name": "monetary", "sql": "c" }, { "name": "recency", "sql": "a" }],
            "amounts": ["x"],
            "new": 7,
        });
        let found = differences(&before, &after);
        let found = found.iter().map(|found| (found.key.as_str(), found.before.clone(), found.after.clone()));
        let expected = [
            ("amounts[1]", Some(json!("y")), None),
            ("features.monetary.sql", Some(json!("b")), Some(json!("c"))),
            ("kept", Some(Value::Null), None),
            ("model.k", Some(json!(3)), Some(json!({ "min": 2 }))),
            ("new", None, Some(json!(7))),
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
        assert_eq!(differences(&before, &before), []);
    }
}
