//! Glass's Δ: the difference of two means in deviations of the earlier values.
//!
//! ```text
//! Δ = (mean later - mean earlier) / sd earlier
//! ```
//!
//! with the population standard deviation (divided by n). Range: any number, positive when the later mean is larger.
//! Degenerate case: none for earlier values that are constant.
//!
//! Glass G. V. (1976), "Primary, secondary, and meta-analysis of research", Educational Researcher 5, 3-8. The
//! deviation is that of one side, the earlier one, so that it is not itself moved by the drift.

use super::spread::spread;
use crate::feature::mean;

/// Glass's Δ; `None` when either side has no value or the earlier ones are constant.
#[must_use]
pub fn mean_shift_in_deviations(earlier: &[f64], later: &[f64]) -> Option<f64> {
    Some((mean(later)? - mean(earlier)?) / spread(earlier)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_sign_is_that_of_the_later_values() {
        assert_eq!(mean_shift_in_deviations(&[1.0, 3.0], &[5.0]), Some(3.0));
        assert_eq!(mean_shift_in_deviations(&[1.0, 3.0], &[-1.0, 0.0]), Some(-2.5));
        assert_eq!(mean_shift_in_deviations(&[1.0, 1.0], &[5.0]), None);
        assert_eq!(mean_shift_in_deviations(&[1.0, 3.0], &[]), None);
    }
}
