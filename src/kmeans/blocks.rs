//! Work over the rows, block by block: in parallel where it pays, with the same bits either way.
//!
//! Whatever is summed over rows is summed within a block first, and the blocks' sums are added in block order, so the
//! result does not depend on which thread took which block, or on how many threads there are.

use rayon::prelude::*;

use super::tiles::{BLOCK_TILES, LANES, Tiles};

/// The arithmetic (rows × columns × clusters) that makes a pass worth sharing among threads: about a millisecond.
const PARALLEL_WORK: usize = 1 << 22;

/// Calls `work` with each block; returns what it said, in block order. `scratch` makes memory for `work` to use as it
/// likes.
pub(super) fn map_blocks<S, T: Send>(
    data: &Tiles,
    clusters: usize,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, usize) -> T + Sync + Send,
) -> Vec<T> {
    map_blocks_mut(data, clusters, &mut vec![(); data.rows().div_ceil(LANES)], scratch, |scratch, block, _| {
        work(scratch, block)
    })
}

/// The same, with each block's part of `items`, one item a tile, to be changed.
pub(super) fn map_blocks_mut<I: Send, S, T: Send>(
    data: &Tiles,
    clusters: usize,
    items: &mut [I],
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, usize, &mut [I]) -> T + Sync + Send,
) -> Vec<T> {
    if data.rows() * data.columns() * clusters < PARALLEL_WORK {
        let mut scratch = scratch();
        let blocks = items.chunks_mut(BLOCK_TILES).enumerate();
        blocks.map(|(block, items)| work(&mut scratch, block, items)).collect()
    } else {
        let blocks = items.par_chunks_mut(BLOCK_TILES).enumerate();
        blocks.map_init(scratch, |scratch, (block, items)| work(scratch, block, items)).collect()
    }
}

/// Calls `descend` with each origin of a descent; returns what it said, in their order.
pub(super) fn map_descents<O: Sync, T: Send>(
    data: &Tiles,
    clusters: usize,
    origins: &[O],
    descend: impl Fn(&O) -> T + Sync + Send,
) -> Vec<T> {
    // A descent is some twenty passes, so less than the work that a shared pass needs pays here.
    if 20 * data.rows() * data.columns() * clusters < PARALLEL_WORK {
        origins.iter().map(descend).collect()
    } else {
        origins.par_iter().map(descend).collect()
    }
}

/// Adds in order, with Neumaier's compensation: the error does not grow with the number of terms.
///
/// Source: Neumaier, A. (1974), Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54.
pub(super) fn compensated_sum(terms: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0);
    for term in terms {
        let total = sum + term;
        lost += if sum.abs() >= term.abs() { (sum - total) + term } else { (term - total) + sum };
        sum = total;
    }
    sum + lost
}

/// A count as a number; exact below 2⁵³.
#[inline]
#[expect(clippy::cast_precision_loss, reason = "rows are counted, and no matrix holds 2^53 of them")]
pub(super) fn as_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same bits are asked for")]
mod tests {
    use super::*;

    #[test]
    fn compensation_keeps_what_a_plain_sum_loses() {
        assert_eq!(compensated_sum([1.0, 1e100, 1.0, -1e100]), 2.0);
        assert_eq!(compensated_sum(std::iter::repeat_n(0.1, 10_000_000)), 1_000_000.0);
    }
}
