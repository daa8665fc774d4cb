//! The noise floor: how low staleness falls by chance alone, when nothing has changed.
//!
//! Both sides of a comparison are samples of customers, and a model fitted on another sample cuts them a little
//! otherwise. So pairs of bootstrap samples are drawn from the origin's own customers, one as large as the origin and
//! one as large as the later window; a model is fitted on each, scaler included, and the two are compared on the later
//! sample's customers, as staleness is. The index that such pairs of unchanged samples reach with probability 1 − α is
//! the floor; a staleness whose whole interval is below it is a drift.
//!
//! **From few replicates.** With `n_r` replicates the 5 % quantile can be read off them, and a smaller one cannot. 1 − ARI
//! is about a sum of half-normal distances by which the borders between segments shift, and the square root of such a
//! sum is close to normal (as the cube root is of a χ²; Wilson E., Hilferty M. (1931), PNAS 17). So with y = √(1 − ARI),
//! mean ȳ and standard deviation s over the replicates, the floor is the one-sided prediction limit
//!
//! ```text
//! floor = 1 − (ȳ + t(n_r − 1, 1 − α) s √(1 + 1 / n_r))²
//! ```
//!
//! (Hahn G., Meeker W. (1991), "Statistical intervals", 4.6). In simulated sums of one to six half-normal shifts,
//! equal, unequal and correlated, with 30 replicates it is passed in 4.8 to 5.7 % of new pairs at α = 5 %, and in 0.8
//! to 1.3 % at 1 %; the logarithm in place of the root gives 0.6 to 3.4 % and 0.0 to 0.3 %, no transform 6.1 to 7.6 % and
//! 1.7 to 2.9 %.
//!
//! **Many looks.** A model is looked at again with each new window, for as long as it is in service. Windows that share
//! moments with one another are about one look; the j-th that shares none with those before is given
//! `α_j` = α / (j (j + 1)), and all of these together are α, however long the model lives (Bonferroni's inequality; a
//! spending sequence as in Foster D., Stine R. (2008), JRSS B 70). So a floor once given for a window does not change
//! when later windows come. Docs/calibration.md compares it with two other rules by simulation.
//!
//! Range: below 1; not below -1/2, the least index there is. Degenerate cases: below two replicates there is none.
//! Replicates that all agree wholly give 1.

use crate::numeric::{beta_quantile, compensated_sum, real};

/// The probability that a model is ever called drifted when nothing has changed.
pub const FALSE_ALARMS: f64 = 0.05;

/// The level of the `look`-th window without a common moment with those before it, from 1: 0.05 / (j (j + 1)).
#[must_use]
pub fn level_of_look(look: u32) -> f64 {
    let look = f64::from(look.max(1));
    FALSE_ALARMS / (look * (look + 1.0))
}

/// The index that a pair of unchanged samples stays at or above with probability 1 − `level`.
///
/// `agreements` are the adjusted Rand indices of pairs of samples, from `replicates` samples on each side: pairs that
/// share a sample are not independent of each other, so they count as `replicates` and not as pairs. `level` is in
/// (0, 0.5). `None` below two replicates or pairs.
#[must_use]
pub fn noise_floor(agreements: &[f64], replicates: u32, level: f64) -> Option<f64> {
    if agreements.len() < 2 || replicates < 2 {
        return None;
    }
    let roots: Vec<f64> = agreements.iter().map(|ari| (1.0 - ari).max(0.0).sqrt()).collect();
    let pairs = real(roots.len() as u64);
    let mean = compensated_sum(roots.iter().copied()) / pairs;
    let squares = compensated_sum(roots.iter().map(|root| (root - mean) * (root - mean)));
    let deviation = (squares / (pairs - 1.0)).sqrt();
    let spread = (1.0 + 1.0 / f64::from(replicates)).sqrt();
    let limit = mean + student_quantile(1.0 - level, f64::from(replicates - 1)) * deviation * spread;
    Some((1.0 - limit * limit).max(-0.5))
}

/// The quantile of Student's t with `freedom` degrees of freedom at `level`, in [0.5, 1).
///
/// t² / (ν + t²) is Beta(1/2, ν/2) (Johnson N., Kotz S., Balakrishnan N. (1995), "Continuous univariate distributions"
/// 2, chapter 28).
fn student_quantile(level: f64, freedom: f64) -> f64 {
    let share = beta_quantile(2.0 * level - 1.0, 0.5, freedom / 2.0);
    (freedom * share / (1.0 - share)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn student_quantiles_as_scipy_gives_them() {
        // scipy.stats.t.ppf
        for (level, freedom, expected) in [
            (0.95, 29.0, 1.699_127_026_533_497_6),
            (0.975, 29.0, 2.045_229_642_132_703),
            (0.999, 4.0, 7.173_182_219_782_308),
            (0.5, 9.0, 0.0),
        ] {
            let quantile = student_quantile(level, freedom);
            assert!((quantile - expected).abs() < 1e-9 * (1.0 + expected), "{level} {freedom}: {quantile}");
        }
    }

    #[test]
    fn levels_of_all_looks_sum_to_the_whole() {
        let spent: f64 = (1..=10_000).map(level_of_look).sum();
        assert!((spent - FALSE_ALARMS).abs() < 1e-5, "{spent}");
    }

    #[test]
    fn the_limit_of_a_written_out_case() {
        // y = 0.1, 0.2, 0.3: mean 0.2, deviation 0.1; t(2, 0.95) = 2.91998558; √(4/3).
        let agreements = [1.0 - 0.01, 1.0 - 0.04, 1.0 - 0.09];
        let floor = noise_floor(&agreements, 3, 0.05).unwrap();
        let limit = 0.2 + 2.919_985_580_353_726 * 0.1 * (4.0_f64 / 3.0).sqrt();
        assert!((floor - (1.0 - limit * limit)).abs() < 1e-9, "{floor}");
    }

    #[test]
    fn whole_agreement_is_1_and_too_few_are_none() {
        assert_eq!(noise_floor(&[1.0; 5], 5, 0.05), Some(1.0));
        assert_eq!(noise_floor(&[0.9], 1, 0.05), None);
        assert_eq!(noise_floor(&[], 30, 0.05), None);
        assert!(noise_floor(&[0.9, -0.4, 0.1], 3, 0.001).is_some_and(|floor| floor >= -0.5));
    }
}
