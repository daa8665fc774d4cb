//! Syntax errors, and getting past them.

use std::ops::Range;

use toml::de::DeTable;

use super::place::line_around;

/// One syntax error, as the parser found it.
pub struct SyntaxError {
    pub message: String,
    /// The bytes at fault; empty where something is missing.
    pub span: Range<usize>,
}

impl SyntaxError {
    pub fn new(error: &toml::de::Error) -> Self {
        Self { message: error.message().to_owned(), span: error.span().unwrap_or_default() }
    }

    pub fn offset(&self) -> usize {
        self.span.start
    }

    /// Whether it is a line with a key and no `=`, at which the parser stops.
    pub fn is_without_equals(&self) -> bool {
        self.message.starts_with("key with no value")
    }

    /// Whether it is a key or a table written twice, which hides nothing.
    pub fn is_duplicate(&self) -> bool {
        self.message.starts_with("duplicate key")
    }
}

/// The text without the lines at which the parser would stop reading, and the errors of those lines.
///
/// The parser goes on after most errors, but gives up the rest of the document at a line without `=`. Such lines are
/// replaced by blanks, so that every other byte keeps its place, unless they look like a header: the keys below
/// would seem to belong to the table above.
pub fn readable(text: &str) -> (String, Vec<SyntaxError>) {
    const MOST_LINES: usize = 20;
    let mut readable = text.to_owned();
    let mut broken = Vec::new();
    for _ in 0..MOST_LINES {
        let (_, errors) = DeTable::parse_recoverable(&readable);
        let Some(error) = errors.iter().map(SyntaxError::new).find(SyntaxError::is_without_equals) else { break };
        let range = line_around(&readable, error.offset());
        let line = readable.get(range.clone()).unwrap_or_default();
        if line.trim().is_empty() || line.contains(['[', ']']) {
            break;
        }
        readable.replace_range(range.clone(), &" ".repeat(range.len()));
        broken.push(error);
    }
    (readable, broken)
}
