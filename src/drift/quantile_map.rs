//! A map that gives later values the distribution of earlier ones: it undoes a feature's drift and keeps the order.
//!
//! A later value with `less` values below it and `equal` values of its own has the mid-rank
//!
//! ```text
//! r = less + (equal - 1) / 2          (0 … n - 1)
//! ```
//!
//! and becomes the earlier value at the same level, r / (n - 1): linear between the neighbours of position
//! r (m - 1) / (n - 1) among the m earlier values, as a quantile of type 7. Between two later values, r is linear.
//!
//! Monotone; equal values stay equal; the image lies within the earlier values. Two samples of the same values, ties
//! included, give each value back, to the bit below 2^26 values. Values outside the later ones are taken as the nearest
//! of them. A single later value, or one value only, is at level 1/2: it becomes the median.
//!
//! Bolstad B. M., Irizarry R. A., Åstrand M., Speed T. P. (2003), "A comparison of normalization methods for high
//! density oligonucleotide array data based on variance and bias", Bioinformatics 19, 185-193; Maraun D. (2013), "Bias
//! correction, quantile mapping, and downscaling: revisiting the inflation issue", Journal of Climate 26, 2137-2143.

use super::sorted;
use crate::numeric::real;

/// A monotone map from later values to earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantileMap {
    /// The later values, ascending, each once.
    values: Vec<f64>,
    /// Their mid-ranks, ascending.
    ranks: Vec<f64>,
    /// The rank of the last of the later values, n - 1.
    last_rank: f64,
    /// The earlier values, ascending; at least one.
    earlier: Vec<f64>,
}

impl QuantileMap {
    /// The map from `later` to `earlier`, finite values in any order; `None` when either is empty.
    #[must_use]
    pub fn between(later: &[f64], earlier: &[f64]) -> Option<Self> {
        if earlier.is_empty() {
            return None;
        }
        let last_rank = real(later.len().checked_sub(1)? as u64);
        let (mut values, mut ranks, mut less) = (Vec::new(), Vec::new(), 0);
        // They ascend: what is not less is equal.
        for equal in sorted(later).chunk_by(|one, next| one >= next) {
            values.extend(equal.first());
            ranks.push(real(less) + real(equal.len() as u64 - 1) / 2.0);
            less += equal.len() as u64;
        }
        Some(Self { values, ranks, last_rank, earlier: sorted(earlier) })
    }

    /// The earlier value that a later `value` stands for. NaN stays NaN.
    #[must_use]
    pub fn map(&self, value: f64) -> f64 {
        if value.is_nan() { value } else { self.earlier_at(self.rank(value)) }
    }

    /// The rank of a value among the later ones, in [0, n - 1].
    fn rank(&self, value: f64) -> f64 {
        let above = self.values.partition_point(|&later| later < value).min(self.values.len() - 1);
        let (next, next_rank) = (self.values[above], self.ranks[above]);
        match above.checked_sub(1) {
            Some(below) if value < next => {
                let (last, last_rank) = (self.values[below], self.ranks[below]);
                between(last_rank, next_rank, (value - last) / (next - last))
            }
            _ => next_rank,
        }
    }

    /// The earlier value at the level of `rank`.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position in the values")]
    fn earlier_at(&self, rank: f64) -> f64 {
        let last = self.earlier.len() - 1;
        // Multiplied first: exact when there are as many earlier values as later ones.
        let position =
            if self.last_rank > 0.0 { rank * real(last as u64) / self.last_rank } else { real(last as u64) / 2.0 };
        let below = (position.floor() as usize).min(last);
        between(self.earlier[below], self.earlier[(below + 1).min(last)], position - position.floor())
    }
}

/// A `share` of the way from `low` to `high`, and never beyond it by a rounding.
fn between(low: f64, high: f64, share: f64) -> f64 {
    (low + (high - low) * share).min(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(later: &[f64], earlier: &[f64], values: &[f64]) -> Vec<f64> {
        let map = QuantileMap::between(later, earlier).unwrap();
        values.iter().map(|&value| map.map(value)).collect()
    }

    #[test]
    fn levels_meet_levels() {
        assert_eq!(mapped(&[30.0, 10.0, 20.0], &[1.0, 2.0, 4.0, 8.0, 16.0], &[10.0, 20.0, 30.0]), [1.0, 4.0, 16.0]);
        assert_eq!(mapped(&[10.0, 20.0], &[4.0, 2.0, 1.0], &[10.0, 15.0, 20.0]), [1.0, 2.0, 4.0]);
        // Two of three values tied: mid-rank 1/2 of 2, level 1/4.
        assert_eq!(mapped(&[5.0, 5.0, 9.0], &[0.0, 1.0, 2.0, 3.0, 4.0], &[5.0, 9.0]), [1.0, 4.0]);
    }

    #[test]
    fn a_drift_is_undone() {
        let earlier: Vec<f64> = (0..1000).map(|value| f64::from(value * 7919 % 1000).sqrt()).collect();
        let later: Vec<f64> = earlier.iter().map(|value| value.powi(3) * 0.7 + 12.0).collect();
        assert_eq!(mapped(&later, &earlier, &later), earlier);
    }

    #[test]
    fn outside_it_clamps() {
        assert_eq!(mapped(&[1.0, 2.0], &[10.0, 20.0], &[-1e300, 0.9, 2.1, f64::INFINITY]), [10.0, 10.0, 20.0, 20.0]);
        // The largest later values are tied: what is above them is one of them.
        assert_eq!(mapped(&[1.0, 2.0, 2.0], &[10.0, 20.0, 30.0], &[2.0, 3.0]), [25.0, 25.0]);
        assert!(mapped(&[1.0, 2.0], &[10.0, 20.0], &[f64::NAN])[0].is_nan());
    }

    #[test]
    fn one_value_becomes_the_median() {
        assert_eq!(mapped(&[5.0], &[1.0, 2.0, 9.0], &[4.0, 5.0, 6.0]), [2.0, 2.0, 2.0]);
        assert_eq!(mapped(&[5.0, 5.0], &[1.0, 2.0], &[5.0]), [1.5]);
        assert_eq!(mapped(&[5.0, 6.0], &[3.0], &[5.0, 6.0]), [3.0, 3.0]);
    }

    #[test]
    fn nothing_maps_nowhere() {
        assert_eq!(QuantileMap::between(&[], &[1.0]), None);
        assert_eq!(QuantileMap::between(&[1.0], &[]), None);
    }
}
