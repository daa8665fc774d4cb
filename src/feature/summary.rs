//! Mean and deviation of a column: the same bits for the same values in the same order.

use crate::numeric::{compensated_sum, real};

/// The mean; `None` of no values.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| compensated_sum(values.iter().copied()) / real(values.len() as u64))
}

/// The population standard deviation (divided by n), about the mean; `None` of no values.
#[must_use]
pub fn population_deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    let squares = values.iter().map(|value| (value - mean) * (value - mean));
    Some((compensated_sum(squares) / real(values.len() as u64)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviation_is_of_the_population() {
        assert_eq!(population_deviation(&[1.0, 3.0]), Some(1.0));
        assert_eq!(population_deviation(&[5.0]), Some(0.0));
    }
}
