//! How far a feature's distribution moved between two windows, and how to undo it.
//!
//! Pure functions of the values of an earlier and a later window, in any order, finite and without NaN. Windows have
//! other customers and other numbers of them.

mod psi;
mod quantile_map;
mod shift;
mod spread;
mod wasserstein;

use serde::{Deserialize, Serialize};

use crate::feature::mean;

pub use psi::population_stability_index;
pub use quantile_map::QuantileMap;
pub use shift::mean_shift_in_deviations;
pub use wasserstein::{wasserstein, wasserstein_in_deviations};

/// How far a feature moved. A deviation is the population standard deviation of the earlier values; `None` where they
/// are constant.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FeatureDrift {
    /// Population stability index, 0 or more.
    pub psi: f64,
    /// First Wasserstein distance in deviations, 0 or more.
    pub wasserstein_sd: Option<f64>,
    /// Difference of means in deviations: positive when the later mean is larger.
    pub mean_shift_sd: Option<f64>,
    /// Earlier mean, in the feature's unit.
    pub mean_before: f64,
    /// Later mean, in the feature's unit.
    pub mean_after: f64,
}

/// Measures how far a feature moved; `None` when either side has no value.
#[must_use]
pub fn feature_drift(earlier: &[f64], later: &[f64]) -> Option<FeatureDrift> {
    Some(FeatureDrift {
        psi: population_stability_index(earlier, later)?,
        wasserstein_sd: wasserstein_in_deviations(earlier, later),
        mean_shift_sd: mean_shift_in_deviations(earlier, later),
        mean_before: mean(earlier)?,
        mean_after: mean(later)?,
    })
}

/// The values in ascending order.
fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_moved_by_a_deviation() {
        let earlier: Vec<f64> = (0..100).map(|value| f64::from(value % 2)).collect();
        let later: Vec<f64> = earlier.iter().map(|value| value + 0.5).collect();
        let drift = feature_drift(&earlier, &later).unwrap();
        assert_eq!((drift.mean_before, drift.mean_after), (0.5, 1.0));
        assert_eq!((drift.wasserstein_sd, drift.mean_shift_sd), (Some(1.0), Some(1.0)));
        assert!(drift.psi > 1.0, "{drift:?}");
    }

    #[test]
    fn a_constant_has_no_deviations_and_nothing_no_drift() {
        let drift = feature_drift(&[0.1; 7], &[0.1, 0.2]).unwrap();
        assert_eq!((drift.wasserstein_sd, drift.mean_shift_sd), (None, None));
        assert!(drift.psi > 0.0);
        assert_eq!(feature_drift(&[], &[1.0]), None);
        assert_eq!(feature_drift(&[1.0], &[]), None);
    }
}
