//! The unit in which drift is told.

use crate::feature::{mean, population_deviation};

/// The population standard deviation of the earlier values; `None` when there are none, or they are constant.
///
/// The deviation of equal values can be a rounding error instead of 0, so one below ten roundings of the mean is none,
/// as in the feature's scaler.
pub(super) fn spread(earlier: &[f64]) -> Option<f64> {
    let negligible = 10.0 * f64::EPSILON * mean(earlier)?.abs();
    population_deviation(earlier).filter(|&deviation| deviation > negligible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_constants_there_is_none() {
        assert_eq!(spread(&[1.0, 3.0]), Some(1.0));
        for constant in [0.0, 0.1, 1e9 + 0.3, -7.7] {
            assert_eq!(spread(&[constant; 7]), None, "{constant}");
        }
        assert_eq!(spread(&[]), None);
    }
}
