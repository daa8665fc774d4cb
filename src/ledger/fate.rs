//! What became of each segment, in one list.

use serde::{Deserialize, Serialize};

use super::{Event, Matching, jaccard, jaccard_interval};
use crate::agreement::{Contingency, Resampling};

/// What became of an earlier segment, or where a later one comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fate {
    /// The earlier segment; `None` of one that emerged.
    pub segment: Option<u32>,
    /// The later segment it is matched with, whatever the event, or the one that emerged; `None` when it is matched
    /// with none.
    pub matched_segment: Option<u32>,
    /// Jaccard index of the two, in (0, 1]; `None` unless both are there.
    pub jaccard: Option<f64>,
    /// Lower end of its interval.
    pub jaccard_low: Option<f64>,
    /// Upper end of its interval.
    pub jaccard_high: Option<f64>,
    /// What happened.
    pub event: Event,
    /// Customers of the earlier segment; 0 of one that emerged.
    pub customers_before: u64,
    /// Customers of the later segment; 0 when there is none. One that emerged has 0 when all its customers are new and
    /// the table is over those in both windows.
    pub customers_after: u64,
}

/// What became of every segment: first the rows in order, then, in order, the columns that no survivor is matched with.
///
/// So each row is there once, and each column once as the match of a survivor or as emerged. A column matched with a
/// segment that did not survive is there twice. Other numbers for the segments put the list in another order and
/// change nothing else, except that a segment that did not survive can have another match, where equally good matchings
/// exist.
///
/// `seed` decides the draws behind the intervals, and nothing else.
#[must_use]
pub fn fates(table: &Contingency, resampling: Resampling, seed: u64) -> Vec<Fate> {
    let matching = Matching::of(table);
    let mut continued = vec![false; table.column_sums().len()];
    let mut fates = Vec::with_capacity(matching.pairs.len() + continued.len());
    for (((segment, row), &before), &matched) in (0..).zip(0..).zip(table.row_sums()).zip(&matching.pairs) {
        let event = Event::of(table, row);
        let column = matched.map(|matched| matched as usize);
        let interval = column.and_then(|column| jaccard_interval(table, row, column, resampling, seed));
        if let Some(continued) =
            column.filter(|_| event == Event::Survived).and_then(|column| continued.get_mut(column))
        {
            *continued = true;
        }
        fates.push(Fate {
            segment: Some(segment),
            matched_segment: matched,
            jaccard: column.map(|column| jaccard(table, row, column)),
            jaccard_low: interval.map(|interval| interval.low),
            jaccard_high: interval.map(|interval| interval.high),
            event,
            customers_before: before,
            customers_after: column.and_then(|column| table.column_sums().get(column).copied()).unwrap_or(0),
        });
    }
    for ((segment, &after), continued) in (0..).zip(table.column_sums()).zip(continued) {
        if !continued {
            fates.push(emerged(segment, after));
        }
    }
    fates
}

fn emerged(segment: u32, customers: u64) -> Fate {
    Fate {
        segment: None,
        matched_segment: Some(segment),
        jaccard: None,
        jaccard_low: None,
        jaccard_high: None,
        event: Event::Emerged,
        customers_before: 0,
        customers_after: customers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (segment, matched segment, event) of a table.
    fn events(columns: usize, counts: &[u64]) -> Vec<(Option<u32>, Option<u32>, Event)> {
        let table = Contingency::from_counts(columns, counts.to_vec());
        let fates = fates(&table, Resampling::new(0.95, 20).unwrap(), 1);
        fates.iter().map(|fate| (fate.segment, fate.matched_segment, fate.event)).collect()
    }

    #[test]
    fn a_renaming_is_survived_by_all() {
        assert_eq!(
            events(3, &[0, 0, 50, 40, 0, 0, 0, 30, 0]),
            [
                (Some(0), Some(2), Event::Survived),
                (Some(1), Some(0), Event::Survived),
                (Some(2), Some(1), Event::Survived),
            ]
        );
    }

    #[test]
    fn a_split_leaves_two_new_ones() {
        assert_eq!(
            events(3, &[80, 0, 0, 0, 55, 45]),
            [
                (Some(0), Some(0), Event::Survived),
                (Some(1), Some(1), Event::Split),
                (None, Some(1), Event::Emerged),
                (None, Some(2), Event::Emerged),
            ]
        );
    }

    #[test]
    fn a_merger_is_survived_by_the_larger_one() {
        assert_eq!(
            events(2, &[70, 0, 30, 0, 0, 50]),
            [
                (Some(0), Some(0), Event::Survived),
                (Some(1), None, Event::Absorbed),
                (Some(2), Some(1), Event::Survived),
            ]
        );
        let equals = events(1, &[40, 40]);
        assert_eq!(
            equals.iter().map(|row| row.2).collect::<Vec<_>>(),
            [Event::Absorbed, Event::Absorbed, Event::Emerged]
        );
    }

    #[test]
    fn a_new_one_emerges_and_an_old_one_vanishes() {
        // A fifth from each of four makes a fifth segment.
        let mut counts = vec![0; 20];
        for row in 0..4 {
            (counts[row * 5 + row], counts[row * 5 + 4]) = (80, 20);
        }
        let found = events(5, &counts);
        assert!(found[..4].iter().all(|row| row.2 == Event::Survived));
        assert_eq!(found[4..], [(None, Some(4), Event::Emerged)]);
        // The other way round: a segment is spread over five.
        let mut counts = vec![0; 30];
        for column in 0..5 {
            (counts[column * 5 + column], counts[25 + column]) = (80, 20);
        }
        let found = events(5, &counts);
        assert!(found[..5].iter().all(|row| row.2 == Event::Survived));
        assert_eq!(found[5..], [(Some(5), None, Event::Dissolved)]);
    }

    #[test]
    fn empty_segments_are_dissolved_and_emerge() {
        assert_eq!(
            events(2, &[9, 0, 0, 0]),
            [(Some(0), Some(0), Event::Survived), (Some(1), None, Event::Dissolved), (None, Some(1), Event::Emerged),]
        );
        assert_eq!(events(1, &[0]), [(Some(0), None, Event::Dissolved), (None, Some(0), Event::Emerged)]);
        assert_eq!(events(2, &[]), [(None, Some(0), Event::Emerged), (None, Some(1), Event::Emerged)]);
    }

    #[test]
    fn a_fate_has_its_sizes_and_its_interval() {
        let table = Contingency::from_counts(2, vec![80, 20, 10, 190]);
        let fates = fates(&table, Resampling::new(0.95, 500).unwrap(), 1);
        assert_eq!(fates.iter().map(|fate| fate.customers_before).collect::<Vec<_>>(), [100, 200]);
        assert_eq!(fates.iter().map(|fate| fate.customers_after).collect::<Vec<_>>(), [90, 210]);
        assert_eq!(fates[0].jaccard, Some(80.0 / 110.0));
        for fate in fates {
            assert!(fate.jaccard_low < fate.jaccard && fate.jaccard < fate.jaccard_high, "{fate:?}");
        }
    }
}
