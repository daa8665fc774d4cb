//! Drift of a feature against scipy, and the laws that it and its undoing must obey.

use proptest::prelude::*;
use segwatch::drift::{
    QuantileMap, feature_drift, mean_shift_in_deviations, population_stability_index, wasserstein,
    wasserstein_in_deviations,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Golden {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    earlier: Vec<f64>,
    later: Vec<f64>,
    psi: f64,
    wasserstein: f64,
    wasserstein_sd: Option<f64>,
    mean_shift_sd: Option<f64>,
    mean_before: f64,
    mean_after: f64,
}

/// Whether the two are the same to nine digits, or both nothing.
fn close(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() <= 1e-9 * expected.abs(),
        (found, expected) => found == expected,
    }
}

#[test]
fn scipy_and_the_definition_give_the_same_answers() {
    let golden: Golden = serde_json::from_str(include_str!("../golden/drift.json")).unwrap();
    assert_eq!(golden.cases.len(), 61);
    for case in golden.cases {
        let drift = feature_drift(&case.earlier, &case.later).unwrap();
        for (what, found, expected) in [
            ("psi", Some(drift.psi), Some(case.psi)),
            ("wasserstein", wasserstein(&case.earlier, &case.later), Some(case.wasserstein)),
            ("wasserstein_sd", drift.wasserstein_sd, case.wasserstein_sd),
            ("mean_shift_sd", drift.mean_shift_sd, case.mean_shift_sd),
            ("mean_before", Some(drift.mean_before), Some(case.mean_before)),
            ("mean_after", Some(drift.mean_after), Some(case.mean_after)),
        ] {
            assert!(close(found, expected), "{}: {what} {found:?} for {expected:?}", case.name);
        }
    }
}

/// Values of which some are the same: eighths, so that shifts and doublings of them are exact.
fn values() -> impl Strategy<Value = Vec<f64>> {
    let spread = (1..400_i32).prop_flat_map(|most| prop::collection::vec(-most..most, 1..120));
    spread.prop_map(|eighths| eighths.into_iter().map(|eighth| f64::from(eighth) / 8.0).collect())
}

fn mapped(map: &QuantileMap, values: &[f64]) -> Vec<f64> {
    values.iter().map(|&value| map.map(value)).collect()
}

proptest! {
    #[test]
    fn a_sample_against_itself_has_no_drift((sample, shuffled) in values().prop_flat_map(|sample| {
        (Just(sample.clone()), Just(sample).prop_shuffle())
    })) {
        prop_assert_eq!(population_stability_index(&sample, &shuffled), Some(0.0));
        prop_assert_eq!(wasserstein(&sample, &shuffled), Some(0.0));
        prop_assert!(mean_shift_in_deviations(&sample, &shuffled).is_none_or(|shift| shift.abs() < 1e-12));
    }

    #[test]
    fn ranges_hold(earlier in values(), later in values()) {
        let drift = feature_drift(&earlier, &later).unwrap();
        prop_assert!(drift.psi >= 0.0 && drift.psi.is_finite(), "{drift:?}");
        if let (Some(distance), Some(shift)) = (drift.wasserstein_sd, drift.mean_shift_sd) {
            prop_assert!(distance >= shift.abs() - 1e-12, "{drift:?}");
        }
    }

    #[test]
    fn a_unit_is_only_a_unit(earlier in values(), later in values(), shift in -1000..1000_i32) {
        let other = |values: &[f64]| values.iter().map(|value| 4.0 * value + f64::from(shift)).collect::<Vec<_>>();
        let drift = feature_drift(&earlier, &later).unwrap();
        let rescaled = feature_drift(&other(&earlier), &other(&later)).unwrap();
        prop_assert!((drift.psi - rescaled.psi).abs() < 1e-12);
        let distances = (drift.wasserstein_sd, rescaled.wasserstein_sd);
        for (one, two) in [distances, (drift.mean_shift_sd, rescaled.mean_shift_sd)] {
            prop_assert_eq!(one.is_some(), two.is_some());
            prop_assert!(one.zip(two).is_none_or(|(one, two)| (one - two).abs() < 1e-9 * one.abs().max(1.0)));
        }
    }

    #[test]
    fn all_values_moved_by_so_much_is_that_far(earlier in values(), eighths in -800..800_i32) {
        let by = f64::from(eighths) / 8.0;
        let later: Vec<f64> = earlier.iter().map(|value| value + by).collect();
        let distance = wasserstein(&earlier, &later).unwrap();
        prop_assert!((distance - by.abs()).abs() < 1e-9, "{distance} for {by}");
        prop_assert_eq!(wasserstein(&later, &earlier), Some(distance));
        if let Some(distance) = wasserstein_in_deviations(&earlier, &later) {
            let shift = mean_shift_in_deviations(&earlier, &later).unwrap();
            prop_assert!((distance - shift.abs()).abs() < 1e-9 * distance.max(1.0), "{distance} {shift}");
        }
    }

    #[test]
    fn a_sample_is_mapped_onto_itself((sample, shuffled) in values().prop_flat_map(|sample| {
        (Just(sample.clone()), Just(sample).prop_shuffle())
    })) {
        let map = QuantileMap::between(&shuffled, &sample).unwrap();
        prop_assert_eq!(mapped(&map, &sample), sample);
    }

    #[test]
    fn a_map_is_monotone_and_stays_within_the_earlier_values(
        later in values(), earlier in values(), mut asked in values(),
    ) {
        let map = QuantileMap::between(&later, &earlier).unwrap();
        asked.extend(&later);
        asked.sort_unstable_by(f64::total_cmp);
        let found = mapped(&map, &asked);
        prop_assert!(found.is_sorted(), "{found:?}");
        let (low, high) = earlier.iter().fold((f64::MAX, f64::MIN), |(low, high), &v| (low.min(v), high.max(v)));
        prop_assert!(found.iter().all(|&value| low <= value && value <= high));
    }

    #[test]
    fn a_drift_that_keeps_the_order_is_undone(earlier in values()) {
        let later: Vec<f64> = earlier.iter().map(|value| (value / 20.0).exp() + 3.0).collect();
        let map = QuantileMap::between(&later, &earlier).unwrap();
        prop_assert_eq!(mapped(&map, &later), earlier);
    }
}
