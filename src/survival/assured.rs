//! What is assured when nothing has ended yet.
//!
//! If lives end at a constant rate 1/θ, none ends in an exposure T with probability exp(-T/θ). The θ for which that is
//! still as likely as 1 - confidence is the lower bound of the mean lifetime:
//!
//! ```text
//!         T
//! θ = ─────────────────────
//!     -ln(1 - confidence)
//! ```
//!
//! At 95 % that is T / 3: the rule of three. Range 0 to infinity; 0 without exposure, 0 at confidence 1, and without
//! bound at confidence 0. Not a number for a confidence that is not within 0 and 1.
//!
//! Epstein B., Sobel M. (1953), "Life testing", JASA 48, 486-502.

/// The lower confidence bound of the mean lifetime, in the unit of `exposure`, after no life has ended in it.
///
/// `exposure` is the sum, at least 0, of the times that were observed on stretches that share nothing; `confidence` is
/// one-sided, above 0 and below 1.
#[must_use]
pub fn assured_lifetime(exposure: f64, confidence: f64) -> f64 {
    exposure / -libm::log1p(-confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_of_three() {
        let bound = assured_lifetime(36.0, 0.95);
        assert!((bound - 36.0 / 2.995_732_273_553_991).abs() < 1e-13, "{bound}");
        assert_eq!(assured_lifetime(0.0, 0.95), 0.0);
        assert_eq!(assured_lifetime(36.0, 1.0), 0.0);
        assert!(assured_lifetime(36.0, 1.5).is_nan());
    }

    #[test]
    fn as_likely_as_claimed() {
        // With that mean, none of 36 months sees an end with probability 1 - confidence.
        for confidence in [0.5, 0.9, 0.95, 0.999] {
            let none = libm::exp(-36.0 / assured_lifetime(36.0, confidence));
            assert!((none - (1.0 - confidence)).abs() < 1e-14, "{confidence}: {none}");
        }
    }
}
