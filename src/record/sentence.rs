//! A conclusion together with the sentence that says it to people.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A conclusion and its sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// The conclusion.
    #[serde(flatten)]
    pub value: T,
    /// One or two sentences for people, by language tag.
    pub sentence: BTreeMap<String, String>,
}
