//! The moving-block bootstrap of a survival function.
//!
//! Lifetimes that stand in order of time, from origins whose data overlap, are alike; drawn one by one they would look
//! like more than they are. So blocks of neighbours are drawn, with replacement and from every possible start, until
//! there are as many lifetimes as before; the last block is cut. Within blocks the likeness is kept.
//!
//! Künsch H. (1989), "The jackknife and the bootstrap for general stationary observations", Annals of Statistics 17,
//! 1217-1241.
//!
//! Blocks are no longer than lets three of them fit. One as long as the whole gives the same lifetimes at every draw,
//! and the variance 0; two hardly differ from draw to draw either, as most starts take them from the middle. With three
//! the variance still comes out too small, by about the share of the whole that a block is: that is why an effective
//! size is bounded by a count as well.

use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::{Lifetime, SurvivalFunction};
use crate::numeric::{compensated_sum, mix, quantile, real};

/// How the uncertainty of a survival curve is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BlockBootstrap {
    /// How many neighbouring lifetimes are drawn together: as many as share data with one of them. At least 1, which is
    /// taken for 0 as well; no more than a third of the lifetimes are.
    pub block: usize,
    /// Draws; 1000 for a usable variance, and below 2 there is none.
    pub draws: u32,
    /// Level of each of the two one-sided bounds, above 0 and below 1.
    pub confidence: f64,
    /// Decides the draws, and nothing else.
    pub seed: u64,
}

impl BlockBootstrap {
    /// The variance of the survival of `lifetimes`, in order of time, at each of `times`; 0 below two draws.
    ///
    /// Each draw has a stream of its own, and they are added in their order: threads do not change the bits.
    pub(super) fn variances(&self, lifetimes: &[Lifetime], times: &[f64]) -> Vec<f64> {
        let draws: Vec<Vec<f64>> = (0..self.draws)
            .into_par_iter()
            .filter_map(|draw| {
                let weights = self.weights(lifetimes.len(), draw);
                let function = SurvivalFunction::estimate(lifetimes.iter().copied().zip(weights))?;
                Some(times.iter().map(|&time| function.survival(time)).collect())
            })
            .collect();
        let count = real(draws.len() as u64);
        (0..times.len())
            .map(|time| {
                let values = || draws.iter().filter_map(|draw| draw.get(time));
                let mean = compensated_sum(values().copied()) / count;
                let squares = compensated_sum(values().map(|value| (value - mean) * (value - mean)));
                if draws.len() < 2 { 0.0 } else { squares / (count - 1.0) }
            })
            .collect()
    }

    /// The percentile interval of the mean of `values`, in order of time, at the confidence, two-sided; `None` without
    /// values or draws.
    #[must_use]
    pub fn interval_of_mean(&self, values: &[f64]) -> Option<(f64, f64)> {
        let size = real(values.len() as u64);
        let mut means: Vec<f64> = (0..self.draws)
            .map(|draw| {
                let weighted = self.weights(values.len(), draw).into_iter().zip(values);
                compensated_sum(weighted.map(|(weight, value)| f64::from(weight) * value)) / size
            })
            .collect();
        means.sort_unstable_by(f64::total_cmp);
        let tail = (1.0 - self.confidence) / 2.0;
        quantile(&means, tail).zip(quantile(&means, 1.0 - tail)).filter(|_| !values.is_empty())
    }

    /// How often each of `size` lifetimes is in a draw.
    fn weights(&self, size: usize, draw: u32) -> Vec<u32> {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(mix(self.seed) ^ mix(u64::from(draw)));
        let block = self.block.min(size / 3).max(1);
        let mut weights = vec![0; size];
        let mut missing = size;
        while missing > 0 {
            // As 64 bits: the draw is not to depend on the size of a pointer.
            let start = rng.gen_range(0..=(size - block) as u64);
            let drawn = weights.iter_mut().skip(usize::try_from(start).unwrap_or(0)).take(block.min(missing));
            drawn.for_each(|weight| *weight += 1);
            missing -= block.min(missing);
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bootstrap(block: usize, draws: u32) -> BlockBootstrap {
        BlockBootstrap { block, draws, confidence: 0.95, seed: 5 }
    }

    #[test]
    fn a_draw_has_as_many_lifetimes_in_blocks() {
        for (size, block) in [(1, 1), (2, 1), (3, 5), (10, 3), (10, 0), (60, 7), (61, 100)] {
            for draw in 0..50 {
                let weights = bootstrap(block, 1).weights(size, draw);
                assert_eq!(weights.iter().sum::<u32>() as usize, size);
                // Weights change only where a block begins or ends.
                let changes = weights.windows(2).filter(|pair| pair[0] != pair[1]).count();
                let length = block.clamp(1, (size / 3).max(1));
                assert!(changes <= 2 * size.div_ceil(length), "{size} {block}: {weights:?}");
            }
        }
    }

    #[test]
    fn single_lifetimes_give_the_binomial_variance() {
        let lifetimes: Vec<Lifetime> = (0..40)
            .map(|life| {
                if life % 4 == 0 {
                    Lifetime { lower: 1.0, upper: Some(2.0) }
                } else {
                    Lifetime { lower: 9.0, upper: None }
                }
            })
            .collect();
        let variances = bootstrap(1, 4000).variances(&lifetimes, &[1.0, 2.0]);
        assert_eq!(variances[0], 0.0);
        // Two standard deviations of a variance from 4000 draws are 4.5 %.
        assert!((variances[1] / (0.25 * 0.75 / 40.0) - 1.0).abs() < 0.09, "{variances:?}");
    }

    #[test]
    fn blocks_see_that_neighbours_are_alike() {
        // Twelve runs of five equal lifetimes: twelve observations, not sixty.
        let lifetimes: Vec<Lifetime> = (0..60)
            .map(|life| {
                if life / 5 % 3 == 0 {
                    Lifetime { lower: 2.0, upper: Some(2.0) }
                } else {
                    Lifetime { lower: 9.0, upper: None }
                }
            })
            .collect();
        let worth = |block| 2.0 / 9.0 / bootstrap(block, 2000).variances(&lifetimes, &[3.0])[0];
        assert!(worth(1) > 50.0, "{}", worth(1));
        assert!(worth(5) < 25.0, "{}", worth(5));
    }

    #[test]
    fn below_two_draws_there_is_no_variance() {
        let lifetimes = [Lifetime { lower: 1.0, upper: Some(1.0) }, Lifetime { lower: 2.0, upper: None }];
        for draws in [0, 1] {
            assert_eq!(bootstrap(1, draws).variances(&lifetimes, &[1.5]), [0.0]);
        }
    }
}
