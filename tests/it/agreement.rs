//! Agreement of labellings against scikit-learn, and the laws it must obey whatever the labels are.

use std::sync::Arc;

use proptest::prelude::*;
use segwatch::agreement::{
    Agreement, Contingency, Interval, Labelling, Resampling, adjusted_mutual_information, adjusted_rand_index,
    adjusted_rand_interval,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Golden {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    /// (label, other label, members)
    cells: Vec<(u32, u32, usize)>,
    adjusted_rand: f64,
    adjusted_mutual_information: f64,
}

fn labelling(labels: Vec<u32>) -> Labelling {
    let customers: Arc<[u32]> = (0..).take(labels.len()).collect();
    let segments = labels.iter().max().map_or(0, |&label| label as usize + 1);
    Labelling::new(customers, labels, segments).unwrap()
}

fn table(left: &[u32], right: &[u32]) -> Contingency {
    Contingency::same_rows(&labelling(left.to_vec()), &labelling(right.to_vec())).unwrap()
}

#[test]
fn scikit_learn_gives_the_same_300_answers() {
    let golden: Golden = serde_json::from_str(include_str!("../golden/golden_metrics.json")).unwrap();
    assert_eq!(golden.cases.len(), 300);
    for case in golden.cases {
        let mut left = Vec::new();
        let mut right = Vec::new();
        for (label, other, members) in case.cells {
            left.resize(left.len() + members, label);
            right.resize(right.len() + members, other);
        }
        let table = table(&left, &right);
        let (ari, ami) = (adjusted_rand_index(&table), adjusted_mutual_information(&table));
        assert!((ari - case.adjusted_rand).abs() <= 1e-12, "{}: {ari} for {}", case.name, case.adjusted_rand);
        let expected = case.adjusted_mutual_information;
        assert!((ami - expected).abs() <= 1e-9, "{}: {ami} for {expected}", case.name);
    }
}

#[test]
fn an_interval_is_the_same_bits_everywhere() {
    let left: Vec<u32> = (0..9000).map(|customer| customer % 5).collect();
    let right: Vec<u32> = (0..9000).map(|customer| if customer % 11 == 0 { 0 } else { customer % 5 }).collect();
    let table = table(&left, &right);
    let interval = |seed| adjusted_rand_interval(&table, Resampling::new(0.95, 1000).unwrap(), seed).unwrap();
    assert_eq!(interval(42), interval(42));
    assert_ne!(interval(42), interval(43));
    // What one machine gave, in the shortest digits that name its bits: another must give the same.
    assert_eq!(interval(42), Interval { low: 0.801_870_104_631_835_1, high: 0.829_381_564_324_338_7 });
}

#[test]
fn there_is_no_agreement_of_one_customer() {
    let resampling = Resampling::new(0.95, 100).unwrap();
    assert_eq!(Agreement::of(&table(&[0], &[0]), resampling, 1), None);
    let agreement = Agreement::of(&table(&[0, 1], &[1, 0]), resampling, 1).unwrap();
    assert!((agreement.ari - 1.0).abs() < f64::EPSILON && (agreement.ami - 1.0).abs() < f64::EPSILON);
    assert_eq!(agreement.customers, 2);
}

/// Two labellings of as many customers, into at most six segments.
fn label_pairs() -> impl Strategy<Value = Vec<(u32, u32)>> {
    prop::collection::vec((0..6_u32, 0..6_u32), 0..200)
}

fn measures(pairs: &[(u32, u32)]) -> (f64, f64) {
    let (left, right): (Vec<u32>, Vec<u32>) = pairs.iter().copied().unzip();
    let table = table(&left, &right);
    (adjusted_rand_index(&table), adjusted_mutual_information(&table))
}

/// Rand indices are quotients of integers and must be equal; logarithms are summed in the order of the labels.
fn assert_same(left: (f64, f64), right: (f64, f64)) -> Result<(), TestCaseError> {
    prop_assert_eq!(left.0.to_bits(), right.0.to_bits());
    prop_assert!((left.1 - right.1).abs() < 1e-12, "{} and {}", left.1, right.1);
    Ok(())
}

proptest! {
    #[test]
    fn renaming_labels_changes_nothing(
        pairs in label_pairs(),
        left in Just([0_u32, 1, 2, 3, 4, 5]).prop_shuffle(),
        right in Just([10_u32, 21, 2, 3, 24, 15]).prop_shuffle(),
    ) {
        let renamed: Vec<_> = pairs.iter().map(|&(l, r)| (left[l as usize], right[r as usize])).collect();
        assert_same(measures(&pairs), measures(&renamed))?;
    }

    #[test]
    fn swapping_sides_changes_nothing(pairs in label_pairs()) {
        let swapped: Vec<_> = pairs.iter().map(|&(left, right)| (right, left)).collect();
        assert_same(measures(&pairs), measures(&swapped))?;
    }

    #[test]
    fn the_order_of_customers_changes_nothing(
        (pairs, shuffled) in label_pairs().prop_flat_map(|pairs| (Just(pairs.clone()), Just(pairs).prop_shuffle())),
    ) {
        prop_assert_eq!(measures(&pairs), measures(&shuffled));
    }

    #[test]
    fn a_labelling_agrees_with_itself_and_ranges_hold(pairs in label_pairs()) {
        let (ari, ami) = measures(&pairs);
        prop_assert!((-0.5..=1.0).contains(&ari), "{ari}");
        prop_assert!(ami <= 1.0 + 1e-12, "{ami}");
        let itself: Vec<_> = pairs.iter().map(|&(left, _)| (left, left)).collect();
        prop_assert_eq!(measures(&itself), (1.0, 1.0));
    }

    #[test]
    fn common_customers_are_those_in_both(
        left in prop::collection::btree_map(0..60_u32, 0..4_u32, 0..50),
        right in prop::collection::btree_map(0..60_u32, 0..4_u32, 0..50),
    ) {
        let of = |labels: &std::collections::BTreeMap<u32, u32>| {
            Labelling::new(labels.keys().copied().collect(), labels.values().copied().collect(), 4).unwrap()
        };
        let joined: Vec<_> =
            left.iter().filter_map(|(customer, &label)| Some((label, *right.get(customer)?))).collect();
        let mut counts = vec![0; 16];
        for (row, column) in &joined {
            counts[*row as usize * 4 + *column as usize] += 1;
        }
        let table = Contingency::common(&of(&left), &of(&right));
        prop_assert_eq!(table.counts(), counts);
        prop_assert_eq!(table.total(), joined.len() as u64);
    }
}
