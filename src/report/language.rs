//! The languages a report can be in.

/// A language that the report has words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
}

impl Language {
    /// The tag, as in `<html lang>` and in the run's labels and sentences.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }
}
