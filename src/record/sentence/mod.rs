//! A conclusion together with the sentences that say it to people.
//!
//! A language is a module here, with a function for each conclusion, and a line in [`LANGUAGES`].

mod english;
mod figure;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Period;
use crate::stability::{AgePoint, Cadence, Verdict};

/// A conclusion and its sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// The conclusion.
    #[serde(flatten)]
    pub value: T,
    /// Up to three sentences for people, by language tag.
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
    /// The age curves that the cadences were read from.
    pub curve: &'a [AgePoint],
}

/// How a language says each conclusion.
struct Language {
    tag: &'static str,
    verdict: fn(&Verdict, &Terms) -> String,
    retrain: fn(&Cadence, &Terms) -> String,
    rescore: fn(&Cadence, &Terms) -> String,
}

const LANGUAGES: [Language; 1] =
    [Language { tag: "en", verdict: english::verdict, retrain: english::retrain, rescore: english::rescore }];

impl Stated<Verdict> {
    /// The verdict on the reference model, with its sentence in every language there is.
    #[must_use]
    pub fn verdict(value: Verdict, terms: &Terms) -> Self {
        let sentence = in_every_language(|language| (language.verdict)(&value, terms));
        Self { value, sentence }
    }
}

impl Stated<Cadence> {
    /// How often to fit again, with its sentence in every language there is.
    #[must_use]
    pub fn retrain(value: Cadence, terms: &Terms) -> Self {
        let sentence = in_every_language(|language| (language.retrain)(&value, terms));
        Self { value, sentence }
    }

    /// How often to label customers again, with its sentence in every language there is.
    #[must_use]
    pub fn rescore(value: Cadence, terms: &Terms) -> Self {
        let sentence = in_every_language(|language| (language.rescore)(&value, terms));
        Self { value, sentence }
    }
}

fn in_every_language(say: impl Fn(&Language) -> String) -> BTreeMap<String, String> {
    LANGUAGES.iter().map(|language| (language.tag.to_owned(), say(language))).collect()
}
