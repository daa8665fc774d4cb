//! A table as the templates lay it out.

use serde::Serialize;

/// A table. The first cell of a row heads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Table {
    /// What it shows.
    pub caption: String,
    /// Headings, one for each cell of a row.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column's heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Column {
    /// The heading.
    pub text: String,
    /// Whether the cells are numbers: aligned right.
    pub number: bool,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Cell {
    /// What stands in it.
    pub text: String,
    /// A second line, smaller: why there is no number, for one.
    pub note: Option<String>,
    /// A class of the style sheet, if it is to stand out.
    pub mark: Option<&'static str>,
}

impl Column {
    /// A column of words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: false }
    }

    /// A column of numbers.
    pub fn numbers(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: true }
    }
}

impl Cell {
    /// A cell with a second line.
    pub fn noted(text: impl Into<String>, note: impl Into<String>) -> Self {
        Self { text: text.into(), note: Some(note.into()), mark: None }
    }

    /// The same cell, standing out when `marked`.
    pub fn marked(self, mark: &'static str, marked: bool) -> Self {
        Self { mark: if marked { Some(mark) } else { self.mark }, ..self }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, note: None, mark: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}
