//! Whether a segment's profile meets conditions.

use crate::plan::{Bound, Condition, Measure, PersonaPlan, Side};
use crate::record::SegmentProfile;

/// Whether `profile`, by feature in the order of `features`, meets all conditions of `persona`.
pub(super) fn fits(persona: &PersonaPlan, profile: &SegmentProfile, features: &[&str]) -> bool {
    persona.when.iter().all(|condition| meets(condition, profile, features))
}

fn meets(condition: &Condition, profile: &SegmentProfile, features: &[&str]) -> bool {
    let index = features.iter().position(|name| *name == condition.feature);
    index.and_then(|index| profile.features.get(index)).is_some_and(|feature| {
        condition.bounds.iter().all(|bound| {
            let value = match bound.measure {
                Measure::Median => feature.median,
                Measure::Deviations => feature.z,
            };
            is_within(*bound, value)
        })
    })
}

fn is_within(bound: Bound, value: f64) -> bool {
    match bound.side {
        Side::Below => value < bound.number,
        Side::AtMost => value <= bound.number,
        Side::Above => value > bound.number,
        Side::AtLeast => value >= bound.number,
    }
}
