//! The kernel of the silhouette: sums of distances from a few rows to many.
//!
//! Eight rows at a time, each distance √Σ (xⱼ − yⱼ)² with its columns added in order and without fused multiply-add, each
//! sum in the order of the other rows: the same bits with and without AVX2. Nothing is won by working out ‖x‖² + ‖y‖² −
//! 2xy instead, as scikit-learn does: with the few columns of a segmentation the root takes most of the time, and the
//! difference would lose digits where rows are close.

#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the wider registers")]

use pulp::{Arch, Simd, WithSimd};

/// Rows whose distances are summed at once.
pub(super) const LANES: usize = 8;

/// Rows column by column: `tile[column][lane]`. The lanes beyond the last row are 0.
pub(super) fn tile<'a>(rows: impl Iterator<Item = &'a [f64]>, columns: usize) -> Vec<[f64; LANES]> {
    let mut tile = vec![[0.0; LANES]; columns];
    for (lane, row) in rows.take(LANES).enumerate() {
        for (column, &value) in tile.iter_mut().zip(row) {
            column[lane] = value;
        }
    }
    tile
}

/// For each row of a tile, the sum of its distances to `others`, which are row by row and have the tile's columns.
pub(super) fn distance_sums(tile: &[[f64; LANES]], others: &[f64]) -> [f64; LANES] {
    if tile.is_empty() { [0.0; LANES] } else { Arch::new().dispatch(Kernel { tile, others }) }
}

struct Kernel<'a> {
    tile: &'a [[f64; LANES]],
    others: &'a [f64],
}

impl WithSimd for Kernel<'_> {
    type Output = [f64; LANES];

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> [f64; LANES] {
        let mut sums = [0.0; LANES];
        // Register by register, and not all lanes in a loop: the compiler takes the roots of such a loop one at a time.
        for (place, sums) in S::as_mut_simd_f64s(&mut sums).0.iter_mut().enumerate() {
            let tile: Vec<S::f64s> =
                self.tile.iter().filter_map(|column| S::as_simd_f64s(column).0.get(place)).copied().collect();
            for other in self.others.chunks_exact(tile.len()) {
                let mut squared = simd.splat_f64s(0.0);
                for (&column, &value) in tile.iter().zip(other) {
                    let difference = simd.sub_f64s(column, simd.splat_f64s(value));
                    squared = simd.add_f64s(squared, simd.mul_f64s(difference, difference));
                }
                *sums = simd.add_f64s(*sums, simd.sqrt_f64s(squared));
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use pulp::Scalar;

    use super::super::grouped::squared_distance;
    use super::*;

    #[test]
    fn sums_are_those_of_the_definition_to_the_bit() {
        for columns in [1, 2, 3, 4, 7] {
            let values: Vec<f64> = (0..100 * columns).map(|n| ((n * 37) % 101) as f64 / 7.0).collect();
            let rows = || values.chunks(columns);
            let tile = tile(rows().take(5), columns);
            let wide = distance_sums(&tile, &values);
            let narrow = Kernel { tile: &tile, others: &values }.with_simd(Scalar::new());
            for (lane, row) in rows().take(5).enumerate() {
                let sum: f64 = rows().fold(0.0, |sum, other| sum + squared_distance(row, other).sqrt());
                assert_eq!((wide[lane].to_bits(), narrow[lane].to_bits()), (sum.to_bits(), sum.to_bits()));
            }
        }
    }
}
