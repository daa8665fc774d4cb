//! What was found wrong, and which of it is worth telling.

use std::cell::RefCell;

use super::Document;
use crate::problem::{Blame, Problem, Problems};

/// More problems than this are not read.
const MOST_TOLD: usize = 100;

/// The proof that a problem was reported: only [`Findings`] makes one.
#[derive(Debug, Clone, Copy)]
pub struct Reported(());

/// What was found wrong while a document was read.
#[derive(Debug, Default)]
pub struct Findings {
    found: RefCell<Vec<Finding>>,
}

#[derive(Debug)]
struct Finding {
    /// Byte offset in the document; `None` for what concerns it as a whole.
    offset: Option<usize>,
    problem: Problem,
    kind: Kind,
}

#[derive(Debug, PartialEq)]
enum Kind {
    Wrong,
    /// A key that is not there.
    Missing,
    /// A key that is not known, and the path of the key that was probably meant.
    Unknown(Option<String>),
    /// The environment lacks this variable.
    Unset(String),
}

impl Findings {
    /// Reports something wrong at `offset`.
    pub fn wrong(&self, offset: Option<usize>, problem: Problem) -> Reported {
        self.push(offset, problem, Kind::Wrong)
    }

    /// Reports that the problem's key is missing.
    pub fn missing(&self, offset: Option<usize>, problem: Problem) -> Reported {
        self.push(offset, problem, Kind::Missing)
    }

    /// Reports that the problem's key is not known; `meant` is the path of the key that was probably meant.
    pub fn unknown(&self, offset: Option<usize>, problem: Problem, meant: Option<String>) -> Reported {
        self.push(offset, problem, Kind::Unknown(meant))
    }

    /// Reports that the environment lacks `variable`.
    pub fn unset(&self, offset: Option<usize>, problem: Problem, variable: &str) -> Reported {
        self.push(offset, problem, Kind::Unset(variable.to_owned()))
    }

    fn push(&self, offset: Option<usize>, problem: Problem, kind: Kind) -> Reported {
        self.found.borrow_mut().push(Finding { offset, problem, kind });
        Reported(())
    }

    /// The problems of `document`, its syntax errors among them, each in `file` and at its line and column.
    ///
    /// One mistake is told once: what only follows from another problem is left out. A key is not called missing
    /// when it is there misspelt or refused, or when a syntax error may have hidden it; nothing is said of a value
    /// or a line that could not be read; and a variable that is not set is told where it is first needed.
    pub fn into_problems(self, document: &Document<'_>, file: &str) -> Problems {
        let found = self.found.into_inner();
        let followed = |finding: &Finding, index: usize| match &finding.kind {
            Kind::Missing => document.is_damaged() || found.iter().any(|other| explains_missing(other, finding)),
            Kind::Unset(_) => found.iter().take(index).any(|earlier| earlier.kind == finding.kind),
            Kind::Wrong | Kind::Unknown(_) => false,
        };
        let told = found.iter().enumerate().filter(|(index, finding)| {
            !finding.offset.is_some_and(|offset| document.damaged_at(offset)) && !followed(finding, *index)
        });
        let told = told.map(|(_, finding)| (finding.offset, finding.problem.clone()));
        let syntax = document.syntax().iter().map(|(offset, problem)| (Some(*offset), problem.clone()));
        let mut all: Vec<_> = syntax.chain(told).collect();
        all.sort();
        let more = all.len().saturating_sub(MOST_TOLD);
        all.truncate(MOST_TOLD);
        let placed = all.into_iter().map(|(offset, problem)| {
            let problem = problem.in_file(file);
            match offset.map(|offset| document.place(offset)) {
                Some((line, column)) => problem.at(line, Some(column)),
                None => problem,
            }
        });
        let mut problems = Problems::new(Blame::Configuration, placed.collect());
        if more > 0 {
            problems.list.push(Problem::new(format!("{more} more problems are not shown")).in_file(file));
        }
        problems
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.borrow().is_empty()
    }
}

/// Whether `missing` is missing because it is there in another form, told by `other`.
fn explains_missing(other: &Finding, missing: &Finding) -> bool {
    match &other.kind {
        Kind::Wrong | Kind::Unset(_) => other.problem.key == missing.problem.key,
        Kind::Unknown(meant) => meant.is_some() && *meant == missing.problem.key,
        Kind::Missing => false,
    }
}
