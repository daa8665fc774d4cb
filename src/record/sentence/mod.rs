//! A conclusion together with the sentences that say it to people.
//!
//! A file here for each conclusion chooses messages and their figures, once for all languages. The messages are in
//! `reports/sentences`, a Fluent file for each language.

mod cadence;
mod choice;
mod explanation;
mod policy;
mod segment_name;
mod verdict;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Explanation, PolicyChoice};
use crate::calendar::Period;
use crate::language::{Message, in_every_language};
use crate::selection::Choice;
use crate::stability::{AgeSurvival, Cadence, Verdict};

pub use segment_name::{name_by_traits, numbered};

/// A conclusion and its sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// The conclusion.
    #[serde(flatten)]
    pub value: T,
    /// A few sentences for people, by language tag.
    pub sentence: BTreeMap<String, String>,
}

/// What a conclusion is about: the facts that its sentence names and it does not hold itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms<'a> {
    /// End of the window that the reference model was fitted on.
    pub reference_end: NaiveDate,
    /// The agreement the contract asks for.
    pub threshold: f64,
    /// The level of the intervals, as in 0.95.
    pub confidence: f64,
    /// The share of models that must hold.
    pub service_level: f64,
    /// From one window's end to the next.
    pub step: Period,
    /// The survival that the cadences were read from.
    pub survival: &'a [AgeSurvival],
}

impl<T> Stated<T> {
    fn new(value: T, say: impl FnOnce(&T) -> Vec<Message>) -> Self {
        let sentence = in_every_language(&say(&value));
        Self { value, sentence }
    }
}

impl Stated<Verdict> {
    /// The verdict on the reference model, with its sentence in every language there is.
    #[must_use]
    pub fn verdict(value: Verdict, terms: &Terms) -> Self {
        Self::new(value, |value| verdict::verdict(value, terms))
    }
}

impl Stated<Cadence> {
    /// How often to fit again, with its sentence in every language there is.
    #[must_use]
    pub fn retrain(value: Cadence, terms: &Terms) -> Self {
        Self::new(value, |value| cadence::retrain(value, terms))
    }

    /// How often to label customers again, with its sentence in every language there is.
    #[must_use]
    pub fn rescore(value: Cadence, terms: &Terms) -> Self {
        Self::new(value, |value| cadence::rescore(value, terms))
    }
}

impl Stated<Explanation> {
    /// Why the reference model fits the newest customers less well, with its sentence in every language there is.
    #[must_use]
    pub fn explanation(value: Explanation) -> Self {
        Self::new(value, explanation::explanation)
    }
}

impl Stated<PolicyChoice> {
    /// Which maintenance policy is recommended, with its sentence in every language there is.
    #[must_use]
    pub fn policy(value: PolicyChoice, terms: &Terms) -> Self {
        Self::new(value, |value| policy::policy(value, terms))
    }
}

impl Stated<Choice> {
    /// How many segments are recommended, with its sentence in every language there is.
    #[must_use]
    pub fn choice(value: Choice) -> Self {
        Self::new(value, choice::choice)
    }
}
