//! What can become of a segment when a later model takes over.
//!
//! A later segment is a *part* of an earlier one when it holds at least a quarter of it, and a *part of its own* when
//! moreover most of the part's customers come from it. Of an earlier segment, the first that applies:
//!
//! | event | when |
//! |---|---|
//! | split | two or more parts of its own hold more than half of it |
//! | survived | it and a later segment have a Jaccard index above 1/2 |
//! | absorbed | one later segment holds more than half of it, and others make up at least half of that one |
//! | split | two or more parts hold more than half of it |
//! | dissolved | none of these, or it is empty |
//!
//! A segment cut into 55 % and 45 % is thus split, although its larger part has a Jaccard index of 0.55, and one that
//! loses 20 % survives: above 3/4, which Hennig calls a good recovery, a Jaccard index leaves no room for a second
//! part. Two segments merged are absorbed when they are of one size; otherwise the larger one survives.
//!
//! Only counts decide, all of them compared as integers, and never the numbers of segments or the choice among equally
//! good matchings. A Jaccard index above 1/2 is had with one later segment only.
//!
//! Hennig C. (2007), "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52,
//! 258-271: a cluster with an index of at most 1/2 is dissolved. Spiliopoulou M., Ntoutsi I., Theodoridis Y., Schult R.
//! (2006), "MONIC: modeling and monitoring cluster transitions", KDD, 706-711: the transitions.

use serde::{Deserialize, Serialize};

use crate::agreement::Contingency;

/// What became of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It goes on under another number.
    Survived,
    /// It was cut into parts.
    Split,
    /// It went into a larger one.
    Absorbed,
    /// Its customers went here and there.
    Dissolved,
    /// A later segment that continues none.
    Emerged,
}

impl Event {
    /// Its name in tables: `survived`, …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Survived => "survived",
            Self::Split => "split",
            Self::Absorbed => "absorbed",
            Self::Dissolved => "dissolved",
            Self::Emerged => "emerged",
        }
    }

    /// What became of the earlier segment `row`, which is one of the table's.
    pub(super) fn of(table: &Contingency, row: usize) -> Self {
        let pieces = pieces(table, row);
        if Piece::cut(pieces.iter().filter(|piece| piece.is_own())) {
            Self::Split
        } else if pieces.iter().any(Piece::survives) {
            Self::Survived
        } else if pieces.iter().any(Piece::absorbs) {
            Self::Absorbed
        } else if Piece::cut(pieces.iter()) {
            Self::Split
        } else {
            Self::Dissolved
        }
    }
}

/// What one later segment holds of an earlier one. Customers are at most 2^32: their multiples stay below 2^64.
struct Piece {
    /// Customers of the earlier segment.
    before: u64,
    /// Those of them in the later one, at least one.
    shared: u64,
    /// Customers of the later one.
    after: u64,
}

fn pieces(table: &Contingency, row: usize) -> Vec<Piece> {
    let before = table.row_sums().get(row).copied().unwrap_or(0);
    let shared = |(column, &after)| Piece { before, shared: table.count(row, column), after };
    table.column_sums().iter().enumerate().map(shared).filter(|piece| piece.shared > 0).collect()
}

impl Piece {
    fn is_own(&self) -> bool {
        2 * self.shared > self.after
    }

    fn survives(&self) -> bool {
        // shared / (before + after - shared) > 1 / 2
        3 * self.shared > self.before + self.after
    }

    fn absorbs(&self) -> bool {
        2 * self.shared > self.before && !self.is_own()
    }

    /// Whether two or more are a quarter or more each and more than half together.
    fn cut<'a>(pieces: impl Iterator<Item = &'a Self>) -> bool {
        let (mut parts, mut shared, mut before) = (0, 0, 0);
        for piece in pieces.filter(|piece| 4 * piece.shared >= piece.before) {
            parts += 1;
            shared += piece.shared;
            before = piece.before;
        }
        parts >= 2 && 2 * shared > before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a segment with `shared` customers in later segments that have as many others each.
    fn of(shared: &[u64], others: &[u64]) -> Event {
        Event::of(&Contingency::from_counts(shared.len(), [shared, others].concat()), 0)
    }

    #[test]
    fn a_cut_is_a_split_whichever_half_is_larger() {
        for larger in 50..=75 {
            assert_eq!(of(&[larger, 100 - larger], &[0, 0]), Event::Split, "{larger}");
        }
        assert_eq!(of(&[76, 24], &[0, 0]), Event::Survived);
        // Mostly it on both sides, and neither with an index above 1/2.
        assert_eq!(of(&[55, 45], &[12, 12]), Event::Split);
        assert_eq!(of(&[30, 30, 30, 10], &[0, 0, 0, 0]), Event::Split);
        // Two parts that go into larger ones.
        assert_eq!(of(&[50, 50], &[500, 500]), Event::Split);
        assert_eq!(of(&[45, 40, 15], &[500, 10, 9]), Event::Split);
    }

    #[test]
    fn it_survives_with_more_than_half_in_common() {
        assert_eq!(of(&[100, 0], &[0, 50]), Event::Survived);
        assert_eq!(of(&[100, 0], &[99, 50]), Event::Survived);
        assert_eq!(of(&[100, 0], &[100, 50]), Event::Absorbed);
        // A third of it goes into a segment that is not mostly it.
        assert_eq!(of(&[67, 33], &[0, 34]), Event::Survived);
        assert_eq!(of(&[67, 33], &[0, 32]), Event::Split);
    }

    #[test]
    fn it_is_absorbed_by_one_that_is_mostly_others() {
        assert_eq!(of(&[100], &[900]), Event::Absorbed);
        assert_eq!(of(&[60, 40], &[60, 400]), Event::Absorbed);
        assert_eq!(of(&[51, 49], &[51, 0]), Event::Absorbed);
    }

    #[test]
    fn otherwise_it_is_dissolved() {
        assert_eq!(of(&[24, 24, 24, 24, 4], &[9; 5]), Event::Dissolved);
        assert_eq!(of(&[50, 17, 17, 16], &[50; 4]), Event::Dissolved);
        // Two quarters are half and not more.
        assert_eq!(of(&[25, 25, 17, 17, 16], &[50; 5]), Event::Dissolved);
        // More than half of both, yet an index of at most 1/2.
        assert_eq!(of(&[55, 15, 15, 15], &[54, 90, 90, 90]), Event::Dissolved);
        assert_eq!(of(&[0, 0], &[5, 0]), Event::Dissolved);
    }

    #[test]
    fn names_are_those_of_serde() {
        for event in [Event::Survived, Event::Split, Event::Absorbed, Event::Dissolved, Event::Emerged] {
            assert_eq!(serde_json::to_value(event).unwrap(), event.name());
        }
    }
}
