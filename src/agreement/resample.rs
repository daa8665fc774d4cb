//! Tables that other customers of the same market could have given.
//!
//! The customer bootstrap: as many customers are drawn with replacement. What is measured is a function of the
//! contingency table alone, and the table of such a draw is multinomial with the cells' shares, so tables are drawn and
//! customers are not: the cost does not depend on how many customers there are.
//!
//! The shares are those of the n customers and of one more, spread over the cells as chance would (row share × column
//! share; Fienberg S., Holland P. (1973), "Simultaneous estimation of multinomial cell probabilities", JASA 68,
//! 683-691). A sample that shows few disagreements does not prove that there are no others, and the plain bootstrap
//! takes it that way: in simulated markets with an adjusted Rand index of 0.96, its 95 % intervals from 100 customers
//! contain it 77 % of the time, and with 0.99, 31 %. With the one more, 94 % or more of them contain it, for any index
//! from 0.38 to 0.99 and from 100 to 10 000 customers; beyond that the one more no longer shows.

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::Contingency;
use super::binomial::binomial;

/// A table that is drawn again and again; it keeps the one table, so that a draw allocates nothing.
pub(super) struct Resample {
    cells: Vec<Cell>,
    rng: Xoshiro256PlusPlus,
    total: u64,
    drawn: Contingency,
}

struct Cell {
    row: usize,
    column: usize,
    /// The probability of the cell among this one and those after it.
    share: f64,
}

impl Resample {
    /// Draws from `table`. The same table and seed give the same draws on every machine.
    ///
    /// With n customers a cell weighs `n² n_ij + a_i b_j`, and all of them n² (n + 1), which is below 2^97.
    #[expect(clippy::cast_precision_loss, reason = "weights are exact, a share is rounded three times")]
    pub(super) fn new(table: &Contingency, seed: u64) -> Self {
        let columns = table.column_sums().len();
        let total = u128::from(table.total());
        let mut undrawn = total * total * (total + 1);
        let mut cells = Vec::new();
        for (cell, &count) in table.counts().iter().enumerate() {
            let (row, column) = (cell / columns, cell % columns);
            let by_chance = u128::from(table.row_sums()[row]) * u128::from(table.column_sums()[column]);
            let weight = total * total * u128::from(count) + by_chance;
            if weight > 0 {
                cells.push(Cell { row, column, share: weight as f64 / undrawn as f64 });
                undrawn -= weight;
            }
        }
        let rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        Self { cells, rng, total: table.total(), drawn: table.clone() }
    }

    /// The next table: as many rows, columns and customers as the one it is drawn from.
    pub(super) fn draw(&mut self) -> &Contingency {
        let Self { cells, rng, total, drawn } = self;
        let mut undrawn = *total;
        // Cell after cell: each is binomial given those before it. The last has share 1, and takes what is left.
        drawn.refill(cells.iter().map(|&Cell { row, column, share }| {
            let customers = binomial(undrawn, share, rng);
            undrawn -= customers;
            (row, column, customers)
        }));
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_has_the_shape_and_the_customers_of_its_table() {
        let table = Contingency::from_counts(3, vec![40, 5, 0, 0, 0, 0, 1, 30, 24]);
        let mut resample = Resample::new(&table, 3);
        for _ in 0..200 {
            let drawn = resample.draw();
            assert_eq!(drawn, &Contingency::from_counts(3, drawn.counts().to_vec()));
            assert_eq!((drawn.total(), drawn.counts().len()), (100, 9));
            assert_eq!(drawn.row_sums()[1], 0, "nobody is drawn from an empty segment");
        }
    }

    #[test]
    fn nobody_gives_nobody() {
        let nobody = Contingency::from_counts(2, vec![0, 0]);
        assert_eq!(Resample::new(&nobody, 1).draw(), &nobody);
    }
}
