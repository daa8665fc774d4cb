//! A stream of random numbers, and the distributions a market needs: the same bits on every machine.

use rand::{Rng, RngCore, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// A customer's own stream, so that no customer's draws depend on another's.
pub(super) struct Draws(Xoshiro256PlusPlus);

impl Draws {
    /// The stream of the `customer`-th customer of the market with this seed.
    pub fn of_customer(seed: u64, customer: u32) -> Self {
        // Through a stream of the market's own: neighbouring seeds would otherwise share customers.
        let key = Xoshiro256PlusPlus::seed_from_u64(seed).next_u64();
        Self(Xoshiro256PlusPlus::seed_from_u64(key.wrapping_add(u64::from(customer))))
    }

    /// Uniform in [0, 1).
    pub fn uniform(&mut self) -> f64 {
        self.0.r#gen()
    }

    /// Erlang: the sum of `shape` independent exponentials of mean 1; its mean is `shape`.
    pub fn erlang(&mut self, shape: u32) -> f64 {
        let product: f64 = (0..shape).map(|_| 1.0 - self.uniform()).product();
        -libm::log(product)
    }

    /// Standard normal, by Box G., Muller M. (1958), "A note on the generation of random normal deviates", Annals of
    /// Mathematical Statistics 29, 610-611.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// The index of one of the weights, which sum to 1; each is drawn as often as it weighs.
    pub fn index(&mut self, weights: impl ExactSizeIterator<Item = f64>) -> usize {
        let last = weights.len().saturating_sub(1);
        let mut left = self.uniform();
        weights
            .take(last)
            .position(|weight| {
                left -= weight;
                left < 0.0
            })
            .unwrap_or(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWS: u32 = 40_000;

    /// Mean and variance of many draws.
    fn moments(draw: impl Fn(&mut Draws) -> f64) -> (f64, f64) {
        let mut draws = Draws::of_customer(1, 1);
        let values: Vec<f64> = (0..DRAWS).map(|_| draw(&mut draws)).collect();
        let mean = values.iter().sum::<f64>() / f64::from(DRAWS);
        (mean, values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / f64::from(DRAWS))
    }

    #[test]
    fn distributions_have_their_moments() {
        // Tolerances are at least five standard errors of 40 000 draws.
        let (mean, variance) = moments(Draws::normal);
        assert!(mean.abs() < 0.025 && (variance - 1.0).abs() < 0.04, "{mean} {variance}");
        let (mean, variance) = moments(|draws| draws.erlang(4));
        assert!((mean - 4.0).abs() < 0.05 && (variance - 4.0).abs() < 0.2, "{mean} {variance}");
        let (mean, variance) = moments(|draws| [0.0, 0.0, 1.0][draws.index([0.2, 0.5, 0.3].into_iter())]);
        assert!((mean - 0.3).abs() < 0.012 && (variance - 0.21).abs() < 0.01, "{mean} {variance}");
    }

    #[test]
    fn neighbouring_seeds_do_not_share_customers() {
        let first = |seed, customer| Draws::of_customer(seed, customer).0.next_u64();
        let of_seed = |seed| (0..50).map(move |customer| first(seed, customer)).collect::<Vec<_>>();
        assert!(of_seed(2).iter().all(|draw| !of_seed(1).contains(draw)));
    }
}
