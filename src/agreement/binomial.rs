//! Draws from the binomial distribution, the same on every machine.
//!
//! `rand_distr` takes its logarithms and powers from the platform's C library, whose last bits differ between
//! platforms; here they are `libm`'s.
//!
//! Below a mean of 10, inversion: successes are counted up until the distribution function passes a uniform number.
//! From there on, rejection from a transformed uniform number: Hörmann W. (1993), "The generation of binomial random
//! variates", Journal of Statistical Computation and Simulation 46, 101-110, algorithm BTRS.

use rand::Rng;
use rand::distributions::Open01;

use crate::numeric::real;

/// The mean from which rejection is used; its constants are fitted for 10 and above.
const REJECTION_MEAN: f64 = 10.0;

/// How many of `trials` succeed when each does with `probability`, at least 0 and at most 1. `trials` is at most 2^32.
pub(super) fn binomial(trials: u64, probability: f64, rng: &mut impl Rng) -> u64 {
    if probability > 0.5 {
        return trials - binomial(trials, 1.0 - probability, rng);
    }
    if real(trials) * probability < REJECTION_MEAN {
        by_inversion(trials, probability, rng)
    } else {
        by_rejection(trials, probability, rng)
    }
}

fn by_inversion(trials: u64, probability: f64, rng: &mut impl Rng) -> u64 {
    let odds = probability / (1.0 - probability);
    let mut mass = libm::exp(real(trials) * libm::log1p(-probability));
    let mut left: f64 = rng.sample(Open01);
    let mut successes = 0;
    // Rounding may leave something beyond the last of the mass: `trials` ends it.
    while left > mass && successes < trials {
        left -= mass;
        mass *= odds * real(trials - successes) / real(successes + 1);
        successes += 1;
    }
    successes
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 and 2^32 where it is cast")]
#[expect(clippy::many_single_char_names, reason = "the paper's letters")]
fn by_rejection(trials: u64, probability: f64, rng: &mut impl Rng) -> u64 {
    let n = real(trials);
    let deviation = (n * probability * (1.0 - probability)).sqrt();
    // The paper's constants: a hat a / us² + b, and a box under it that needs no logarithm.
    let b = 1.15 + 2.53 * deviation;
    let a = -0.0873 + 0.0248 * b + 0.01 * probability;
    let center = n * probability + 0.5;
    let alpha = (2.83 + 5.1 / b) * deviation;
    let box_height = 0.92 - 4.2 / b;
    let mode = ((n + 1.0) * probability).floor();
    loop {
        let u: f64 = rng.sample::<f64, _>(Open01) - 0.5;
        let v: f64 = rng.sample(Open01);
        let us = 0.5 - u.abs();
        let k = ((2.0 * a / us + b) * u + center).floor();
        if us >= 0.07 && v <= box_height {
            return k as u64;
        }
        if k < 0.0 || k > n {
            continue;
        }
        let log_ratio = log_arrangements(n, k) - log_arrangements(n, mode)
            + (k - mode) * libm::log(probability / (1.0 - probability));
        if libm::log(v * alpha / (a / (us * us) + b)) <= log_ratio {
            return k as u64;
        }
    }
}

/// ln(n! / (k! (n - k)!)), without the n! that cancels between two of them.
fn log_arrangements(n: f64, k: f64) -> f64 {
    -libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_xoshiro::Xoshiro256PlusPlus;

    use super::*;

    /// Pearson's statistic against the exact probabilities, and its degrees of freedom; classes below 20 pooled.
    fn chi_squared(trials: u64, probability: f64, draws: u32) -> (f64, f64) {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(11);
        let mut observed = vec![0_u32; usize::try_from(trials).unwrap() + 1];
        for _ in 0..draws {
            observed[usize::try_from(binomial(trials, probability, &mut rng)).unwrap()] += 1;
        }
        let (mut statistic, mut classes) = (0.0, 0.0);
        let (mut pooled_observed, mut pooled_expected) = (0.0, 0.0);
        for (count, &seen) in (0..).map(real).zip(&observed) {
            let n = real(trials);
            let log_mass = libm::lgamma(n + 1.0)
                + log_arrangements(n, count)
                + count * libm::log(probability)
                + (n - count) * libm::log1p(-probability);
            pooled_observed += f64::from(seen);
            pooled_expected += f64::from(draws) * libm::exp(log_mass);
            if pooled_expected >= 20.0 {
                statistic += (pooled_observed - pooled_expected).powi(2) / pooled_expected;
                classes += 1.0;
                (pooled_observed, pooled_expected) = (0.0, 0.0);
            }
        }
        (statistic, classes - 1.0)
    }

    #[test]
    fn draws_follow_the_distribution() {
        // Inversion, both sides of the switch, rejection near its limit and far from it, and the mirrored half.
        for (trials, probability) in
            [(5, 0.3), (40, 0.249), (40, 0.251), (90, 0.12), (1000, 0.5), (20_000, 0.04), (300, 0.93), (9, 0.999)]
        {
            let (statistic, freedom) = chi_squared(trials, probability, 200_000);
            // Four and a half standard deviations of the statistic.
            let limit = freedom + 4.5 * (2.0 * freedom.max(1.0)).sqrt();
            assert!(statistic < limit, "{trials} × {probability}: {statistic} with {freedom} degrees of freedom");
        }
    }

    #[test]
    fn certain_outcomes_are_certain() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
        for trials in [0, 1, 1000, 1 << 32] {
            assert_eq!(binomial(trials, 0.0, &mut rng), 0);
            assert_eq!(binomial(trials, 1.0, &mut rng), trials);
        }
    }

    #[test]
    fn a_hundred_million_trials_keep_their_mean_and_variance() {
        let (trials, probability, draws) = (100_000_000, 0.2, 20_000_u32);
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(3);
        let mean = real(trials) * probability;
        let variance = mean * (1.0 - probability);
        let deviations: Vec<f64> =
            (0..draws).map(|_| (real(binomial(trials, probability, &mut rng)) - mean) / variance.sqrt()).collect();
        let mean_deviation = deviations.iter().sum::<f64>() / f64::from(draws);
        let mean_square = deviations.iter().map(|deviation| deviation * deviation).sum::<f64>() / f64::from(draws);
        assert!(mean_deviation.abs() < 4.5 / f64::from(draws).sqrt(), "{mean_deviation}");
        assert!((mean_square - 1.0).abs() < 4.5 * (2.0 / f64::from(draws)).sqrt(), "{mean_square}");
    }
}
