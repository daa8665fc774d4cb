//! Work over the rows, block by block: in parallel where it pays, with the same bits either way.
//!
//! Whatever is summed over rows is summed within a block first, and the blocks' sums are added in block order, so the
//! result does not depend on which thread took which block, or on how many threads there are.

use rayon::prelude::*;

use super::tiles::{BLOCK_TILES, LANES, Tiles};

/// The arithmetic (rows × columns × clusters) that makes a pass worth sharing among threads: about a quarter of a
/// millisecond.
const PARALLEL_WORK: usize = 1 << 20;

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
