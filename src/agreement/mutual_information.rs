//! Adjusted mutual information: agreement of two partitions in information, corrected for chance.
//!
//! With n customers, `n_ij` of them in cell (i, j), `a_i` and `b_j` the row and column sums, and natural logarithms:
//!
//! ```text
//! MI  = Σ n_ij / n · ln(n n_ij / (a_i b_j))          H(a) = -Σ a_i / n · ln(a_i / n)
//! AMI = (MI - E[MI]) / ((H(a) + H(b)) / 2 - E[MI])
//! ```
//!
//! where `E[MI]` is the mean over all tables with the same sums: `n_ij` is then hypergeometric.
//!
//! Range: at most 1, which is the same partition; 0 on average for labels drawn at random with the same sizes.
//!
//! Degenerate cases, as in scikit-learn: 1 for the same partition, which takes in nobody, one customer, and all
//! customers alone on both sides; 0 for one segment against anything else.
//!
//! Vinh N. X., Epps J., Bailey J. (2010), "Information theoretic measures for clusterings comparison", Journal of
//! Machine Learning Research 11, 2837-2854; the average of the entropies is the arithmetic one.

use super::Contingency;
use crate::numeric::real;

/// The adjusted mutual information of a table, at most 1.
#[must_use]
pub fn adjusted_mutual_information(table: &Contingency) -> f64 {
    let cells = table.cells().count();
    let rows = table.row_sums().iter().filter(|&&sum| sum > 0).count();
    let columns = table.column_sums().iter().filter(|&&sum| sum > 0).count();
    // The same partition: its numerator and denominator are equal, but for rounding, and both may be 0.
    if cells == rows && cells == columns {
        return 1.0;
    }
    if rows == 1 || columns == 1 {
        return 0.0;
    }
    let expected = expected_mutual_information(table);
    let average_entropy = f64::midpoint(entropy(table.row_sums()), entropy(table.column_sums()));
    (mutual_information(table) - expected) / (average_entropy - expected)
}

fn mutual_information(table: &Contingency) -> f64 {
    let total = real(table.total());
    let cells = table.cells();
    cells
        .map(|(row, column, count)| information(count, table.row_sums()[row], table.column_sums()[column], total))
        .sum()
}

/// What a cell of `count` customers adds to the mutual information.
fn information(count: u64, row_sum: u64, column_sum: u64, total: f64) -> f64 {
    let count = real(count);
    count / total * libm::log(total * count / (real(row_sum) * real(column_sum)))
}

fn entropy(sums: &[u64]) -> f64 {
    let total = real(sums.iter().sum());
    sums.iter().filter(|&&sum| sum > 0).map(|&sum| real(sum) / total * libm::log(total / real(sum))).sum()
}

fn expected_mutual_information(table: &Contingency) -> f64 {
    let occupied = |sums: &[u64]| sums.iter().copied().filter(|&sum| sum > 0).collect::<Vec<_>>();
    let column_sums = occupied(table.column_sums());
    let mut expected = 0.0;
    for row_sum in occupied(table.row_sums()) {
        for &column_sum in &column_sums {
            expected += expected_information(row_sum, column_sum, table.total());
        }
    }
    expected
}

/// The mean of [`information`] over the hypergeometric distribution of a cell's count.
///
/// Weights go outwards from the middle, where the weight is 1, by the ratio of neighbouring probabilities, and are
/// divided by their sum at the end: no factorial, hence no cancellation of huge logarithms, and only the few thousand
/// counts within some ten standard deviations are visited however many customers there are.
fn expected_information(row_sum: u64, column_sum: u64, total: u64) -> f64 {
    /// Weights fall faster and faster: all that follow one this small add less than rounding does.
    const NEGLIGIBLE: f64 = 1e-20;

    let least = (row_sum + column_sum).saturating_sub(total);
    let most = row_sum.min(column_sum);
    // The whole part of the mean, at most one from the mode. Below 2^64: a sum of 2^32 is one segment, handled before.
    let middle = row_sum * column_sum / total;

    // P(count + 1) / P(count)
    let ratio = |count: u64| {
        let apart = real(total - row_sum - (column_sum - count) + 1);
        real(row_sum - count) * real(column_sum - count) / (real(count + 1) * apart)
    };
    let of = |count| if count == 0 { 0.0 } else { information(count, row_sum, column_sum, real(total)) };

    let mut weights = 1.0;
    let mut weighted = of(middle);
    let mut weight = 1.0;
    for count in middle..most {
        weight *= ratio(count);
        if weight < NEGLIGIBLE {
            break;
        }
        weights += weight;
        weighted += weight * of(count + 1);
    }
    weight = 1.0;
    for count in (least..middle).rev() {
        weight /= ratio(count);
        if weight < NEGLIGIBLE {
            break;
        }
        weights += weight;
        weighted += weight * of(count);
    }
    weighted / weights
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every table with these sums, by its probability n!-free: hypergeometric weights by products of binomials.
    fn by_enumeration(row_sum: u64, column_sum: u64, total: u64) -> f64 {
        let choose = |n: u64, k: u64| (0..k).fold(1.0, |product, i| product * real(n - i) / real(i + 1));
        let counts = (row_sum + column_sum).saturating_sub(total)..=row_sum.min(column_sum);
        let all = choose(total, column_sum);
        counts
            .filter(|&count| count > 0)
            .map(|count| {
                let probability = choose(row_sum, count) * choose(total - row_sum, column_sum - count) / all;
                probability * information(count, row_sum, column_sum, real(total))
            })
            .sum()
    }

    #[test]
    fn expectation_is_the_mean_over_all_tables() {
        for (row_sum, column_sum, total) in
            [(1, 1, 2), (3, 4, 10), (7, 9, 10), (50, 20, 60), (30, 30, 100), (1, 99, 100)]
        {
            let (found, expected) =
                (expected_information(row_sum, column_sum, total), by_enumeration(row_sum, column_sum, total));
            assert!((found - expected).abs() < 1e-14, "{row_sum}, {column_sum} of {total}: {found} and {expected}");
        }
    }

    #[test]
    fn a_hundred_million_customers_expect_what_theory_says() {
        // For large counts E[MI] → (rows - 1) (columns - 1) / 2n, the mean of the chi-squared law over 2n.
        let table = Contingency::from_counts(4, vec![20_000_000, 0, 5_000_000, 0, 0, 30_000_000, 0, 45_000_000]);
        let expected = expected_mutual_information(&table);
        assert!((expected - 3.0 / 2e8).abs() < 1e-14, "{expected}");
    }

    #[test]
    fn a_hundred_million_customers_agree_as_a_hundred_thousand_do() {
        let cells = [38_000, 3_000, 1_000, 2_000, 25_000, 4_000, 0, 1_000, 26_000];
        let ami = |scale: u64| {
            adjusted_mutual_information(&Contingency::from_counts(3, cells.map(|count| count * scale).to_vec()))
        };
        // The correction for chance is of the order of 1/n.
        assert!((ami(1) - ami(1000)).abs() < 1e-4);
        assert!((ami(1000) - ami(10_000)).abs() < 1e-7);
    }

    #[test]
    #[expect(clippy::float_cmp)]
    fn degenerate_tables_answer_as_documented() {
        let ami =
            |columns, counts: &[u64]| adjusted_mutual_information(&Contingency::from_counts(columns, counts.to_vec()));
        assert_eq!(ami(1, &[0]), 1.0);
        assert_eq!(ami(1, &[1]), 1.0);
        assert_eq!(ami(2, &[0, 7]), 1.0);
        assert_eq!(ami(2, &[1, 0, 0, 1]), 1.0);
        assert_eq!(ami(3, &[3, 0, 4]), 0.0);
        assert_eq!(ami(1, &[3, 4]), 0.0);
        // All alone against some together: nothing but chance.
        assert!(ami(2, &[1, 0, 1, 0, 0, 1]).abs() < 1e-12);
    }
}
