//! Internal validity against scikit-learn. `tests/python/make_validity_golden.py` makes the golden values.

use ndarray::Array2;
use segwatch::validity::{GroupedRows, SilhouetteSample, calinski_harabasz, davies_bouldin, silhouette};
use serde::Deserialize;

#[derive(Deserialize)]
struct Golden {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    columns: usize,
    values: Vec<f64>,
    labels: Vec<u32>,
    silhouettes: Vec<f64>,
    davies_bouldin: f64,
    calinski_harabasz: f64,
}

#[track_caller]
fn assert_close(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1e-3), "{what}: {found} and {expected}");
}

#[test]
fn indices_are_those_of_scikit_learn() {
    let golden: Golden = serde_json::from_str(include_str!("../golden/validity.json")).unwrap();
    assert!(golden.cases.len() > 20);
    for case in golden.cases {
        let rows = Array2::from_shape_vec((case.labels.len(), case.columns), case.values).unwrap();
        let grouped = GroupedRows::new(rows.view(), &case.labels).unwrap();
        let found = silhouette(&grouped, &SilhouetteSample::new(0.95, 1));
        let mean = case.silhouettes.iter().sum::<f64>() / case.silhouettes.len() as f64;
        assert_close(found.mean, mean, &format!("{}: silhouette", case.name));
        for segment in &found.segments {
            let of_segment = case.silhouettes.iter().zip(&case.labels).filter(|(_, label)| **label == segment.segment);
            let mut expected: Vec<f64> = of_segment.map(|(&value, _)| value).collect();
            expected.sort_unstable_by(f64::total_cmp);
            assert_eq!(segment.values.len(), expected.len());
            for (&found, &expected) in segment.values.iter().zip(&expected) {
                assert_close(found, expected, &format!("{}: segment {}", case.name, segment.segment));
            }
        }
        assert_close(davies_bouldin(&grouped), case.davies_bouldin, &format!("{}: Davies-Bouldin", case.name));
        assert_close(calinski_harabasz(&grouped), case.calinski_harabasz, &format!("{}: Calinski-Harabasz", case.name));
    }
}
