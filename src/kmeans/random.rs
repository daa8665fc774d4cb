//! Streams of random numbers, one for each purpose, all from the one seed.

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::numeric::mix;

/// What a stream is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    /// Drawing the sample.
    Sample = 1,
    /// A start.
    Start = 2,
    /// A breathing move.
    Move = 3,
}

/// The stream of the `number`-th start, or move.
pub(super) fn stream(seed: u64, purpose: Purpose, number: u32) -> Xoshiro256PlusPlus {
    let number = u64::from(number) << 8 | purpose as u64;
    Xoshiro256PlusPlus::seed_from_u64(mix(seed) ^ mix(number))
}
