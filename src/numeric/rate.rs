//! How often something happened, with its exact interval.
//!
//! Of n independent trials x succeeded; the interval holds every probability under which neither so few nor so many is
//! rarer than (1 − c) / 2 (Clopper C., Pearson E. (1934), Biometrika 26, 404-413). It covers at least c, and errs on the
//! wide side. No trials: 0 to 1.

use serde::{Deserialize, Serialize};

use super::beta_quantile;

/// A share of trials.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// How many succeeded.
    pub count: u32,
    /// Of how many.
    pub of: u32,
    /// Their share, in [0, 1]; 0 of none.
    pub share: f64,
    /// Lower end of the two-sided 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Rate {
    /// `count` of `of`.
    #[must_use]
    pub fn new(count: u32, of: u32) -> Self {
        let (successes, failures) = (f64::from(count), f64::from(of.saturating_sub(count)));
        let low = if count == 0 { 0.0 } else { beta_quantile(0.025, successes, failures + 1.0) };
        let high = if count >= of { 1.0 } else { beta_quantile(0.975, successes + 1.0, failures) };
        Self { count, of, share: successes / f64::from(of.max(1)), low, high }
    }

    /// How many of `trials` are true.
    pub fn among(trials: impl IntoIterator<Item = bool>) -> Self {
        let (count, of) = trials.into_iter().fold((0, 0), |(count, of), hit| (count + u32::from(hit), of + 1));
        Self::new(count, of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_as_scipy_gives_them() {
        // scipy.stats.binomtest(count, of).proportion_ci(0.95, "exact")
        for (count, of, low, high) in [
            (0, 20, 0.0, 0.168_433_470_983_085_36),
            (5, 200, 0.008_166_166_190_710_24, 0.057_374_351_127_267_13),
            (30, 30, 0.884_296_691_777_972_5, 1.0),
        ] {
            let rate = Rate::new(count, of);
            assert!((rate.low - low).abs() < 1e-9 && (rate.high - high).abs() < 1e-9, "{rate:?}");
        }
        assert_eq!((Rate::new(0, 0).low, Rate::new(0, 0).high), (0.0, 1.0));
    }
}
