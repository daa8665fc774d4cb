//! Hashes of texts that are the same on every machine and in every version.

use super::mix;

/// A hash of a text, its bits evenly spread.
///
/// Source: FNV-1a of 64 bits (Fowler G., Noll L. C., Vo K.-P., Eastlake D., RFC 9923), then one step of [`mix`], as FNV's own
/// high bits are poorly spread.
#[must_use]
pub fn text_hash(text: &str) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    mix(text.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv_as_its_authors_give_it() {
        // Test vectors of the reference implementation: "" and "foobar".
        assert_eq!(text_hash(""), mix(0xcbf2_9ce4_8422_2325));
        assert_eq!(text_hash("foobar"), mix(0x8594_4171_f739_67e8));
    }
}
