//! What stands in for a missing value.

use thiserror::Error;

use super::summary;
use crate::numeric::quantile;
use crate::plan::Missing;

/// Why no stand-in can be found.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("features.{feature}: no customer has a value, so the {rule} that stands in for missing ones is unknown")]
pub struct FillError {
    /// The feature.
    pub feature: String,
    /// The rule that could not be followed.
    pub rule: &'static str,
}

/// The stand-in for the missing values (NaN) of a column; `None` when customers without a value are dropped.
///
/// Median, mean and mode are of the values that are there; the mode is the smallest of the most frequent ones.
pub(super) fn fit(rule: Missing, feature: &str, column: &[f64]) -> Result<Option<f64>, FillError> {
    let mut present = column.iter().copied().filter(|value| !value.is_nan()).collect::<Vec<_>>();
    let unknown = |rule| FillError { feature: feature.to_owned(), rule };
    match rule {
        Missing::Drop => Ok(None),
        Missing::Value(value) => Ok(Some(value)),
        Missing::Mean => summary::mean(&present).map(Some).ok_or_else(|| unknown("mean")),
        Missing::Median => {
            present.sort_unstable_by(f64::total_cmp);
            quantile(&present, 0.5).map(Some).ok_or_else(|| unknown("median"))
        }
        Missing::Mode => {
            present.sort_unstable_by(f64::total_cmp);
            mode(&present).map(Some).ok_or_else(|| unknown("mode"))
        }
    }
}

fn mode(sorted: &[f64]) -> Option<f64> {
    let mut best: Option<(usize, f64)> = None;
    #[expect(clippy::float_cmp, reason = "equal values are what a mode counts")]
    for run in sorted.chunk_by(|left, right| left == right) {
        if let Some(&value) = run.first()
            && best.is_none_or(|(count, _)| run.len() > count)
        {
            best = Some((run.len(), value));
        }
    }
    best.map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_fills_from_the_values_that_are_there() {
        let column = [5.0, f64::NAN, 1.0, 5.0, 1.0, 9.0];
        assert_eq!(fit(Missing::Median, "f", &column), Ok(Some(5.0)));
        assert_eq!(fit(Missing::Mean, "f", &column), Ok(Some(4.2)));
        assert_eq!(fit(Missing::Mode, "f", &column), Ok(Some(1.0)), "the smaller of two modes");
        assert_eq!(fit(Missing::Value(-1.0), "f", &column), Ok(Some(-1.0)));
        assert_eq!(fit(Missing::Drop, "f", &column), Ok(None));
    }

    #[test]
    fn nothing_to_fill_from_is_an_error() {
        let error = fit(Missing::Median, "score", &[f64::NAN]).unwrap_err();
        assert!(error.to_string().contains("features.score: no customer has a value"));
    }
}
