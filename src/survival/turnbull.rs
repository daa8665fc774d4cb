//! The maximum-likelihood estimate where lifetimes overlap in part: Turnbull's.
//!
//! With mass `p_j` in innermost interval j and lifetimes i of weight `w_i` that contain the intervals in `C_i`, it
//! maximises
//!
//! ```text
//! Σ_i w_i ln Σ_{j in C_i} p_j        over p_j >= 0, Σ p_j = 1
//! ```
//!
//! `P_i` being the inner sum, the maximum is the p with `g_j = Σ_{i: j in C_i} w_i / P_i` equal to `Σ w_i` where
//! `p_j > 0` and not above it elsewhere (Gentleman R., Geyer C. (1994), "Maximum likelihood for interval censored data:
//! consistency and computation", Biometrika 81, 618-623). It is the only one: `P_i` is a difference of two cumulative
//! masses, and as a lifetime leads back from each right end to an earlier left end, these are all tied to the first.
//!
//! Turnbull's iteration `p_j ← p_j g_j / Σ w_i` creeps where mass is to vanish. Here the same maximum is found by
//! Newton's method over the intervals that have mass. Where a whole step would change the `P_i` by factors `1 + r_i`,
//! one of length a has the slope `Σ w_i r_i / (1 + a r_i) >= Σ w_i r_i² (1 - a / (1 - a ρ))`, ρ being the largest
//! `|r_i|`, so up to a = 1 / (1 + ρ) the likelihood grows. A step that would take a mass below 0 ends there, and the
//! interval is left out; when the steps have come to rest and some `g_j` is too large, the largest is let in. The
//! likelihood grows throughout, so no choice of intervals comes to rest twice.
//!
//! In cumulative masses the negative Hessian is the Laplacian of a graph whose edges are the lifetimes. Time of a step:
//! lifetimes + intervals³.

use super::cholesky;
use super::innermost::{Cover, Span};
use crate::numeric::real;

/// How far g may be above its limit, of that limit: rounding leaves 1e-14.
const EXCESS: f64 = 1e-12;

/// The largest relative change of a `P_i` after which the next is below rounding.
const SOLVED: f64 = 1e-7;

/// Steps at most: a stop in case that rounding makes choices come back. The tests' samples take no more than 33.
const STEPS: u32 = 1000;

/// The mass of each innermost interval; they add up to 1.
pub(super) fn masses(cover: &Cover) -> Vec<f64> {
    let size = cover.intervals.len();
    let mut face = Face { cover, masses: vec![1.0 / real(size as u64); size], support: (0..size).collect() };
    let mut let_in = None;
    for _ in 0..STEPS {
        let solved = face.step();
        if let_in.take().is_some_and(|interval| face.support.binary_search(&interval).is_err()) {
            break; // it gains nothing but rounding
        }
        if solved {
            let_in = face.wanted();
            let Some(interval) = let_in else { break };
            let place = face.support.partition_point(|&other| other < interval);
            face.support.insert(place, interval);
        }
    }
    face.masses
}

/// A choice of intervals that may have mass, and masses.
struct Face<'a> {
    cover: &'a Cover,
    masses: Vec<f64>,
    /// Ascending.
    support: Vec<usize>,
}

impl Face<'_> {
    /// One step of Newton's method; whether it was the last.
    fn step(&mut self) -> bool {
        let direction = self.direction();
        let largest = self.largest_change(&direction);
        if !largest.is_finite() {
            return true; // weights too far apart to be solved for
        }
        let moves: Vec<f64> = direction.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let mut length = 1.0 / (1.0 + largest);
        let mut emptied = None;
        for (&interval, &change) in self.support.iter().zip(&moves) {
            if change < 0.0 && self.masses[interval] <= -change * length {
                (length, emptied) = (self.masses[interval] / -change, Some(interval));
            }
        }
        for (&interval, change) in self.support.iter().zip(moves) {
            let mass = self.masses[interval] + length * change;
            self.masses[interval] = if emptied == Some(interval) { 0.0 } else { mass.max(0.0) };
        }
        let sum: f64 = self.masses.iter().sum();
        self.masses.iter_mut().for_each(|mass| *mass /= sum);
        self.support.retain(|&interval| self.masses[interval] > 0.0);
        emptied.is_none() && largest <= SOLVED
    }

    /// Where Newton's method takes the cumulative mass before each interval of the support, and all of it: 0 at both
    /// ends.
    fn direction(&self) -> Vec<f64> {
        let free = self.support.len() - 1;
        let (mut gradient, mut laplacian) = (vec![0.0; free], vec![0.0; free * free]);
        for (span, low, high, mass) in self.spans() {
            let pull = real(span.weight) / mass;
            let stiffness = pull / mass;
            if low > 0 {
                gradient[low - 1] -= pull;
                laplacian[(low - 1) * free + low - 1] += stiffness;
            }
            if high <= free {
                gradient[high - 1] += pull;
                laplacian[(high - 1) * free + high - 1] += stiffness;
            }
            if low > 0 && high <= free {
                laplacian[(high - 1) * free + low - 1] -= stiffness;
            }
        }
        cholesky::solve(&mut laplacian, &mut gradient);
        std::iter::once(0.0).chain(gradient).chain([0.0]).collect()
    }

    /// By how much of it the mass of a span changes at most; infinite when the direction is none.
    fn largest_change(&self, direction: &[f64]) -> f64 {
        let change = |(_, low, high, mass): (Span, usize, usize, f64)| {
            let change = ((direction[high] - direction[low]) / mass).abs();
            if change.is_nan() { f64::INFINITY } else { change }
        };
        self.spans().into_iter().map(change).fold(0.0, f64::max)
    }

    /// The spans, with their first interval and the one after their last by place in the support, and their mass.
    fn spans(&self) -> Vec<(Span, usize, usize, f64)> {
        let cumulative = self.cumulative();
        let place = |interval| self.support.partition_point(|&other| other < interval);
        let spans = self.cover.spans.iter().map(|&span| {
            let mass = cumulative[span.last + 1] - cumulative[span.first];
            (span, place(span.first), place(span.last + 1), mass)
        });
        spans.collect()
    }

    /// The interval outside of the support that gains most, if one gains at all.
    fn wanted(&self) -> Option<usize> {
        let limit = real(self.cover.total) * (1.0 + EXCESS);
        let outside = self.gains().into_iter().enumerate().filter(|(j, gain)| self.masses[*j] <= 0.0 && *gain > limit);
        outside.max_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(interval, _)| interval)
    }

    /// g of each interval.
    fn gains(&self) -> Vec<f64> {
        let mut gains = vec![0.0; self.masses.len()];
        for (span, _, _, mass) in self.spans() {
            let pull = real(span.weight) / mass;
            gains[span.first..=span.last].iter_mut().for_each(|gain| *gain += pull);
        }
        gains
    }

    /// The mass before each interval, and all of it.
    fn cumulative(&self) -> Vec<f64> {
        let mut sum = 0.0;
        std::iter::once(0.0)
            .chain(self.masses.iter().map(|mass| {
                sum += mass;
                sum
            }))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    use super::super::Lifetime;
    use super::super::product_limit::product_limit;
    use super::*;

    /// Lifetimes on a grid of `steps`, with overlaps in part, some exact and some censored; in any number of copies.
    fn sample(size: usize, steps: u32, seed: u64) -> Cover {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let lifetimes: Vec<(Lifetime, u32)> = (0..size)
            .map(|_| {
                let lower = f64::from(rng.gen_range(0..steps));
                let upper = match rng.gen_range(0..10) {
                    0 => Some(lower),
                    1 | 2 => None,
                    _ => Some(lower + f64::from(rng.gen_range(1..=steps / 2))),
                };
                (Lifetime { lower, upper }, rng.gen_range(1..4))
            })
            .collect();
        Cover::of(lifetimes).unwrap()
    }

    /// g over its limit, for each interval, summed up from the definition.
    fn gains(cover: &Cover, masses: &[f64]) -> Vec<f64> {
        let gain = |interval: usize| -> f64 {
            let within = cover.spans.iter().filter(|span| (span.first..=span.last).contains(&interval));
            within.map(|span| real(span.weight) / masses[span.first..=span.last].iter().sum::<f64>()).sum()
        };
        (0..masses.len()).map(|interval| gain(interval) / real(cover.total)).collect()
    }

    #[test]
    fn the_conditions_of_the_maximum_hold() {
        let mut empty = 0;
        for seed in 0..600 {
            let size = 2 + usize::try_from(seed).unwrap() % 90;
            let cover = sample(size, [6, 20, 200][size % 3], seed);
            let masses = masses(&cover);
            assert!((masses.iter().sum::<f64>() - 1.0).abs() < 1e-14);
            for (mass, gain) in masses.iter().zip(gains(&cover, &masses)) {
                assert!(*mass >= 0.0 && gain < 1.0 + 1e-11, "sample {seed}: {gain}");
                assert!(*mass == 0.0 || gain > 1.0 - 1e-11, "sample {seed}: {gain} with mass {mass}");
                empty += u32::from(*mass == 0.0);
            }
        }
        assert!(empty > 1000, "{empty}: too easy");
    }

    #[test]
    fn turnbulls_iteration_stays_where_it_is_and_comes_from_elsewhere() {
        for seed in 0..40 {
            let cover = sample(20, 12, 1000 + seed);
            let found = masses(&cover);
            let mut iterated = vec![1.0 / found.len() as f64; found.len()];
            for _ in 0..100_000 {
                let gains = gains(&cover, &iterated);
                iterated.iter_mut().zip(gains).for_each(|(mass, gain)| *mass *= gain);
            }
            for (found, iterated) in found.iter().zip(iterated) {
                // Where a mass vanishes with g at its limit the iteration leaves about 1 / steps.
                assert!((found - iterated).abs() < 1e-4, "sample {seed}: {found} for {iterated}");
            }
        }
    }

    #[test]
    fn it_is_the_product_limit_where_there_is_one() {
        let mut compared = 0;
        for seed in 0..300_u64 {
            let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
            let lifetimes: Vec<(Lifetime, u32)> = (0..rng.gen_range(2..60))
                .map(|_| {
                    let lower = f64::from(rng.gen_range(0_u32..15));
                    let upper = if seed % 2 == 0 { lower } else { lower + 1.0 };
                    (Lifetime { lower, upper: rng.gen_bool(0.6).then_some(upper) }, rng.gen_range(1..4))
                })
                .collect();
            let cover = Cover::of(lifetimes).unwrap();
            let mut beyond = 1.0;
            for (mass, after) in masses(&cover).into_iter().zip(product_limit(&cover).unwrap()) {
                beyond -= mass;
                assert!((beyond - after).abs() < 1e-12, "sample {seed}: {beyond} for {after}");
                compared += 1;
            }
        }
        assert!(compared > 2000, "{compared}");
    }
}
