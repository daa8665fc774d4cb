//! The adjusted Rand index: agreement of two partitions over pairs of customers, corrected for chance.
//!
//! With n customers, `n_ij` of them in cell (i, j), `a_i` and `b_j` the row and column sums, C(m) = m (m - 1) / 2:
//!
//! ```text
//!        Σ C(n_ij) - Σ C(a_i) Σ C(b_j) / C(n)
//! ARI = ───────────────────────────────────────────────────────
//!        [Σ C(a_i) + Σ C(b_j)] / 2 - Σ C(a_i) Σ C(b_j) / C(n)
//! ```
//!
//! Range: -1/2 to 1; 1 for the same partition, 0 on average for labels drawn at random with the same sizes.
//!
//! Degenerate cases, as in scikit-learn: 1 whenever the two put the same pairs together, which takes in nobody, one
//! customer, all customers alone on both sides, and one segment on both sides; 0 for one segment against anything else.
//!
//! Sums and products are integers, with one division at the end: exact to its rounding up to 2^32 customers.
//!
//! Hubert L., Arabie P. (1985), "Comparing partitions", Journal of Classification 2, 193-218.

use super::Contingency;

/// The adjusted Rand index of a table, in [-0.5, 1].
#[must_use]
pub fn adjusted_rand_index(table: &Contingency) -> f64 {
    PairCounts {
        both: table.counts().iter().copied().map(pairs).sum(),
        rows: table.row_sums().iter().copied().map(pairs).sum(),
        columns: table.column_sums().iter().copied().map(pairs).sum(),
        all: pairs(table.total()),
    }
    .adjusted_rand_index()
}

/// Pairs among `customers`, who are at most 2^32: the product stays below 2^64.
fn pairs(customers: u64) -> u64 {
    customers * customers.saturating_sub(1) / 2
}

/// Pairs of customers, by where they are put together.
#[derive(Debug, Clone, Copy)]
struct PairCounts {
    /// Together on both sides.
    both: u64,
    /// Together in a row.
    rows: u64,
    /// Together in a column.
    columns: u64,
    /// All pairs, below 2^63.
    all: u64,
}

impl PairCounts {
    /// The index, multiplied out by 2 C(n) so that nothing is divided before the end.
    #[expect(clippy::cast_precision_loss, reason = "two roundings of exact integers, one of their quotient")]
    fn adjusted_rand_index(self) -> f64 {
        let [both, rows, columns, all] = [self.both, self.rows, self.columns, self.all].map(i128::from);
        if both == rows && both == columns {
            return 1.0;
        }
        // Positive: it is rows (all - columns) + columns (all - rows), and both are zero only in the case above.
        // Below 2^127, because each count is below 2^63.
        let denominator = (rows + columns) * all - 2 * rows * columns;
        let numerator = 2 * (both * all - rows * columns);
        numerator as f64 / denominator as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn greatest_common_divisor(a: u128, b: u128) -> u128 {
        if b == 0 { a } else { greatest_common_divisor(b, a % b) }
    }

    /// The textbook quotient of fractions, reduced at each step, without the formula above.
    fn by_fractions(columns: usize, counts: &[u64]) -> (u128, u128) {
        let choose = |m: u64| u128::from(m) * (u128::from(m) - u128::from(m > 0)) / 2;
        let rows: u128 = counts.chunks(columns).map(|row| choose(row.iter().sum())).sum();
        let sides: u128 = (0..columns).map(|j| choose(counts.iter().skip(j).step_by(columns).sum())).sum();
        let both: u128 = counts.iter().map(|&m| choose(m)).sum();
        let all = choose(counts.iter().sum());
        // rows × sides / all as whole + rest / all
        let (whole, rest) = ((rows * sides) / all, (rows * sides) % all);
        // Times 2 × all, each part on its own.
        let numerator = 2 * ((both - whole) * all - rest);
        let denominator = (rows + sides - 2 * whole) * all - 2 * rest;
        let divisor = greatest_common_divisor(numerator, denominator);
        (numerator / divisor, denominator / divisor)
    }

    #[test]
    #[expect(clippy::cast_precision_loss, clippy::float_cmp)]
    fn the_largest_tables_are_exact() {
        // A hundred million customers, then as many as codes can tell apart.
        for scale in [1, 1_000_000, 42_000_000] {
            let counts: Vec<u64> = [38, 3, 1, 2, 25, 4, 0, 1, 26].iter().map(|count| count * scale).collect();
            let (numerator, denominator) = by_fractions(3, &counts);
            let expected = numerator as f64 / denominator as f64;
            let ari = adjusted_rand_index(&Contingency::from_counts(3, counts));
            assert!((ari - expected).abs() <= f64::EPSILON, "scale {scale}: {ari} and {expected}");
        }
        let halves = 1 << 31;
        assert_eq!(adjusted_rand_index(&Contingency::from_counts(2, vec![halves, 0, 0, halves])), 1.0);
    }

    #[test]
    fn one_customer_out_of_place_among_four_thousand_million_is_seen() {
        let table = Contingency::from_counts(2, vec![1 << 31, 0, 1, (1 << 31) - 1]);
        let ari = adjusted_rand_index(&table);
        assert!(ari < 1.0 && 1.0 - ari < 1e-8, "{ari}");
    }

    #[test]
    #[expect(clippy::float_cmp)]
    fn degenerate_tables_answer_as_documented() {
        let ari = |columns, counts: &[u64]| adjusted_rand_index(&Contingency::from_counts(columns, counts.to_vec()));
        assert_eq!(ari(1, &[0]), 1.0);
        assert_eq!(ari(1, &[1]), 1.0);
        assert_eq!(ari(1, &[7]), 1.0);
        assert_eq!(ari(2, &[1, 0, 0, 1]), 1.0);
        assert_eq!(ari(2, &[3, 4]), 0.0);
        assert_eq!(ari(1, &[3, 4]), 0.0);
        // The least that is possible: every pair together on one side is apart on the other.
        assert_eq!(ari(2, &[1, 1, 1, 1]), -0.5);
    }
}
