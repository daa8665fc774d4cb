//! How much of a row and a column is the same: the Jaccard index.
//!
//! With `n_ij` customers in both, `a_i` in the row and `b_j` in the column:
//!
//! ```text
//! J = n_ij / (a_i + b_j - n_ij)
//! ```
//!
//! Range: 0 (nobody in both) to 1 (the same customers). Degenerate case: 0 when both are empty.
//!
//! Its interval is over the customer bootstrap of [`Resampling`]. The index is a function of the 2 × 2 table of the
//! row and the column against the rest, so that table is drawn: the law is that of the whole table, and the numbers
//! that the other segments have do not matter.
//!
//! Jaccard P. (1901), "Étude comparative de la distribution florale dans une portion des Alpes et des Jura", Bulletin
//! de la Société Vaudoise des Sciences Naturelles 37, 547-579.

use crate::agreement::{Contingency, Interval, Resampling};
use crate::numeric::real;

/// The Jaccard index of a row and a column, in [0, 1]. A segment that is not there has nobody in it.
#[must_use]
pub fn jaccard(table: &Contingency, row: usize, column: usize) -> f64 {
    let sum = |sums: &[u64], segment| sums.get(segment).copied().unwrap_or(0);
    let both = table.count(row, column);
    match sum(table.row_sums(), row) + sum(table.column_sums(), column) - both {
        0 => 0.0,
        either => real(both) / real(either),
    }
}

/// The interval of [`jaccard`], in [0, 1]; `None` when nobody is in the table.
///
/// The same two segments, customers, resampling and seed give the same bits, whatever the other segments are.
#[must_use]
pub fn jaccard_interval(
    table: &Contingency,
    row: usize,
    column: usize,
    resampling: Resampling,
    seed: u64,
) -> Option<Interval> {
    resampling.interval(&table.one_against_rest(row, column), seed, |drawn| jaccard(drawn, 0, 0))
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    use super::*;

    fn table() -> Contingency {
        Contingency::from_counts(3, vec![300, 40, 10, 20, 250, 0, 5, 15, 360])
    }

    fn resampling(draws: u32) -> Resampling {
        Resampling::new(0.9, draws).unwrap()
    }

    #[test]
    fn shared_over_either() {
        assert_eq!(jaccard(&table(), 0, 0), 300.0 / 375.0);
        assert_eq!(jaccard(&table(), 1, 2), 0.0);
        assert_eq!(jaccard(&Contingency::from_counts(2, vec![9, 0, 0, 0]), 0, 0), 1.0);
        assert_eq!(jaccard(&Contingency::from_counts(2, vec![9, 0, 0, 0]), 1, 1), 0.0);
        assert_eq!(jaccard(&table(), 7, 7), 0.0);
    }

    #[test]
    fn drawing_the_pair_is_drawing_the_table() {
        let whole = resampling(20_000).interval(&table(), 1, |drawn| jaccard(drawn, 0, 0)).unwrap();
        let pair = jaccard_interval(&table(), 0, 0, resampling(20_000), 2).unwrap();
        // The ends of 20 000 draws vary by some 0.0004 here.
        assert!((whole.low - pair.low).abs() < 0.002 && (whole.high - pair.high).abs() < 0.002, "{whole:?} {pair:?}");
    }

    #[test]
    fn it_is_about_as_wide_as_theory_says() {
        // Given those in either, those in both are binomial.
        let interval = jaccard_interval(&table(), 0, 0, resampling(20_000), 2).unwrap();
        let deviation = (0.8_f64 * 0.2 / 375.0).sqrt();
        let normal = 2.0 * 1.644_85 * deviation;
        assert!(((interval.high - interval.low) / normal - 1.0).abs() < 0.03, "{interval:?} and {normal}");
    }

    /// How many of 300 samples of a market have a 90 % interval that contains its index: in both, in one, in neither.
    fn covered(market: [u64; 4], customers: u32) -> usize {
        let truth = real(market[0]) / real(market[..3].iter().sum());
        let covers = |&sample: &u64| {
            let mut rng = Xoshiro256PlusPlus::seed_from_u64(sample);
            let mut counts = vec![0; 4];
            for _ in 0..customers {
                let mut left = rng.gen_range(0..market.iter().sum());
                let cell = market.iter().position(|&size| {
                    let here = left < size;
                    left = left.saturating_sub(size);
                    here
                });
                counts[cell.unwrap()] += 1;
            }
            let table = Contingency::from_counts(2, counts);
            let interval = jaccard_interval(&table, 0, 0, resampling(400), 1000 + sample).unwrap();
            interval.low <= truth && truth <= interval.high
        };
        (0..300).filter(covers).count()
    }

    #[test]
    fn it_covers_the_market_it_was_drawn_from() {
        // 270 of 300 are expected; four standard deviations are 21. Few differences err on the wide side.
        let mixed = covered([300, 50, 40, 610], 500);
        assert!((249..=291).contains(&mixed), "{mixed} of 300");
        let near_one = covered([300, 2, 3, 695], 200);
        assert!((249..=300).contains(&near_one), "{near_one} of 300");
    }

    #[test]
    fn no_difference_seen_is_not_none_proven() {
        let interval = |customers| {
            let table = Contingency::from_counts(2, vec![customers, 0, 0, customers]);
            jaccard_interval(&table, 0, 0, resampling(2000), 3).unwrap()
        };
        let (few, many) = (interval(20), interval(20_000));
        assert_eq!((few.high, many.high), (1.0, 1.0));
        assert!(0.8 < few.low && few.low < 1.0 && 0.999 < many.low, "{few:?} {many:?}");
    }

    #[test]
    fn nobody_has_no_interval_and_an_empty_pair_is_0() {
        assert_eq!(jaccard_interval(&Contingency::from_counts(1, vec![0]), 0, 0, resampling(9), 1), None);
        let table = Contingency::from_counts(2, vec![9, 0, 0, 0]);
        assert_eq!(jaccard_interval(&table, 1, 1, resampling(9), 1), Some(Interval { low: 0.0, high: 0.0 }));
    }
}
