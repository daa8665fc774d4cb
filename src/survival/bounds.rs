//! Bounds of a survival, from its effective sample size.
//!
//! ```text
//! low  = B⁻¹(1 - confidence; n* S,     n* (1 - S) + 1)      0 where S = 0
//! high = B⁻¹(confidence;     n* S + 1, n* (1 - S)    )      1 where S = 1
//! ```
//!
//! with B⁻¹ the quantile of the beta distribution: Clopper's and Pearson's exact bounds of a share, at a number of
//! lives that need not be whole. Each is one-sided. Range 0 to 1, with S between them at the usual levels.
//!
//! Degenerate cases: with no end seen, low = (1 - confidence)^(1 / n*), the rule of three; with n* = 0, low is 0 and
//! high 1.
//!
//! Korn E., Graubard B. (1998), "Confidence intervals for proportions with small expected number of positive counts
//! estimated from survey data", Survey Methodology 24, 193-201; without their factor for degrees of freedom.

use crate::numeric::beta_quantile;

/// Lower and upper bound of a share, each at `confidence`, between 0 and 1.
pub(super) fn bounds(survival: f64, effective: f64, confidence: f64) -> (f64, f64) {
    let (alive, ended) = (effective * survival, effective * (1.0 - survival));
    // Either may be 0 without the survival being so: a number that is too small.
    let low = if alive > 0.0 { beta_quantile(1.0 - confidence, alive, ended + 1.0) } else { 0.0 };
    let high = if ended > 0.0 { beta_quantile(confidence, alive + 1.0, ended) } else { 1.0 };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::real;

    #[test]
    fn without_ends_it_is_the_rule_of_three() {
        for n in [0.4, 1.0, 3.0, 17.5, 200.0] {
            let (low, high) = bounds(1.0, n, 0.95);
            assert!((low - libm::exp(libm::log(1.0 - 0.95) / n)).abs() < 1e-14, "{n}: {low}");
            assert_eq!(high, 1.0);
            let (mirrored, rest) = bounds(0.0, n, 0.95);
            assert!((1.0 - low - rest).abs() < 1e-14 && mirrored == 0.0, "{n}: {rest}");
        }
        assert_eq!([0.0, 0.5, 1.0].map(|survival| bounds(survival, 0.0, 0.95)), [(0.0, 1.0); 3]);
    }

    /// P(at most `most` of `n`) with probability `p`, term by term.
    fn binomial_below(most: u32, n: u32, p: f64) -> f64 {
        let mut mass = (0..n).fold(1.0, |mass, _| mass * (1.0 - p));
        let mut sum = mass;
        for k in 0..most {
            mass *= f64::from(n - k) / f64::from(k + 1) * (p / (1.0 - p));
            sum += mass;
        }
        sum
    }

    #[test]
    fn whole_numbers_of_lives_are_the_binomial_tails() {
        for (alive, n) in [(1_u32, 4_u32), (7, 9), (20, 60), (59, 60)] {
            let (low, high) = bounds(real(u64::from(alive)) / real(u64::from(n)), f64::from(n), 0.9);
            assert!((1.0 - binomial_below(alive - 1, n, low) - 0.1).abs() < 1e-12, "{alive} of {n}: {low}");
            assert!((binomial_below(alive, n, high) - 0.1).abs() < 1e-12, "{alive} of {n}: {high}");
        }
    }
}
