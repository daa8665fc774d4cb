//! Sums, means and quantiles of a column: the same bits for the same values in the same order.
//!
//! Sums are compensated (Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen"),
//! so that their error does not grow with the number of customers.

/// The sum of `values`, in their order; 0 of none.
pub(crate) fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0_f64);
    for value in values {
        let next = total + value;
        lost += if total.abs() >= value.abs() { (total - next) + value } else { (value - next) + total };
        total = next;
    }
    total + lost
}

/// The mean; `None` of no values.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| sum(values.iter().copied()) / count(values))
}

/// The population standard deviation (divided by n), about the mean; `None` of no values.
#[must_use]
pub fn population_deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    Some((sum(values.iter().map(|value| (value - mean) * (value - mean))) / count(values)).sqrt())
}

/// The quantile at `level` in [0, 1] of `sorted` values, linear between order statistics (type 7 of Hyndman and Fan
/// 1996, numpy's default); `None` of no values.
#[must_use]
pub fn quantile(sorted: &[f64], level: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    #[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^52")]
    let position = level.clamp(0.0, 1.0) * last as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and last")]
    let below = position.floor() as usize;
    let (low, high) = (*sorted.get(below)?, *sorted.get((below + 1).min(last))?);
    Some(low + (high - low) * (position - position.floor()))
}

#[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^52")]
fn count(values: &[f64]) -> f64 {
    values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_keep_what_plain_addition_loses() {
        assert_eq!(sum([1e100, 1.0, -1e100]).to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn quantiles_as_numpy_gives_them() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        assert_eq!(quantile(&sorted, 0.5), Some(3.0));
        assert_eq!(quantile(&sorted, 0.25), Some(1.75));
        assert_eq!(quantile(&sorted, 1.0), Some(8.0));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn deviation_is_of_the_population() {
        assert_eq!(population_deviation(&[1.0, 3.0]), Some(1.0));
        assert_eq!(population_deviation(&[5.0]), Some(0.0));
    }
}
