//! What the sample of customers leaves open about an adjusted Rand index.
//!
//! The index is taken of the tables that other customers of the same market could have given (`resample`).
//!
//! The interval is that of percentiles (Efron B., Tibshirani R. (1993), "An introduction to the bootstrap", chapter
//! 13). It is not forced to contain the index itself, although it hardly ever does not.
//!
//! It says what other customers of the same market could have given with these two models. What other fits to the
//! same customers could have given is a different question.
//!
//! Degenerate cases: below two customers there is none. One segment against several has [0, 0], and one against one
//! [1, 1], as the index itself.

use super::resample::Resample;
use super::{AgreementError, Contingency, adjusted_rand_index};
use crate::numeric::quantile;

/// How an interval is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resampling {
    confidence: f64,
    draws: u32,
}

impl Resampling {
    /// Intervals of level `confidence`, between 0 and 1, from `draws` bootstrap draws.
    ///
    /// # Errors
    /// When the level is not between 0 and 1, or there are no draws.
    pub fn new(confidence: f64, draws: u32) -> Result<Self, AgreementError> {
        if !(confidence > 0.0 && confidence < 1.0) {
            return Err(AgreementError::Confidence { found: confidence });
        }
        if draws == 0 {
            return Err(AgreementError::NoDraws);
        }
        Ok(Self { confidence, draws })
    }

    /// The percentile interval of a `measure` over the tables drawn from `table`; `None` when nobody is in it.
    ///
    /// `measure` gives no NaN. `seed` decides the draws, and nothing else.
    #[must_use]
    pub fn interval(self, table: &Contingency, seed: u64, measure: impl Fn(&Contingency) -> f64) -> Option<Interval> {
        if table.total() == 0 {
            return None;
        }
        let mut resample = Resample::new(table, seed);
        let mut measured: Vec<f64> = (0..self.draws).map(|_| measure(resample.draw())).collect();
        measured.sort_unstable_by(f64::total_cmp);
        let tail = (1.0 - self.confidence) / 2.0;
        Some(Interval { low: quantile(&measured, tail)?, high: quantile(&measured, 1.0 - tail)? })
    }
}

/// A two-sided interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end, not below the lower one.
    pub high: f64,
}

/// The interval of a table's adjusted Rand index; `None` below two customers.
///
/// The same table, resampling and seed give the same bits on every machine.
#[must_use]
pub fn adjusted_rand_interval(table: &Contingency, resampling: Resampling, seed: u64) -> Option<Interval> {
    if table.total() < 2 {
        return None;
    }
    resampling.interval(table, seed, adjusted_rand_index)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_xoshiro::Xoshiro256PlusPlus;

    use super::super::binomial::binomial;
    use super::*;
    use crate::numeric::real;

    fn interval(columns: usize, counts: Vec<u64>, draws: u32, seed: u64) -> Option<Interval> {
        adjusted_rand_interval(&Contingency::from_counts(columns, counts), Resampling::new(0.95, draws).unwrap(), seed)
    }

    #[test]
    fn tables_without_pairs_have_none_and_those_of_one_segment_a_point() {
        assert_eq!(interval(1, vec![0], 10, 1), None);
        assert_eq!(interval(1, vec![1], 10, 1), None);
        assert_eq!(interval(1, vec![9], 10, 1), Some(Interval { low: 1.0, high: 1.0 }));
        assert_eq!(interval(2, vec![500, 500], 10, 1), Some(Interval { low: 0.0, high: 0.0 }));
    }

    #[test]
    fn no_disagreement_seen_is_not_none_proven() {
        let few = interval(2, vec![50, 0, 0, 50], 1000, 1).unwrap();
        let many = interval(2, vec![50_000, 0, 0, 50_000], 1000, 1).unwrap();
        assert_eq!((few.high, many.high), (1.0, 1.0));
        assert!(0.9 < few.low && few.low < 0.95, "{few:?}");
        assert!(0.9999 < many.low && many.low < 1.0, "{many:?}");
    }

    #[test]
    fn a_level_outside_0_and_1_and_no_draws_are_refused() {
        for level in [0.0, 1.0, -0.5, 2.0, f64::NAN] {
            assert!(Resampling::new(level, 10).is_err(), "{level}");
        }
        assert_eq!(Resampling::new(0.9, 0), Err(AgreementError::NoDraws));
    }

    #[test]
    fn more_customers_make_it_narrower_by_the_square_root() {
        let width = |scale: u64| {
            let counts = [38, 3, 1, 2, 25, 4, 0, 1, 26].map(|count| count * scale).to_vec();
            let interval = interval(3, counts, 2000, 7).unwrap();
            interval.high - interval.low
        };
        let (hundred, ten_thousand, hundred_million) = (width(1), width(100), width(1_000_000));
        assert!((hundred / ten_thousand - 10.0).abs() < 1.0, "{hundred} {ten_thousand}");
        assert!((ten_thousand / hundred_million - 100.0).abs() < 10.0, "{ten_thousand} {hundred_million}");
    }

    #[test]
    fn a_higher_level_is_wider_and_contains_the_index() {
        let table = Contingency::from_counts(2, vec![400, 60, 40, 500]);
        let at = |level| adjusted_rand_interval(&table, Resampling::new(level, 1000).unwrap(), 5).unwrap();
        let (narrow, wide) = (at(0.5), at(0.99));
        let ari = adjusted_rand_index(&table);
        assert!(wide.low < narrow.low && narrow.low < ari && ari < narrow.high && narrow.high < wide.high);
    }

    /// How many of 300 samples of a market have an interval that contains its index.
    fn covered(market: [u64; 9], customers: u64) -> usize {
        let market = Contingency::from_counts(3, market.to_vec());
        let truth = adjusted_rand_index(&market);
        let covers = |&sample: &u64| {
            let mut rng = Xoshiro256PlusPlus::seed_from_u64(1000 + sample);
            let (mut counts, mut undrawn, mut weight) = (vec![0; 9], customers, market.total());
            for (row, column, cell) in market.cells() {
                let drawn = binomial(undrawn, real(cell) / real(weight), &mut rng);
                counts[row * 3 + column] = drawn;
                undrawn -= drawn;
                weight -= cell;
            }
            interval(3, counts, 400, sample).is_some_and(|interval| interval.low <= truth && truth <= interval.high)
        };
        (0..300).filter(covers).count()
    }

    #[test]
    fn it_covers_the_market_it_was_drawn_from() {
        // 285 of 300 are expected; four standard deviations are 15. Few customers and few disagreements err on the
        // wide side.
        let mixed = covered([38_000, 3_000, 1_000, 2_000, 25_000, 4_000, 0, 1_000, 26_000], 1000);
        assert!((270..=299).contains(&mixed), "{mixed} of 300");
        let near_one = covered([44_600, 200, 200, 100, 29_800, 100, 100, 100, 24_800], 100);
        assert!((270..=300).contains(&near_one), "{near_one} of 300");
    }
}
