//! What became of segments: the laws it must obey whatever the segments are, and chains whose truth is known.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use segwatch::agreement::{Contingency, Labelling, Resampling};
use segwatch::ledger::{Event, Fate, Identities, Matching, fates, flows, jaccard, relabelled_share};

const SEGMENTS: usize = 6;

fn labelling(labels: Vec<u32>, segments: usize) -> Labelling {
    Labelling::new((0..).take(labels.len()).collect::<Arc<[u32]>>(), labels, segments).unwrap()
}

/// The table of pairs of labels below 6.
fn table(pairs: &[(u32, u32)]) -> Contingency {
    let (left, right): (Vec<u32>, Vec<u32>) = pairs.iter().copied().unzip();
    Contingency::same_rows(&labelling(left, SEGMENTS), &labelling(right, SEGMENTS)).unwrap()
}

fn fates_of(table: &Contingency) -> Vec<Fate> {
    fates(table, Resampling::new(0.9, 30).unwrap(), 8)
}

/// Two labellings with few cells in common, so that every event comes up.
fn label_pairs() -> impl Strategy<Value = Vec<(u32, u32)>> {
    let cells = prop::collection::vec((0..6_u32, 0..6_u32, 0..40_usize), 0..14);
    cells.prop_map(|cells| cells.iter().flat_map(|&(row, column, n)| std::iter::repeat_n((row, column), n)).collect())
}

proptest! {
    #[test]
    fn renaming_segments_permutes_the_fates(
        pairs in label_pairs(),
        left in Just([0_u32, 1, 2, 3, 4, 5]).prop_shuffle(),
        right in Just([0_u32, 1, 2, 3, 4, 5]).prop_shuffle(),
    ) {
        let renamed: Vec<_> = pairs.iter().map(|&(l, r)| (left[l as usize], right[r as usize])).collect();
        let (before, after) = (table(&pairs), table(&renamed));
        prop_assert_eq!(Matching::of(&before).kept, Matching::of(&after).kept);
        prop_assert_eq!(relabelled_share(&before).to_bits(), relabelled_share(&after).to_bits());
        let (before, after) = (fates_of(&before), fates_of(&after));
        prop_assert_eq!(before.len(), after.len());
        for fate in &before {
            let segment = fate.segment.map(|segment| left[segment as usize]);
            let matched = fate.matched_segment.map(|matched| right[matched as usize]);
            // Among equally good matchings, the one taken depends on the numbers; nothing else may.
            let settled = matches!(fate.event, Event::Survived | Event::Emerged);
            let same = after.iter().find(|other| {
                other.segment == segment && (segment.is_some() || other.matched_segment == matched)
            });
            let same = same.expect("the renamed segment");
            prop_assert_eq!((same.event, same.customers_before), (fate.event, fate.customers_before));
            if settled || same.matched_segment == matched {
                let renamed = Fate { segment, matched_segment: matched, ..fate.clone() };
                prop_assert_eq!(same, &renamed);
            }
        }
    }

    #[test]
    fn every_row_is_there_once_and_every_column_continues_or_emerges_once(pairs in label_pairs()) {
        let table = table(&pairs);
        let fates = fates_of(&table);
        let rows: Vec<_> = fates.iter().filter_map(|fate| fate.segment).collect();
        prop_assert_eq!(rows, (0..6).collect::<Vec<_>>());
        prop_assert!(fates.iter().all(|fate| fate.segment.is_none() == (fate.event == Event::Emerged)));
        let heads = fates.iter().filter(|fate| matches!(fate.event, Event::Survived | Event::Emerged));
        let mut columns: Vec<_> = heads.filter_map(|fate| fate.matched_segment).collect();
        columns.sort_unstable();
        prop_assert_eq!(columns, (0..6).collect::<Vec<_>>());
        prop_assert_eq!(fates.iter().map(|fate| fate.customers_before).sum::<u64>(), pairs.len() as u64);
    }

    #[test]
    fn an_index_above_a_half_is_matched_and_none_survives_without(pairs in label_pairs()) {
        let table = table(&pairs);
        let (matching, fates) = (Matching::of(&table), fates_of(&table));
        for (row, fate) in fates.iter().enumerate().take(SEGMENTS) {
            let close: Vec<_> = (0..6).filter(|&column| jaccard(&table, row, column as usize) > 0.5).collect();
            prop_assert!(close.len() <= 1);
            if let Some(&column) = close.first() {
                prop_assert_eq!(matching.pairs[row], Some(column));
                prop_assert!(matches!(fate.event, Event::Survived | Event::Split));
            } else {
                prop_assert_ne!(fate.event, Event::Survived);
            }
            if close.iter().any(|&column| jaccard(&table, row, column as usize) > 0.75) {
                prop_assert_eq!(fate.event, Event::Survived);
            }
        }
    }

    #[test]
    fn an_interval_lies_within_0_and_1(pairs in label_pairs()) {
        for fate in fates_of(&table(&pairs)) {
            prop_assert_eq!(fate.jaccard.is_some(), fate.jaccard_low.is_some() && fate.jaccard_high.is_some());
            if let (Some(low), Some(high)) = (fate.jaccard_low, fate.jaccard_high) {
                prop_assert!(0.0 <= low && low <= high && high <= 1.0, "{low} {high}");
            }
        }
    }

    #[test]
    fn an_identity_is_never_given_twice(chain in prop::collection::vec(label_pairs(), 1..8)) {
        let mut identities = Identities::first(SEGMENTS);
        for pairs in chain {
            let fates = fates_of(&table(&pairs));
            let next = identities.next(&fates, SEGMENTS);
            let survivors = fates.iter().filter(|fate| fate.event == Event::Survived).count();
            prop_assert_eq!(next.given() as usize, identities.given() as usize + SEGMENTS - survivors);
            let mut seen = next.current().to_vec();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), SEGMENTS);
            for identity in next.current() {
                let inherited = identities.current().contains(identity);
                prop_assert!(inherited || (identities.given()..next.given()).contains(identity), "{identity}");
            }
            identities = next;
        }
    }

    #[test]
    fn flows_are_what_a_join_of_the_two_sides_counts(
        left in prop::collection::btree_map(0..60_u32, 0..4_u32, 0..50),
        right in prop::collection::btree_map(0..60_u32, 0..4_u32, 0..50),
    ) {
        let of = |labels: &std::collections::BTreeMap<u32, u32>| {
            Labelling::new(labels.keys().copied().collect(), labels.values().copied().collect(), 4).unwrap()
        };
        let found = flows(&of(&left), &of(&right));
        // None after all segments.
        let key = |label: Option<u32>| label.unwrap_or(u32::MAX);
        let mut expected = std::collections::BTreeMap::new();
        for customer in (0..60).filter(|customer| left.contains_key(customer) || right.contains_key(customer)) {
            let labels = (key(left.get(&customer).copied()), key(right.get(&customer).copied()));
            *expected.entry(labels).or_insert(0_u64) += 1;
        }
        let found: Vec<_> = found.iter().map(|flow| ((key(flow.from), key(flow.to)), flow.customers)).collect();
        prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn every_event_comes_up() {
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..1000 {
        let pairs = label_pairs().new_tree(&mut runner).unwrap().current();
        for fate in fates_of(&table(&pairs)) {
            *seen.entry(fate.event).or_insert(0) += 1;
        }
    }
    assert!(seen.len() == 5 && seen.values().all(|&times| times > 300), "{seen:?}");
}

#[test]
fn an_interval_is_the_same_bits_everywhere() {
    let pairs: Vec<_> =
        (0..9000).map(|customer| (customer % 5, if customer % 11 == 0 { 0 } else { customer % 5 })).collect();
    let fates = fates(&table(&pairs), Resampling::new(0.95, 1000).unwrap(), 42);
    // What one machine gave, in the shortest digits that name its bits: another must give the same.
    assert_eq!(
        (fates[1].jaccard_low, fates[1].jaccard_high),
        (Some(0.895_205_340_524_03), Some(0.923_038_327_614_364_8))
    );
}
