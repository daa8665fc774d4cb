//! Rows laid out for the distance kernel.
//!
//! Eight rows make a tile, and a tile holds its rows column by column: `tile[column][lane]`. One load brings the same
//! column of eight rows, so the kernel computes eight distances at a time while each of them still adds its columns
//! in order. Tiles are worked through in blocks of [`BLOCK_ROWS`].

use std::ops::Range;

use ndarray::ArrayView2;
use rayon::prelude::*;

/// Rows in a tile.
pub(super) const LANES: usize = 8;
/// Tiles in a block.
pub(super) const BLOCK_TILES: usize = 128;
/// Rows in a block.
pub(super) const BLOCK_ROWS: usize = BLOCK_TILES * LANES;
/// Fewest blocks that are worth a thread of their own.
const BLOCKS_EACH: usize = 16;

/// n × d values, n and d at least 1, tile by tile. The lanes beyond the last row hold copies of it.
#[derive(Debug, Clone)]
pub(super) struct Tiles {
    rows: usize,
    columns: usize,
    values: Vec<[f64; LANES]>,
    reach: f64,
}

impl Tiles {
    /// Lays out the rows of an n × d matrix, in their order.
    pub(super) fn new(matrix: ArrayView2<'_, f64>) -> Self {
        let (rows, columns) = matrix.dim();
        let matrix = matrix.as_standard_layout();
        let mut values = vec![[0.0; LANES]; rows.div_ceil(LANES) * columns];
        let blocks = values.par_chunks_mut(BLOCK_TILES * columns);
        let rows_of_blocks = matrix.as_slice().unwrap_or_default().par_chunks(BLOCK_ROWS * columns);
        let longest = blocks.zip(rows_of_blocks).with_min_len(BLOCKS_EACH).map(|(tiles, rows)| {
            for (tile, rows) in tiles.chunks_exact_mut(columns).zip(rows.chunks(LANES * columns)) {
                transpose(tile, rows);
            }
            longest(tiles, columns)
        });
        // Not `max`, which prefers numbers.
        let reach = 2.0 * longest.reduce(|| 0.0, |a, b| if a > b { a } else { b + a * 0.0 });
        Self { rows, columns, values, reach }
    }

    /// Some of the rows, in the order given.
    pub(super) fn select(&self, rows: &[usize]) -> Self {
        let mut values = vec![[0.0; LANES]; rows.len().div_ceil(LANES) * self.columns];
        for (tile, rows) in values.chunks_exact_mut(self.columns).zip(rows.chunks(LANES)) {
            for (column, lanes) in tile.iter_mut().enumerate() {
                fill(lanes, rows.iter().map(|&row| self.tile(row / LANES)[column][row % LANES]));
            }
        }
        let reach = 2.0 * longest(&values, self.columns);
        Self { rows: rows.len(), columns: self.columns, values, reach }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The longest distance that there can be between rows, or means of rows; not a number if a value's square is none.
    pub(super) fn reach(&self) -> f64 {
        self.reach
    }

    /// The values of a row, by column.
    #[inline]
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = f64> + Clone + '_ {
        self.tile(row / LANES).iter().map(move |lanes| lanes[row % LANES])
    }

    /// The rows of a block.
    #[inline]
    pub(super) fn block_rows(&self, block: usize) -> Range<usize> {
        block * BLOCK_ROWS..self.rows.min((block + 1) * BLOCK_ROWS)
    }

    /// The tiles of a block, one after the other.
    pub(super) fn block(&self, block: usize) -> &[[f64; LANES]] {
        let stride = BLOCK_TILES * self.columns;
        &self.values[block * stride..self.values.len().min((block + 1) * stride)]
    }

    /// The tiles of rows of which the first is the first of a tile.
    pub(super) fn tiles_of(&self, rows: Range<usize>) -> &[[f64; LANES]] {
        &self.values[rows.start / LANES * self.columns..rows.end.div_ceil(LANES) * self.columns]
    }

    /// The tile that a row is in, at lane `row % LANES`.
    #[inline]
    pub(super) fn tile_of(&self, row: usize) -> &[[f64; LANES]] {
        self.tile(row / LANES)
    }

    #[inline]
    fn tile(&self, tile: usize) -> &[[f64; LANES]] {
        &self.values[tile * self.columns..(tile + 1) * self.columns]
    }
}

/// Lays out up to eight rows, one after the other, as a tile.
fn transpose(tile: &mut [[f64; LANES]], rows: &[f64]) {
    let columns = tile.len();
    if rows.len() == LANES * columns {
        for (column, lanes) in tile.iter_mut().enumerate() {
            for (lane, value) in lanes.iter_mut().enumerate() {
                *value = rows[lane * columns + column];
            }
        }
    } else {
        for (column, lanes) in tile.iter_mut().enumerate() {
            fill(lanes, rows.iter().skip(column).step_by(columns).copied());
        }
    }
}

/// The longest of the rows' distances to the origin; not a number if one is none, or infinite.
fn longest(tiles: &[[f64; LANES]], columns: usize) -> f64 {
    let (mut longest, mut poison) = ([0.0; LANES], [0.0; LANES]);
    for tile in tiles.chunks_exact(columns) {
        let mut norm = [0.0; LANES];
        for column in tile {
            for lane in 0..LANES {
                norm[lane] += column[lane] * column[lane];
            }
        }
        for lane in 0..LANES {
            longest[lane] = if norm[lane] > longest[lane] { norm[lane] } else { longest[lane] };
            poison[lane] += norm[lane] * 0.0;
        }
    }
    longest.into_iter().fold(0.0, f64::max).sqrt() + poison.into_iter().sum::<f64>()
}

/// Fills the lanes, those left over with the last value.
fn fill(lanes: &mut [f64; LANES], mut values: impl Iterator<Item = f64>) {
    let mut last = 0.0;
    for lane in lanes {
        last = values.next().unwrap_or(last);
        *lane = last;
    }
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "whole numbers of a test are small")]
mod tests {
    use ndarray::Array2;

    use super::*;

    fn matrix(rows: usize) -> Array2<f64> {
        Array2::from_shape_fn((rows, 3), |(row, column)| (10 * row + column) as f64)
    }

    #[test]
    fn rows_come_back_whatever_the_memory_order() {
        for rows in [1, 7, 8, 9, 1025] {
            let matrix = matrix(rows);
            let transposed = matrix.t().as_standard_layout().into_owned();
            for tiles in [Tiles::new(matrix.view()), Tiles::new(transposed.t())] {
                for row in 0..rows {
                    assert_eq!(tiles.row(row).collect::<Vec<_>>(), matrix.row(row).to_vec());
                }
            }
        }
    }

    #[test]
    fn blocks_cover_every_row_once() {
        let tiles = Tiles::new(matrix(2050).view());
        let rows: Vec<_> = (0..3).flat_map(|block| tiles.block_rows(block)).collect();
        assert_eq!(rows, (0..2050).collect::<Vec<_>>());
        assert_eq!((0..3).map(|block| tiles.block(block).len()).sum::<usize>(), 2050_usize.div_ceil(LANES) * 3);
    }

    #[test]
    fn selection_keeps_the_order_given() {
        let chosen = Tiles::new(matrix(20).view()).select(&[19, 3, 3, 0, 11, 12, 13, 14, 15]);
        assert_eq!(chosen.rows(), 9);
        assert_eq!(chosen.row(0).collect::<Vec<_>>(), vec![190.0, 191.0, 192.0]);
        assert_eq!(chosen.row(8).collect::<Vec<_>>(), vec![150.0, 151.0, 152.0]);
    }
}
