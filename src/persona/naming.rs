//! Names for identities, in a chain of models.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::condition::fits;
use crate::plan::PersonaPlan;
use crate::record::{FeatureRecord, SegmentName, SegmentProfile, Trait, name_by_traits, numbered};

/// Traits that a descriptive name begins with; more where that is not enough to tell two segments apart.
const TRAITS: usize = 2;

/// A segment of a fitted model, by its identity.
#[derive(Debug, Clone)]
pub struct FittedSegment {
    /// The number that it keeps through re-fits.
    pub identity: u32,
    /// What its customers have in common.
    pub profile: SegmentProfile,
}

/// What a name is made from, before it is numbered: the place of a persona, or features with their directions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    Persona(usize),
    Traits(Vec<(usize, bool)>),
}

/// The names of all identities of `models`, the oldest first.
///
/// An identity is named when it first appears, by its profile then. Personas are tried in their order, and each names at
/// most one segment of a model: of several new ones that meet its conditions, the largest. A segment that no persona
/// is left for is called by the two features in which it differs most, and by as many more as it takes to differ
/// from the other segments of its model. A name that an earlier segment had is given again with a number: "Champions 2".
#[must_use]
pub fn names(
    models: &[(NaiveDate, Vec<FittedSegment>)],
    personas: &[PersonaPlan],
    features: &[FeatureRecord],
) -> BTreeMap<u32, SegmentName> {
    let mut named: BTreeMap<u32, SegmentName> = BTreeMap::new();
    let mut roots: BTreeMap<u32, Root> = BTreeMap::new();
    let mut given: BTreeMap<Root, u32> = BTreeMap::new();
    for (end, segments) in models {
        let mut taken: Vec<Root> =
            segments.iter().filter_map(|segment| roots.get(&segment.identity)).cloned().collect();
        let new = segments.iter().filter(|segment| !named.contains_key(&segment.identity)).collect::<Vec<_>>();
        for (segment, root) in new_roots(&new, personas, features, &mut taken) {
            let count = given.entry(root.clone()).or_insert(0);
            *count += 1;
            named.insert(segment.identity, name(segment, &root, *count, *end, personas, features));
            roots.insert(segment.identity, root);
        }
    }
    named
}

/// What each of the `new` segments of a model is named by; `taken` are those of the model's other segments.
fn new_roots<'a>(
    new: &[&'a FittedSegment],
    personas: &[PersonaPlan],
    features: &[FeatureRecord],
    taken: &mut Vec<Root>,
) -> Vec<(&'a FittedSegment, Root)> {
    let columns = features.iter().map(|feature| feature.name.as_str()).collect::<Vec<_>>();
    let mut unnamed = new.to_vec();
    unnamed.sort_by_key(|segment| (std::cmp::Reverse(segment.profile.size.customers), segment.identity));
    let mut found = Vec::new();
    for (place, persona) in personas.iter().enumerate() {
        let root = Root::Persona(place);
        if taken.contains(&root) {
            continue;
        }
        if let Some(index) = unnamed.iter().position(|segment| fits(persona, &segment.profile, &columns)) {
            found.push((unnamed.remove(index), root.clone()));
            taken.push(root);
        }
    }
    for segment in unnamed {
        let traits = &segment.profile.traits;
        let root_of = |count: usize| Root::Traits(traits.iter().take(count).map(direction).collect());
        let told_apart = (TRAITS..traits.len()).map(root_of).find(|root| !taken.contains(root));
        let root = told_apart.unwrap_or_else(|| root_of(traits.len()));
        found.push((segment, root.clone()));
        taken.push(root);
    }
    found
}

fn direction(of: &Trait) -> (usize, bool) {
    (of.feature, of.z > 0.0)
}

fn name(
    segment: &FittedSegment,
    root: &Root,
    count: u32,
    since: NaiveDate,
    personas: &[PersonaPlan],
    features: &[FeatureRecord],
) -> SegmentName {
    let persona = match root {
        Root::Persona(place) => personas.get(*place),
        Root::Traits(_) => None,
    };
    let name = match (persona, root) {
        (Some(persona), _) => persona.name.clone(),
        (None, Root::Traits(traits)) => name_by_traits(traits, features),
        (None, Root::Persona(_)) => BTreeMap::new(),
    };
    let texts = |pick: fn(&PersonaPlan) -> &BTreeMap<String, String>| persona.map(pick).cloned().unwrap_or_default();
    SegmentName {
        identity: segment.identity,
        since,
        name: numbered(name, count),
        description: texts(|persona| &persona.description),
        action: texts(|persona| &persona.action),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Bound, Condition, Measure, Side};
    use crate::record::{SegmentFeature, SegmentSize};

    fn spoken(text: &str) -> BTreeMap<String, String> {
        BTreeMap::from([("en".to_owned(), text.to_owned())])
    }

    fn persona(name: &str, feature: &str, side: Side, number: f64) -> PersonaPlan {
        let bounds = vec![Bound { side, number, measure: Measure::Deviations }];
        PersonaPlan {
            name: spoken(name),
            description: spoken("…"),
            action: BTreeMap::new(),
            when: vec![Condition { feature: feature.to_owned(), bounds }],
        }
    }

    fn feature(name: &str) -> FeatureRecord {
        FeatureRecord {
            name: name.to_owned(),
            label: BTreeMap::new(),
            sql: String::new(),
            missing: String::new(),
            transform: None,
            scale: String::new(),
        }
    }

    /// A segment by its identity, its customers and its z of two features.
    fn segment(identity: u32, customers: u64, z: [f64; 2]) -> FittedSegment {
        let value = |z| SegmentFeature { mean: z, quartile_1: z, median: z, quartile_3: z, scaled: z, z };
        let mut traits = [Trait { feature: 0, z: z[0] }, Trait { feature: 1, z: z[1] }].to_vec();
        traits.retain(|of| of.z.abs() >= 0.2);
        traits.sort_by(|left, right| right.z.abs().total_cmp(&left.z.abs()));
        let size = SegmentSize { customers, share: 0.1, revenue_share: None };
        FittedSegment {
            identity,
            profile: SegmentProfile { segment: identity, size, features: z.map(value).to_vec(), traits },
        }
    }

    fn named(models: &[&[FittedSegment]]) -> BTreeMap<u32, String> {
        let personas =
            [persona("Champions", "spent", Side::Above, 1.0), persona("Dormant", "orders", Side::Below, -1.0)];
        let end = |index: usize| NaiveDate::from_ymd_opt(2024, u32::try_from(index).unwrap() + 1, 1).unwrap();
        let models = models.iter().enumerate().map(|(index, segments)| (end(index), segments.to_vec()));
        let found = names(&models.collect::<Vec<_>>(), &personas, &[feature("spent"), feature("orders")]);
        found.into_iter().map(|(identity, name)| (identity, name.name["en"].clone())).collect()
    }

    #[test]
    fn of_several_that_fit_a_persona_the_largest_has_its_name() {
        let found = named(&[&[segment(0, 10, [2.0, 0.0]), segment(1, 30, [1.5, 0.1]), segment(2, 5, [1.2, -1.5])]]);
        assert_eq!(found, BTreeMap::from([(0, "spent ↑".into()), (1, "Champions".into()), (2, "Dormant".into())]));
    }

    #[test]
    fn a_name_stays_while_the_profile_moves_and_is_never_that_of_another() {
        let first = [segment(0, 10, [2.0, 0.0]), segment(1, 30, [0.0, -2.0])];
        // 0 goes on, though it is no champion any more; 2 is new and is one.
        let second = [segment(0, 10, [0.1, 0.0]), segment(2, 30, [3.0, 0.0])];
        // 0 is gone: 3 is a champion, and not the first.
        let third = [segment(3, 10, [2.0, 0.0]), segment(2, 30, [3.0, 0.0])];
        let found = named(&[&first, &second, &third]);
        let expected = [(0, "Champions"), (1, "Dormant"), (2, "spent ↑"), (3, "Champions 2")];
        assert_eq!(found, expected.map(|(identity, name)| (identity, name.to_owned())).into());
    }

    #[test]
    fn segments_of_one_model_are_told_apart() {
        let alike = [segment(0, 10, [0.5, 0.3]), segment(1, 20, [0.6, 0.3]), segment(2, 30, [0.0, 0.0])];
        let found = named(&[&alike]);
        assert_eq!(
            found,
            [(0, "spent ↑ orders ↑ 2"), (1, "spent ↑ orders ↑"), (2, "Average customers")]
                .map(|(identity, name)| (identity, name.to_owned()))
                .into()
        );
    }
}
