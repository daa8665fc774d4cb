//! Seeds made of other seeds.

/// One step of `SplitMix64`: neighbouring numbers come out unrelated.
///
/// Source: Steele G. L., Lea D., Flood C. H. (2014), "Fast splittable pseudorandom number generators", OOPSLA.
#[must_use]
pub fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_of_the_paper() {
        // The first two numbers of SplitMix64 seeded with 0, as Vigna's reference implementation gives them.
        assert_eq!(mix(0), 0xe220_a839_7b1d_cdaf);
        assert_eq!(mix(0x9e37_79b9_7f4a_7c15), 0x6e78_9e6a_a1b9_65f4);
    }
}
