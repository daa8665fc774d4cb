//! What a segment is called, and what to do with it, when its profile is as described.

use std::collections::BTreeMap;

/// One of `[[personas]]`: the first whose conditions a segment meets gives it its name.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonaPlan {
    /// The name, by language tag. At least one.
    pub name: BTreeMap<String, String>,
    /// Who they are, by language tag. May be empty.
    pub description: BTreeMap<String, String>,
    /// What to do with them, by language tag. May be empty.
    pub action: BTreeMap<String, String>,
    /// All of them have to hold. At least one.
    pub when: Vec<Condition>,
}

/// What has to hold of one feature within a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The feature's name, one of the plan's.
    pub feature: String,
    /// All of them have to hold. At least one.
    pub bounds: Vec<Bound>,
}

/// A bound of a feature within a segment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// On which side the segment has to be.
    pub side: Side,
    /// The bound itself.
    pub number: f64,
    /// What is held against it.
    pub measure: Measure,
}

/// On which side of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Below it.
    Below,
    /// Below it or on it.
    AtMost,
    /// Above it.
    Above,
    /// Above it or on it.
    AtLeast,
}

/// What of a feature within a segment is held against a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The segment's median, in the feature's own unit.
    Median,
    /// How many standard deviations of all customers the segment's mean lies from theirs: `sd` in `pipeline.toml`.
    Deviations,
}
