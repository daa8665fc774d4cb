//! What a reader has to know before believing a number.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::language::{Figure, Message, in_every_language};

/// What a reader has to know before believing a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name, as in `expanding_windows`.
    pub code: String,
    /// What it is, for people, by language tag.
    pub message: BTreeMap<String, String>,
    /// What to do about it, by language tag.
    pub remedy: BTreeMap<String, String>,
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// A number is not what it seems.
    Warning,
}

impl Notice {
    /// The notice of this code in every language, its message filled with `figures`.
    ///
    /// A code has a message `notice-CODE`, and beside it a `.remedy`, in each file of `reports/sentences`.
    #[must_use]
    pub fn new(severity: Severity, code: &str, figures: &[(&str, Figure)]) -> Self {
        let message = message(code, figures);
        let remedy = message.clone().attribute("remedy");
        Self {
            severity,
            code: code.to_owned(),
            message: in_every_language(&[message]),
            remedy: in_every_language(&[remedy]),
        }
    }
}

/// What a notice says, without its remedy.
pub(super) fn message(code: &str, figures: &[(&str, Figure)]) -> Message {
    let message = Message::new(format!("notice-{code}"));
    figures.iter().fold(message, |message, (name, figure)| message.with(name, figure.clone()))
}
