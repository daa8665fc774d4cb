//! Centre and spread of a column: `(x - center) / spread`, as scikit-learn's scalers give them.

use super::summary;
use crate::numeric::quantile;
use crate::plan::Scale;

/// Centre and spread of `column`, which holds no NaN and at least one value.
///
/// | scale | center | spread |
/// |---|---|---|
/// | standard | mean | population standard deviation |
/// | robust | median | interquartile range |
/// | minmax | minimum | range |
/// | none | 0 | 1 |
///
/// A spread of 0 (a constant column) becomes 1, as in scikit-learn.
pub(super) fn fit(scale: Scale, column: &[f64]) -> (f64, f64) {
    let sorted = || {
        let mut sorted = column.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted
    };
    let fitted = match scale {
        Scale::None => None,
        Scale::Standard => summary::mean(column).zip(summary::population_deviation(column)),
        Scale::Robust => {
            let sorted = sorted();
            let at = |level| quantile(&sorted, level);
            at(0.5).zip(at(0.75).zip(at(0.25)).map(|(upper, lower)| upper - lower))
        }
        Scale::MinMax => {
            let sorted = sorted();
            sorted.first().copied().zip(sorted.first().zip(sorted.last()).map(|(low, high)| high - low))
        }
    };
    let (center, spread) = fitted.unwrap_or((0.0, 1.0));
    // A standard deviation of equal values can be a rounding error instead of 0.
    let negligible = 10.0 * f64::EPSILON * center.abs();
    (center, if spread <= negligible { 1.0 } else { spread })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_scikit_learn() {
        let column = [1.0, 2.0, 4.0, 9.0];
        assert_eq!(fit(Scale::Standard, &column), (4.0, 9.5_f64.sqrt()));
        assert_eq!(fit(Scale::Robust, &column), (3.0, 3.5));
        assert_eq!(fit(Scale::MinMax, &column), (1.0, 8.0));
        assert_eq!(fit(Scale::None, &column), (0.0, 1.0));
    }

    #[test]
    fn a_constant_column_has_spread_one() {
        for scale in [Scale::Standard, Scale::Robust, Scale::MinMax] {
            assert_eq!(fit(scale, &[0.1; 7]), (0.1, 1.0), "{scale:?}");
        }
    }
}
