//! One value of the document, and what reads it.

use std::fmt::Display;
use std::ops::Deref;

use toml::Spanned;
use toml::de::DeValue;

use super::{Context, Reported};
use crate::problem::Problem;

/// What can be read from one value of the document.
pub trait Value: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// [`Reported`] after every problem of the value was told.
    fn read(item: &Item<'_>) -> Result<Self, Reported>;
}

/// One value of the document: where it is, and what it is read with.
#[derive(Clone)]
pub struct Item<'a> {
    /// The value.
    pub value: &'a DeValue<'a>,
    /// What it is read with.
    pub context: &'a Context<'a>,
    pub(super) path: String,
    pub(super) offset: usize,
    /// What it should be, where the key knows better than the value's type.
    pub(super) expected: Option<String>,
}

impl<'a> Item<'a> {
    /// The value at `path`.
    pub fn new(path: String, value: &'a Spanned<DeValue<'a>>, context: &'a Context<'a>) -> Self {
        Self { value: value.get_ref(), context, path, offset: value.span().start, expected: None }
    }

    /// The value if it is text.
    ///
    /// # Errors
    /// When it is something else: `expected` says what text it should be.
    pub fn text(&self, expected: &str) -> Result<&'a str, Reported> {
        match self.value {
            DeValue::String(text) => Ok(text),
            _ => Err(self.report(self.mismatch(expected))),
        }
    }

    /// Refuses `text` where it holds a variable.
    ///
    /// # Errors
    /// When it holds `${`.
    pub fn without_variable(&self, text: &str) -> Result<(), Reported> {
        if !text.contains("${") {
            return Ok(());
        }
        let problem = self.problem(format!("found a variable in {}; variables are not replaced here", quoted(text)));
        Err(self.report(problem.help("write the value itself: only the paths of sources may hold variables")))
    }

    /// The values of a list, each with its position from 0; `None` when the value is no list.
    pub fn elements(&self) -> Option<impl Iterator<Item = Item<'a>>> {
        let DeValue::Array(array) = self.value else { return None };
        let (path, context) = (self.path.clone(), self.context);
        Some(array.deref().iter().enumerate().map(move |(i, value)| Item::new(format!("{path}[{i}]"), value, context)))
    }

    /// The entries of a table in the order written; `None` when the value is no table.
    pub fn entries(&self) -> Option<Vec<(&'a str, Item<'a>)>> {
        let DeValue::Table(table) = self.value else { return None };
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let item = |value, key: &'a str| Item::new(join(&self.path, key), value, self.context);
        Some(entries.into_iter().map(|(key, value)| (&**key.get_ref(), item(value, key.get_ref()))).collect())
    }

    /// The same value, which should be what `expected` says.
    pub fn expecting(&self, expected: String) -> Self {
        Self { expected: Some(expected), ..self.clone() }
    }

    /// What the value should be: what its key says, or else `noun`.
    pub fn expected<'s>(&'s self, noun: &'s str) -> &'s str {
        self.expected.as_deref().unwrap_or(noun)
    }

    /// A problem of this value.
    pub fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(message).of(self.path.as_str())
    }

    /// The problem that it is not what was expected.
    pub fn mismatch(&self, expected: impl Display) -> Problem {
        self.problem(format!("found {}; expected {expected}", describe(self.value)))
    }

    /// Reports a problem of this value.
    pub fn report(&self, problem: Problem) -> Reported {
        self.context.findings.wrong(Some(self.offset), problem)
    }

    /// Reports that the environment lacks a variable that this value names.
    pub fn report_unset(&self, problem: Problem, variable: &str) -> Reported {
        self.context.findings.unset(Some(self.offset), problem, variable)
    }
}

/// The value as a message shows it: short, on one line.
fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(integer) => integer.to_string(),
        DeValue::Float(float) => float.to_string(),
        DeValue::Boolean(boolean) => boolean.to_string(),
        DeValue::Datetime(datetime) => datetime.to_string(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// `text` in quotes, control characters escaped, cut to 60 characters.
pub fn quoted(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    let escaped: String =
        shown.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect();
    format!("\"{escaped}\"")
}

/// The path of `key` in the table at `path`.
pub fn join(path: &str, key: &str) -> String {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let key = if bare { key.to_owned() } else { quoted(key) };
    if path.is_empty() { key } else { format!("{path}.{key}") }
}
