//! How many independent lifetimes a survival is worth.
//!
//! ```text
//! n* = min(independent, S (1 - S) / Var S)
//! ```
//!
//! A share of n independent lives has the variance S (1 - S) / n, so the second is the number of them that would have
//! left as much open. It is an estimate from few data, and where lifetimes are alike it can be far too large; the
//! first, a count of lifetimes that share no data, does not depend on when they ended. Range 0 to `independent`.
//!
//! Degenerate cases: where S is 0 or 1, or no draw gave another, the variance says nothing, and `independent` stands.
//!
//! Kish L. (1965), "Survey sampling", 8.2: the sample's size over its design effect.

/// The effective sample size of a `survival` whose sampling variance is `variance`.
pub(super) fn effective_size(survival: f64, variance: f64, independent: u32) -> f64 {
    let limit = f64::from(independent);
    let spread = survival * (1.0 - survival);
    if spread > 0.0 && variance > 0.0 { limit.min(spread / variance) } else { limit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smaller_of_the_two() {
        assert_eq!(effective_size(0.5, 0.25 / 8.0, 12), 8.0);
        assert_eq!(effective_size(0.5, 0.25 / 8.0, 3), 3.0);
        assert_eq!(effective_size(0.5, 1e-300, 3), 3.0);
    }

    #[test]
    fn without_variance_the_count_stands() {
        assert_eq!([(0.0, 0.1), (1.0, 0.1), (0.5, 0.0)].map(|(s, v)| effective_size(s, v, 7)), [7.0; 3]);
        assert_eq!(effective_size(0.5, 0.1, 0), 0.0);
    }
}
