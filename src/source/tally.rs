//! What became of each row: accepted, or rejected with a reason and a sample.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::record::{RejectedSample, Rejection};

/// Samples kept of each reason: the smallest, so that they do not depend on the order in which rows come.
const SAMPLES: usize = 5;
/// Characters kept of a sample's value.
const SAMPLE_CHARACTERS: usize = 80;

/// Rows seen, and those of them rejected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    rows: u64,
    /// Cells with nothing in them, by column, of the rows that were not rejected.
    nulls: BTreeMap<String, u64>,
    /// By column, then by reason.
    rejected: BTreeMap<String, BTreeMap<String, Rejects>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Rejects {
    rows: u64,
    samples: BTreeSet<(Position, RejectedSample)>,
}

/// Where a row stands in its source: samples are ordered by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Position {
    /// A file's index and a line or row in it.
    Line(usize, u64),
    /// A row that is known by a key.
    Key(String),
}

impl Tally {
    /// Counts `rows` as seen; those rejected are told besides with [`Self::reject`].
    pub fn seen(&mut self, rows: u64) {
        self.rows += rows;
    }

    /// Counts a row as rejected.
    pub fn reject(&mut self, column: &str, reason: &str, position: Position, row: impl Into<String>, value: &str) {
        let rejects = self.rejected.entry(column.to_owned()).or_default().entry(reason.to_owned()).or_default();
        rejects.rows += 1;
        rejects.samples.insert((position, RejectedSample { row: row.into(), value: shorten(value) }));
        if rejects.samples.len() > SAMPLES {
            rejects.samples.pop_last();
        }
    }

    /// Counts cells of a column with nothing in them.
    pub fn empty(&mut self, column: &str, cells: u64) {
        *self.nulls.entry(column.to_owned()).or_default() += cells;
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        for (column, cells) in other.nulls {
            *self.nulls.entry(column).or_default() += cells;
        }
        for (column, reasons) in other.rejected {
            let mine = self.rejected.entry(column).or_default();
            for (reason, rejects) in reasons {
                let mine = mine.entry(reason).or_default();
                mine.rows += rejects.rows;
                mine.samples.extend(rejects.samples);
                while mine.samples.len() > SAMPLES {
                    mine.samples.pop_last();
                }
            }
        }
    }

    /// The same, its lines being of the file of that number: a file's number changes with the files beside it.
    pub fn of_file(mut self, number: usize) -> Self {
        for rejects in self.rejected.values_mut().flat_map(BTreeMap::values_mut) {
            let samples = std::mem::take(&mut rejects.samples).into_iter().map(|(position, sample)| match position {
                Position::Line(_, line) => (Position::Line(number, line), sample),
                Position::Key(_) => (position, sample),
            });
            rejects.samples = samples.collect();
        }
        self
    }

    /// Rows in.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Rows rejected.
    pub fn rejected_rows(&self) -> u64 {
        self.rejected.values().flat_map(BTreeMap::values).map(|rejects| rejects.rows).sum()
    }

    /// Cells of a column with nothing in them.
    pub fn nulls(&self, column: &str) -> u64 {
        self.nulls.get(column).copied().unwrap_or(0)
    }

    /// The rejections as recorded, by column and reason.
    pub fn rejections(&self) -> Vec<Rejection> {
        let reasons = self.rejected.iter().flat_map(|(column, reasons)| std::iter::repeat(column).zip(reasons));
        reasons
            .map(|(column, (reason, rejects))| Rejection {
                column: column.clone(),
                reason: reason.clone(),
                rows: rejects.rows,
                samples: rejects.samples.iter().map(|(_, sample)| sample.clone()).collect(),
            })
            .collect()
    }
}

fn shorten(value: &str) -> String {
    let mut characters = value.chars();
    let mut short = characters.by_ref().take(SAMPLE_CHARACTERS).collect::<String>();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_do_not_depend_on_the_order_of_rows() {
        let tally = |order: &mut dyn Iterator<Item = u64>| {
            let mut tally = Tally::default();
            for line in order {
                tally.seen(1);
                tally.reject("a", "not a number", Position::Line(0, line), format!("f:{line}"), "x");
            }
            tally
        };
        let forwards = tally(&mut (0..20));
        assert_eq!(forwards, tally(&mut (0..20).rev()));
        let mut halves = tally(&mut (10..20));
        halves.merge(tally(&mut (0..10)));
        assert_eq!(forwards, halves);
        assert_eq!(forwards.rejected_rows(), 20);
        assert_eq!(forwards.rejections()[0].samples.len(), SAMPLES);
    }

    #[test]
    fn a_tally_that_was_kept_is_the_same_and_can_be_of_another_file() {
        let mut tally = Tally::default();
        tally.seen(2);
        tally.reject("a", "not a number", Position::Line(0, 7), "f:7", "x");
        tally.reject("b", "missing", Position::Key("k".to_owned()), "order k", "");
        let kept: Tally = serde_json::from_str(&serde_json::to_string(&tally).unwrap()).unwrap();
        assert_eq!(kept, tally);
        let mut moved = Tally::default();
        moved.seen(2);
        moved.reject("a", "not a number", Position::Line(3, 7), "f:7", "x");
        moved.reject("b", "missing", Position::Key("k".to_owned()), "order k", "");
        assert_eq!(kept.of_file(3), moved);
    }

    #[test]
    fn long_values_are_shortened_by_characters() {
        assert_eq!(shorten(&"é".repeat(100)).chars().count(), SAMPLE_CHARACTERS + 1);
    }
}
