//! Why a store did not do what was asked of it.

use object_store::Error;
use thiserror::Error;

use super::secrets;
use crate::plan::Address;

/// As much of a store's answer as is shown.
const SHOWN: usize = 400;

/// Why a store did not do what was asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}: {action}: {reason}")]
pub struct StoreError {
    place: String,
    action: &'static str,
    reason: String,
    help: &'static str,
    /// Whether what it is about is another than it was when it was listed.
    changed: bool,
}

impl StoreError {
    pub(super) fn new(place: &str, action: &'static str, error: &Error) -> Self {
        let (reason, help) = match error {
            Error::NotFound { .. } => ("it is not there".to_owned(), "check the address"),
            Error::PermissionDenied { .. } => (
                "the store denies it to these credentials".to_owned(),
                "give them the right to it; docs/stores.md has which rights are needed",
            ),
            Error::Unauthenticated { .. } => (
                "the store does not accept these credentials".to_owned(),
                "check the credentials in the environment; docs/stores.md has their names",
            ),
            Error::Precondition { .. } => {
                ("it was changed meanwhile".to_owned(), "start the command again, when nobody writes there")
            }
            Error::InvalidPath { .. } => (error.to_string(), "give it another name"),
            _ => (whole(error), "check the network, the address and the credentials, then start the command again"),
        };
        let changed = matches!(error, Error::NotFound { .. } | Error::Precondition { .. });
        Self { place: place.to_owned(), action, reason, help, changed }
    }

    pub(super) fn settings(address: &Address, reason: &str) -> Self {
        Self {
            place: address.to_string(),
            action: "cannot be opened",
            reason: secrets::without(reason),
            help: "check the credentials and settings in the environment; docs/stores.md has their names",
            changed: false,
        }
    }

    pub(super) fn changed(place: &str) -> Self {
        Self {
            place: place.to_owned(),
            action: "cannot be read",
            reason: "it was changed meanwhile".to_owned(),
            help: "start the command again, when nobody writes there",
            changed: true,
        }
    }

    pub(super) fn local(place: &str, action: &'static str, error: &std::io::Error) -> Self {
        Self {
            place: place.to_owned(),
            action,
            reason: error.to_string(),
            help: "make room among the system's temporary files, or name another folder for them by TMPDIR",
            changed: false,
        }
    }

    /// The object or prefix it is about, safe to show.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What failed and why, without the place.
    #[must_use]
    pub fn message(&self) -> String {
        format!("{}: {}", self.action, self.reason)
    }

    /// Whether an object was written again or removed since it was listed: to list and read again may help.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.changed
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.help
    }
}

/// What stands in the first XML element of a name.
fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(&format!("<{name}>"))?;
    after.split_once(&format!("</{name}>")).map(|(inside, _)| inside)
}

/// An error and what is behind it, on one line.
fn whole(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(behind) = source {
        let more = behind.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        source = behind.source();
    }
    // A store that speaks XML says what matters in two of its elements.
    if let Some((code, message)) = element(&text, "Code").zip(element(&text, "Message")) {
        return secrets::without(&format!("{code}: {message}"));
    }
    let text = secrets::without(&text).split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
