//! The first Wasserstein distance: how far values have to be moved, on average, to make one distribution of another.
//!
//! With F and G the shares of values up to x on either side:
//!
//! ```text
//! W = ∫ |F(x) - G(x)| dx
//! ```
//!
//! Range: 0 or more, in the values' unit; 0 for the same distribution only. It is at least the difference of the means,
//! and equal to it when all values move the same way. Degenerate case: none when either side has no value.
//!
//! The integral is a sum over the gaps between neighbouring values, as in `scipy.stats.wasserstein_distance`.
//!
//! Vallender S. S. (1974), "Calculation of the Wasserstein distance between probability distributions on the line",
//! Theory of Probability and its Applications 18, 784-786.

use std::iter::from_fn;

use super::sorted;
use super::spread::spread;
use crate::numeric::{compensated_sum, real};

/// The distance, in the values' unit; `None` when either side has no value.
#[must_use]
pub fn wasserstein(earlier: &[f64], later: &[f64]) -> Option<f64> {
    let (earlier, later) = (sorted(earlier), sorted(later));
    let mut at = earlier.first()?.min(*later.first()?);
    // How many values are at or before `at`, but for those of its ties that are still to come: their gaps are 0.
    let (mut befores, mut afters) = (0, 0);
    let share = |count: usize, values: &[f64]| real(count as u64) / real(values.len() as u64);
    Some(compensated_sum(from_fn(|| {
        let apart = (share(befores, &earlier) - share(afters, &later)).abs();
        let next = match (earlier.get(befores), later.get(afters)) {
            (Some(&before), after) if after.is_none_or(|&after| before <= after) => {
                befores += 1;
                before
            }
            (_, Some(&after)) => {
                afters += 1;
                after
            }
            (_, None) => return None,
        };
        let term = apart * (next - at);
        at = next;
        Some(term)
    })))
}

/// The distance in population standard deviations of the earlier values; `None` when either side has no value or the
/// earlier ones are constant.
#[must_use]
pub fn wasserstein_in_deviations(earlier: &[f64], later: &[f64]) -> Option<f64> {
    Some(wasserstein(earlier, later)? / spread(earlier)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mass_times_distance() {
        assert_eq!(wasserstein(&[3.0, 0.0, 1.0], &[6.0, 5.0, 8.0]), Some(5.0));
        assert_eq!(wasserstein(&[0.0], &[0.0, 4.0]), Some(2.0));
        assert_eq!(wasserstein(&[2.0, 1.0, 1.0], &[1.0, 1.0, 1.0, 2.0, 1.0, 2.0]), Some(0.0));
        assert_eq!(wasserstein(&[1.0], &[]), None);
        assert_eq!(wasserstein_in_deviations(&[0.0, 2.0], &[3.0]), Some(2.0));
        assert_eq!(wasserstein_in_deviations(&[1.0, 1.0], &[3.0]), None);
    }
}
