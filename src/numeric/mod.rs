//! Arithmetic that gives the same bits everywhere: compensated sums, quantiles, the beta and the normal distribution,
//! seeds made of other seeds.

mod beta;
mod hash;
mod normal;
mod quantile;
mod rate;
mod seed;
mod sum;

pub use beta::beta_quantile;
pub use hash::text_hash;
pub use normal::normal_quantile;
pub use quantile::quantile;
pub use rate::Rate;
pub use seed::mix;
pub use sum::compensated_sum;

/// A count as a real number: exact below 2^53, and nothing here is counted that far.
#[inline]
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub fn real(count: u64) -> f64 {
    count as f64
}
