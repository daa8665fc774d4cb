//! A sample of rows in which no segment is lost.
//!
//! A segment h of Nₕ of all N rows gives nₕ = n Nₕ / N of them, rounded, but no fewer than a minimum and no more than it
//! has, drawn without replacement. With ȳₕ and sₕ² the mean and variance of what is measured on them, the mean over all
//! rows and its variance are estimated as
//!
//! ```text
//! ȳ = Σ (Nₕ / N) ȳₕ        v = Σ (Nₕ / N)² (1 − nₕ / Nₕ) sₕ² / nₕ
//! ```
//!
//! and the interval is ȳ ± z √v. Degenerate cases: a segment that is in the sample whole adds nothing to v, and one of
//! which a single row was drawn from several has no variance to estimate, and adds none.
//!
//! Cochran W. (1977), "Sampling techniques", third edition, sections 5.3 to 5.6.

use rand::SeedableRng;
use rand::seq::index;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::numeric::{compensated_sum, normal_quantile, real};

/// Which rows of a segment are in a sample of about `sample` of `all` rows: positions in the segment, ascending.
pub(super) fn drawn(rows: usize, all: usize, sample: usize, least: usize, seed: u64) -> Vec<usize> {
    let share = (sample * rows + all / 2) / all.max(1);
    let wanted = share.max(least).min(rows);
    if wanted == rows {
        return (0..rows).collect();
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut positions = index::sample(&mut rng, rows, wanted).into_vec();
    positions.sort_unstable();
    positions
}

/// What was measured on the sampled rows of a segment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stratum<'a> {
    /// Rows of the segment.
    pub(super) rows: usize,
    /// The values of the sampled ones, one or more.
    pub(super) values: &'a [f64],
}

impl Stratum<'_> {
    pub(super) fn mean(&self) -> f64 {
        compensated_sum(self.values.iter().copied()) / real(self.values.len() as u64)
    }

    /// (1 − nₕ / Nₕ) sₕ² / nₕ
    fn variance_of_mean(&self) -> f64 {
        let (sampled, mean) = (self.values.len(), self.mean());
        if sampled < 2 || sampled >= self.rows {
            return 0.0;
        }
        let (n, all) = (real(sampled as u64), real(self.rows as u64));
        let squares = compensated_sum(self.values.iter().map(|value| (value - mean) * (value - mean)));
        (1.0 - n / all) * squares / (n - 1.0) / n
    }
}

/// The mean over all rows, with the ends of its interval at `confidence`.
pub(super) fn estimate(strata: &[Stratum<'_>], confidence: f64) -> (f64, f64, f64) {
    let all = real(strata.iter().map(|stratum| stratum.rows as u64).sum());
    let share = |stratum: &Stratum<'_>| real(stratum.rows as u64) / all;
    let mean = compensated_sum(strata.iter().map(|stratum| share(stratum) * stratum.mean()));
    let variance = strata.iter().map(|stratum| share(stratum).powi(2) * stratum.variance_of_mean()).sum::<f64>();
    let half = if variance > 0.0 { normal_quantile(f64::midpoint(1.0, confidence)) * variance.sqrt() } else { 0.0 };
    (mean, mean - half, mean + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_segments_are_whole_and_others_by_their_share() {
        assert_eq!(drawn(30, 100_000, 1000, 50, 1), (0..30).collect::<Vec<_>>());
        let some = drawn(60_000, 100_000, 1000, 50, 1);
        assert_eq!(some.len(), 600);
        assert!(some.is_sorted_by(|left, right| left < right) && some[599] < 60_000);
        assert_eq!(drawn(500, 100_000, 1000, 50, 1).len(), 50);
        assert_ne!(some, drawn(60_000, 100_000, 1000, 50, 2));
    }

    #[test]
    fn a_written_out_estimate() {
        let strata = [Stratum { rows: 90, values: &[1.0, 2.0, 3.0] }, Stratum { rows: 10, values: &[5.0; 10] }];
        let (mean, low, high) = estimate(&strata, 0.95);
        assert!((mean - (0.9 * 2.0 + 0.1 * 5.0)).abs() < 1e-15);
        // 0.81 (1 − 3 / 90) 1 / 3
        let half = 1.959_963_984_540_054 * (0.81_f64 * (87.0 / 90.0) / 3.0).sqrt();
        assert!((high - mean - half).abs() < 1e-12 && (mean - low - half).abs() < 1e-12);
    }

    #[test]
    fn all_rows_leave_nothing_open() {
        let strata = [Stratum { rows: 2, values: &[0.1, 0.5] }, Stratum { rows: 1, values: &[0.0] }];
        let (mean, low, high) = estimate(&strata, 0.95);
        assert_eq!((low, high), (mean, mean));
    }
}
