//! What became of each row: accepted, or rejected with a reason and a sample.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::{RejectedSample, Rejection};

/// Samples kept of each reason: the smallest, so that they do not depend on the order in which rows come.
const SAMPLES: usize = 5;
/// Characters kept of a sample's value.
const SAMPLE_CHARACTERS: usize = 80;

/// Rows seen, and those of them rejected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    rows: u64,
    rejected: BTreeMap<(String, String), Rejects>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rejects {
    rows: u64,
    samples: BTreeSet<(Position, RejectedSample)>,
}

/// Where a row stands in its source: samples are ordered by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
        let rejects = self.rejected.entry((column.to_owned(), reason.to_owned())).or_default();
        rejects.rows += 1;
        rejects.samples.insert((position, RejectedSample { row: row.into(), value: shorten(value) }));
        if rejects.samples.len() > SAMPLES {
            rejects.samples.pop_last();
        }
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        for (reason, rejects) in other.rejected {
            let mine = self.rejected.entry(reason).or_default();
            mine.rows += rejects.rows;
            mine.samples.extend(rejects.samples);
            while mine.samples.len() > SAMPLES {
                mine.samples.pop_last();
            }
        }
    }

    /// Rows in.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Rows rejected.
    pub fn rejected_rows(&self) -> u64 {
        self.rejected.values().map(|rejects| rejects.rows).sum()
    }

    /// The rejections as recorded, by column and reason.
    pub fn rejections(&self) -> Vec<Rejection> {
        self.rejected
            .iter()
            .map(|((column, reason), rejects)| Rejection {
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
    fn long_values_are_shortened_by_characters() {
        assert_eq!(shorten(&"é".repeat(100)).chars().count(), SAMPLE_CHARACTERS + 1);
    }
}
