//! Streams of random numbers, one for each purpose, all from the one seed.

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

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

/// One step of `SplitMix64`: neighbouring numbers come out far apart.
///
/// Source: Steele, G. L., Lea, D. & Flood, C. H. (2014), Fast splittable pseudorandom number generators, OOPSLA.
fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
