//! A parsed document: its tables, its syntax errors, and what those make unreliable.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::explain::explain;
use super::place::{line_around, place};
use super::syntax::SyntaxError;
use super::twice::Twice;
use crate::problem::Problem;

/// Whoever has made more syntax errors than this has given something else than a pipeline.
const MOST_TOLD: usize = 50;

/// A TOML document, as much of it as could be read.
pub struct Document<'t> {
    text: &'t str,
    /// What was read.
    pub root: DeTable<'t>,
    syntax: Vec<(usize, Problem)>,
    /// Byte ranges of the values and lines with a syntax error: what was read there is a guess.
    damaged: Vec<Range<usize>>,
    /// Whether keys may be missing because of a syntax error.
    lossy: bool,
}

impl<'t> Document<'t> {
    /// Parses `readable`: the text `original` without the lines with the errors `broken`.
    pub fn parse(readable: &'t str, original: &'t str, broken: Vec<SyntaxError>) -> Self {
        let (root, errors) = DeTable::parse_recoverable(readable);
        let root = root.into_inner();
        let mut values = Vec::new();
        collect_values(&root, readable, &mut values);

        let mut errors: Vec<SyntaxError> = errors.iter().map(SyntaxError::new).chain(broken).collect();
        errors.sort_by_key(SyntaxError::offset);
        let mut damaged: Vec<Range<usize>> = Vec::new();
        let mut repeated_headers = Vec::new();
        let mut syntax = Vec::new();
        for error in &errors {
            if syntax.len() == MOST_TOLD {
                break;
            }
            let offset = error.offset();
            // What follows an error in the same value or on the same line is an echo of it, and so are the keys
            // that a repeated section repeats.
            if damaged.iter().any(|range| holds(range, offset)) {
                continue;
            }
            if error.is_duplicate() {
                let twice = Twice::at(offset, original);
                if twice.below.is_some_and(|header| repeated_headers.contains(&header)) {
                    continue;
                }
                repeated_headers.extend(twice.header);
            }
            let value = values.iter().find(|range| holds(range, offset)).cloned();
            let rest = errors.iter().filter(|other| value.as_ref().is_some_and(|value| holds(value, other.offset())));
            syntax.push(explain(error, value.clone(), rest, original));
            damaged.push(line_around(original, offset));
            damaged.extend(value.filter(|_| !error.is_duplicate()));
        }
        let lossy = errors.iter().any(|error| !error.is_duplicate());
        Self { text: original, root, syntax, damaged, lossy }
    }

    /// The one problem of a document without any key: it is empty, or something else than a pipeline.
    pub fn nothing_in_it(&self) -> Option<Problem> {
        if !self.root.is_empty() {
            return None;
        }
        let help = "give the folder of a pipeline; `segwatch init DIR` writes one to start from";
        Some(match self.syntax.first() {
            None => Problem::new("found nothing in this file; expected a pipeline").help(help),
            Some((offset, problem)) => {
                let (line, column) = self.place(*offset);
                let message = format!("this file is not TOML: {}", problem.message);
                Problem::new(message).at(line, Some(column)).help(help)
            }
        })
    }

    /// Line and column of the byte at `offset`, from 1, columns in characters.
    pub fn place(&self, offset: usize) -> (u64, u64) {
        place(self.text, offset)
    }

    /// The syntax errors, each with its offset.
    pub fn syntax(&self) -> &[(usize, Problem)] {
        &self.syntax
    }

    /// Whether a syntax error may have hidden keys.
    pub fn is_damaged(&self) -> bool {
        self.lossy
    }

    /// Whether what was read at `offset` is a guess.
    pub fn damaged_at(&self, offset: usize) -> bool {
        self.damaged.iter().any(|range| holds(range, offset))
    }
}

/// Whether `offset` is in the range or at its end, where errors of what is missing are placed.
fn holds(range: &Range<usize>, offset: usize) -> bool {
    range.start <= offset && offset <= range.end
}

/// The ranges of all values that stand behind a key and an `=`.
fn collect_values(table: &DeTable<'_>, text: &str, values: &mut Vec<Range<usize>>) {
    for value in table.values() {
        match value.get_ref() {
            DeValue::Table(inner) if has_header(value, text) => collect_values(inner, text, values),
            DeValue::Array(array) if !array.is_empty() && array.iter().all(|value| has_header(value, text)) => {
                let tables = array.iter().filter_map(|table| table.get_ref().as_table());
                tables.for_each(|table| collect_values(table, text, values));
            }
            _ => values.push(value.span()),
        }
    }
}

/// Whether the value is a table below a header, or of dotted keys, and not one in braces.
fn has_header(value: &Spanned<DeValue<'_>>, text: &str) -> bool {
    value.get_ref().is_table() && !text.get(value.span()).is_some_and(|text| text.starts_with('{'))
}
