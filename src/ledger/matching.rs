//! Which segment of a later model takes the place of which of an earlier one, one to one.
//!
//! Of all ways to match rows with columns, each at most once, the one that keeps the most customers:
//!
//! ```text
//! kept = max Σ n_iσ(i)          relabelled share = 1 - kept / n
//! ```
//!
//! where σ matches as many rows as there are columns for, and `n_ij` customers are in row i and column j.
//!
//! Range: `kept` from 0 to n, the share from 0 to 1. It is 0 when the two are the same partition.
//!
//! Degenerate cases: two segments that share nobody are not matched, so that a segment can be left without one on
//! either side. The share of an empty table is 0.
//!
//! Ties: `kept` is the same for all optima; which of them is taken depends on the order of the segments and on nothing
//! else. A pair whose Jaccard index is above 1/2 is in every optimum: with `n_ij` above half of the union, what the
//! rest of the row and of the column hold together is less than `n_ij`, so that any matching without the pair gains by
//! taking it in.
//!
//! Kuhn H. W. (1955), "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2, 83-97;
//! Munkres J. (1957), "Algorithms for the assignment and transportation problems", Journal of the SIAM 5, 32-38.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use crate::agreement::Contingency;
use crate::numeric::real;

/// Segments of two models, matched one to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    /// By row, the column it is matched with; no column twice.
    pub pairs: Vec<Option<u32>>,
    /// Customers in a row and the column it is matched with.
    pub kept: u64,
}

impl Matching {
    /// A matching that keeps the most customers.
    #[must_use]
    pub fn of(table: &Contingency) -> Self {
        let (rows, columns) = (table.row_sums().len(), table.column_sums().len());
        let pairs = if rows <= columns {
            assign(rows, columns, |row, column| table.count(row, column))
        } else {
            let by_column = assign(columns, rows, |column, row| table.count(row, column));
            let column_of = |row| by_column.iter().position(|&matched| matched == row);
            (0..rows).map(|row| column_of(row).unwrap_or(columns)).collect()
        };
        let mut matching = Self { pairs: Vec::with_capacity(rows), kept: 0 };
        for (row, column) in pairs.into_iter().enumerate() {
            let kept = table.count(row, column);
            matching.kept += kept;
            matching.pairs.push(u32::try_from(column).ok().filter(|_| kept > 0));
        }
        matching
    }
}

/// For each of the `few`, which of the `many` it gets, so that the weights add up to the most. Weights are at most
/// 2^32, and so is their sum.
fn assign(few: usize, many: usize, weight: impl Fn(usize, usize) -> u64) -> Vec<usize> {
    if few == 0 {
        return Vec::new();
    }
    kuhn_munkres(&Matrix::from_fn(few, many, |(one, other)| weight(one, other).cast_signed())).1
}

/// The fewest customers whose segment changes its name when the later model takes over, as a share of all, in [0, 1].
#[must_use]
pub fn relabelled_share(table: &Contingency) -> f64 {
    match table.total() {
        0 => 0.0,
        total => real(total - Matching::of(table).kept) / real(total),
    }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;
    use serde::Deserialize;

    use super::*;

    fn matching(columns: usize, counts: &[u64]) -> Matching {
        Matching::of(&Contingency::from_counts(columns, counts.to_vec()))
    }

    /// What the pairs keep, each column at most once.
    fn kept_by(pairs: &[Option<u32>], columns: usize, counts: &[u64]) -> u64 {
        let mut taken = vec![false; columns];
        let mut kept = 0;
        for (row, column) in pairs.iter().enumerate() {
            if let Some(column) = column.map(|column| column as usize) {
                assert!(!std::mem::replace(&mut taken[column], true), "{pairs:?}");
                kept += counts[row * columns + column];
            }
        }
        kept
    }

    /// The most that any choice keeps, by trying all: rows from `row` on, each with a free column or none.
    fn by_trying(row: usize, columns: usize, counts: &[u64], taken: &mut Vec<bool>) -> u64 {
        if row * columns >= counts.len() {
            return 0;
        }
        let mut best = by_trying(row + 1, columns, counts, taken);
        for column in 0..columns {
            if !taken[column] {
                taken[column] = true;
                best = best.max(counts[row * columns + column] + by_trying(row + 1, columns, counts, taken));
                taken[column] = false;
            }
        }
        best
    }

    #[test]
    fn scipy_keeps_as_many_in_1000_tables() {
        #[derive(Deserialize)]
        struct Golden {
            cases: Vec<Case>,
        }
        #[derive(Deserialize)]
        struct Case {
            columns: usize,
            counts: Vec<u64>,
            kept: u64,
        }
        let golden: Golden = serde_json::from_str(include_str!("../../tests/golden/assignment.json")).unwrap();
        assert_eq!(golden.cases.len(), 1000);
        for Case { columns, counts, kept } in golden.cases {
            let found = matching(columns, &counts);
            assert_eq!(found.kept, kept, "{counts:?} in {columns} columns");
            assert_eq!(kept_by(&found.pairs, columns, &counts), kept);
        }
    }

    #[test]
    fn no_choice_keeps_more() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(4);
        for _ in 0..3000 {
            let (rows, columns) = (rng.gen_range(1..=5_usize), rng.gen_range(1..=5));
            let most = rng.gen_range(1..12);
            let counts: Vec<u64> = (0..rows * columns).map(|_| rng.gen_range(0..most)).collect();
            let found = matching(columns, &counts);
            assert_eq!(found.kept, by_trying(0, columns, &counts, &mut vec![false; columns]), "{counts:?}");
            assert_eq!(kept_by(&found.pairs, columns, &counts), found.kept);
        }
    }

    #[test]
    fn segments_that_share_nobody_are_not_matched() {
        assert_eq!(matching(2, &[5, 0, 0, 0]), Matching { pairs: vec![Some(0), None], kept: 5 });
        assert_eq!(matching(1, &[2, 7, 0]), Matching { pairs: vec![None, Some(0), None], kept: 7 });
        assert_eq!(matching(3, &[0, 0, 4]), Matching { pairs: vec![Some(2)], kept: 4 });
        assert_eq!(matching(2, &[0, 0, 0, 0]), Matching { pairs: vec![None, None], kept: 0 });
    }

    #[test]
    fn tables_without_rows_or_columns() {
        assert_eq!(matching(3, &[]), Matching { pairs: vec![], kept: 0 });
        let labelling = |segments| crate::agreement::Labelling::new([].into(), vec![], segments).unwrap();
        let table = Contingency::common(&labelling(2), &labelling(0));
        assert_eq!(Matching::of(&table), Matching { pairs: vec![None, None], kept: 0 });
    }

    #[test]
    fn the_share_counts_those_who_change() {
        let share = |columns, counts: &[u64]| relabelled_share(&Contingency::from_counts(columns, counts.to_vec()));
        assert_eq!(share(2, &[0, 60, 40, 0]), 0.0);
        assert_eq!(share(2, &[50, 25, 5, 20]), 0.3);
        assert_eq!(share(3, &[20, 20, 20]), 40.0 / 60.0);
        assert_eq!(share(1, &[0]), 0.0);
        // As many customers as codes can tell apart.
        assert_eq!(share(2, &[1 << 31, 0, 0, 1 << 31]), 0.0);
    }
}
