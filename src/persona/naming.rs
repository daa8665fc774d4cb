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
