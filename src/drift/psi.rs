//! The population stability index: how far the shares of a distribution's bins moved.
//!
//! With p and q the shares of the earlier and of the later values in bin b, and the natural logarithm:
//!
//! ```text
//! PSI = Σ (q_b - p_b) ln(q_b / p_b)
//! ```
//!
//! Range: 0 or more; 0 when all shares are equal. By convention, below 0.1 nothing happened and above 0.25 a lot did.
//!
//! The bins end at the deciles of the earlier values (quantiles of type 7), each decile belonging to the bin it ends. A
//! value that is two or more of the deciles, as in a feature with few values, ends one bin before it and is one by
//! itself. So a constant gives three bins: below it, equal to it, above it.
//!
//! To every bin 0.5 is added, as one empty on one side would make the index infinite. Bins empty on both sides are left
//! out, so that the 0.5 says nothing where nothing was seen. Equal shares of n and of m values give 0 when n = m, and
//! otherwise something of the order of 1/n + 1/m.
//!
//! The index of two samples of one distribution is about (bins - 1) (1/n + 1/m): below 200 values on a side, chance
//! alone comes near 0.1. Degenerate case: none when either side has no value.
//!
//! Lewis E. M. (1994), "An introduction to credit scoring", 2nd ed.; Siddiqi N. (2006), "Credit risk scorecards".

use super::sorted;
use crate::numeric::{compensated_sum, real};

/// The index of the later values against the earlier ones; `None` when either side has no value.
#[must_use]
pub fn population_stability_index(earlier: &[f64], later: &[f64]) -> Option<f64> {
    if earlier.is_empty() || later.is_empty() {
        return None;
    }
    let ends = ends(earlier);
    let (befores, afters) = (counts(earlier, &ends), counts(later, &ends));
    let seen: Vec<(u64, u64)> = befores.into_iter().zip(afters).filter(|&bin| bin != (0, 0)).collect();
    let shares = |count: fn(&(u64, u64)) -> u64| {
        let smoothed = move |bin| real(count(bin)) + 0.5;
        let total = compensated_sum(seen.iter().map(smoothed));
        seen.iter().map(move |bin| smoothed(bin) / total)
    };
    Some(compensated_sum(shares(|bin| bin.0).zip(shares(|bin| bin.1)).map(|(p, q)| (q - p) * libm::log(q / p))))
}

/// Where a bin ends and the next begins.
#[derive(Debug, Clone, Copy, PartialEq)]
struct End {
    value: f64,
    /// Whether `value` itself is before the end.
    inclusive: bool,
}

/// The ends of all bins but the last, ascending.
fn ends(earlier: &[f64]) -> Vec<End> {
    let sorted = sorted(earlier);
    let deciles: Vec<f64> = (1..10).filter_map(|tenths| decile(&sorted, tenths)).collect();
    let mut ends = Vec::new();
    // They ascend: what is not less is equal.
    for equal in deciles.chunk_by(|one, next| one >= next) {
        if let Some(&value) = equal.first() {
            if equal.len() > 1 {
                ends.push(End { value, inclusive: false });
            }
            ends.push(End { value, inclusive: true });
        }
    }
    ends
}

/// The quantile at `tenths` / 10. Its position is a whole number and a remainder, and the division comes last, so that
/// a decile that is one of the values is it to the bit, and falls into its own bin.
fn decile(sorted: &[f64], tenths: usize) -> Option<f64> {
    let position = tenths * sorted.len().checked_sub(1)?;
    let below = *sorted.get(position / 10)?;
    match position % 10 {
        0 => Some(below),
        remainder => Some(below + (sorted.get(position / 10 + 1)? - below) * real(remainder as u64) / 10.0),
    }
}

/// How many values are in each bin, one more than there are ends.
fn counts(values: &[f64], ends: &[End]) -> Vec<u64> {
    let mut counts = vec![0; ends.len() + 1];
    for &value in values {
        let passed = |end: &End| if end.inclusive { value > end.value } else { value >= end.value };
        counts[ends.partition_point(passed)] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bins(earlier: &[f64], values: &[f64]) -> Vec<u64> {
        counts(values, &ends(earlier))
    }

    #[test]
    fn deciles_belong_to_the_bin_they_end() {
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!(bins(&values, &values), [11, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
        assert_eq!(bins(&values, &[-5.0, 10.0, 10.5, 90.0, 90.1]), [2, 1, 0, 0, 0, 0, 0, 0, 1, 1]);
    }

    #[test]
    fn a_value_of_many_is_a_bin_by_itself() {
        // Deciles 1 × 6, 2 × 2, 3.
        let orders = [[1.0].repeat(65), [2.0].repeat(20), [3.0].repeat(10), [8.0].repeat(5)].concat();
        assert_eq!(bins(&orders, &orders), [0, 65, 0, 20, 10, 5]);
        assert_eq!(bins(&orders, &[0.0, 1.0, 1.5, 2.0, 2.5, 4.0]), [1, 1, 1, 1, 1, 1]);
        assert_eq!(bins(&[7.0; 4], &[6.0, 7.0, 8.0, 9.0]), [1, 1, 2]);
        assert_eq!(bins(&[7.0], &[6.0, 7.0, 8.0]), [1, 1, 1]);
    }

    #[test]
    fn a_decile_that_is_a_value_is_it_to_the_bit() {
        for count in 1..400_u32 {
            let values: Vec<f64> = (0..=count).map(|value| f64::from(value) * 0.1).collect();
            for tenths in 1..10 {
                let found = decile(&values, tenths).unwrap();
                let close = crate::numeric::quantile(&values, real(tenths as u64) / 10.0).unwrap();
                assert!((found - close).abs() < 1e-12, "{found} {close}");
                if (tenths * count as usize).is_multiple_of(10) {
                    assert!(values.contains(&found), "{tenths} tenths of {count}");
                }
            }
        }
    }

    #[test]
    fn shares_that_stay_give_0() {
        let values: Vec<f64> = (0..500).map(|value| f64::from(value * 7919 % 500)).collect();
        assert_eq!(population_stability_index(&values, &values), Some(0.0));
        assert_eq!(population_stability_index(&[3.0; 5], &[3.0; 9]), Some(0.0));
        assert_eq!(population_stability_index(&[], &[1.0]), None);
        assert_eq!(population_stability_index(&[1.0], &[]), None);
    }

    #[test]
    fn the_textbook_sum() {
        // A constant that moves up for a quarter: shares 4.5, 0.5 of 5 and 3.5, 1.5 of 5.
        let (p, q): ([f64; 2], [f64; 2]) = ([0.9, 0.1], [0.7, 0.3]);
        let expected = (q[0] - p[0]) * (q[0] / p[0]).ln() + (q[1] - p[1]) * (q[1] / p[1]).ln();
        let found = population_stability_index(&[1.0; 4], &[1.0, 1.0, 2.0, 1.0]).unwrap();
        assert!((found - expected).abs() < 1e-14, "{found} {expected}");
    }
}
