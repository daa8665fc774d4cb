//! What is wrong with something the user gave: a configuration, a source, a query.
//!
//! A problem says where it is, what was found there, what was expected and what to do. Problems are collected:
//! one pass reports all of them.

use std::fmt;

use serde::Serialize;

/// One thing wrong with what the user gave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file it is in, as the user would name it.
    pub file: Option<String>,
    /// Line in the file, from 1; of a CSV file, the line on which the record starts.
    pub line: Option<u64>,
    /// Column in the line, from 1, in characters.
    pub column: Option<u64>,
    /// The configuration key, the source column or the order at fault.
    pub key: Option<String>,
    /// What was found, and what was expected.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    /// A problem that is not yet tied to a place.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { file: None, line: None, column: None, key: None, message: message.into(), help: None }
    }

    /// Ties the problem to a file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Ties the problem to a line, and a column in it; both from 1.
    #[must_use]
    pub fn at(mut self, line: u64, column: Option<u64>) -> Self {
        self.line = Some(line);
        self.column = column;
        self
    }

    /// Names the configuration key, the source column or the order at fault.
    #[must_use]
    pub fn of(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            if let Some(column) = self.column {
                write!(f, "{column}:")?;
            }
            write!(f, " ")?;
        }
        if let Some(key) = &self.key {
            write!(f, "{key}: ")?;
        }
        write!(f, "{}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

/// Whose mistake it is; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Blame {
    /// The command line, the configuration or its SQL.
    Configuration,
    /// The data.
    Data,
}

/// All problems of one pass: never empty, in the order of their places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problems {
    /// Whose mistake they are.
    pub blame: Blame,
    /// The problems.
    pub list: Vec<Problem>,
}

impl Problems {
    /// `list`, sorted by place and without repetition.
    #[must_use]
    pub fn new(blame: Blame, mut list: Vec<Problem>) -> Self {
        list.sort();
        list.dedup();
        Self { blame, list }
    }

    /// A single problem.
    #[must_use]
    pub fn one(blame: Blame, problem: Problem) -> Self {
        Self { blame, list: vec![problem] }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.list.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
