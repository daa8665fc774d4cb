//! What a segment is called that no persona names.

use std::collections::BTreeMap;

use crate::language::{Figure, Message, in_every_language};
use crate::record::FeatureRecord;

/// A name made of features and whether the segment lies above all customers in them, by language tag:
/// "Amount spent ↑ Review score ↓". Without any: average customers.
#[must_use]
pub fn name_by_traits(traits: &[(usize, bool)], features: &[FeatureRecord]) -> BTreeMap<String, String> {
    let traits = traits.iter().filter_map(|(place, above)| Some((features.get(*place)?, *above)));
    let messages: Vec<Message> = traits
        .map(|(feature, above)| {
            let label =
                feature.label.iter().map(|(tag, label)| (tag.clone(), without_unit(label).to_owned())).collect();
            let id = if above { "segment-above" } else { "segment-below" };
            Message::new(id).with("feature", Figure::Label { label, name: feature.name.clone() })
        })
        .collect();
    if messages.is_empty() {
        in_every_language(&[Message::new("segment-average")])
    } else {
        in_every_language(&messages)
    }
}

/// The `count`th segment of that name, by language tag: the first as it is, then "Champions 2".
#[must_use]
pub fn numbered(name: BTreeMap<String, String>, count: u32) -> BTreeMap<String, String> {
    if count < 2 {
        return name;
    }
    name.into_iter().map(|(tag, name)| (tag, format!("{name} {count}"))).collect()
}

/// "Amount spent" of "Amount spent (BRL)".
fn without_unit(label: &str) -> &str {
    match label.rsplit_once(" (") {
        Some((name, unit)) if unit.ends_with(')') && !name.trim().is_empty() => name.trim_end(),
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_no_part_of_a_name() {
        assert_eq!(without_unit("Recency (days)"), "Recency");
        assert_eq!(without_unit("Orders"), "Orders");
        assert_eq!(without_unit(" (days)"), " (days)");
        assert_eq!(without_unit("Spent (net) yearly"), "Spent (net) yearly");
    }

    #[test]
    fn a_name_says_in_which_direction() {
        let feature = |name: &str, label: Option<(&str, &str)>| FeatureRecord {
            name: name.to_owned(),
            label: label.into_iter().map(|(tag, label)| (tag.to_owned(), label.to_owned())).collect(),
            sql: String::new(),
            missing: String::new(),
            transform: None,
            scale: String::new(),
        };
        let features = [feature("spent", Some(("fr", "Dépensé (BRL)"))), feature("orders", None)];
        let name = name_by_traits(&[(1, false), (0, true)], &features);
        assert_eq!((name["en"].as_str(), name["fr"].as_str()), ("orders ↓ spent ↑", "orders ↓ Dépensé ↑"));
        assert_eq!(numbered(name, 2)["fr"], "orders ↓ Dépensé ↑ 2");
        assert_eq!(name_by_traits(&[], &features)["en"], "Average customers");
    }
}
