//! Quantiles of sorted values.

use super::real;

/// The quantile of `sorted` values at `level`, taken into [0, 1], linear between neighbours; `None` of no values.
///
/// Source: type 7 of Hyndman R., Fan Y. (1996), "Sample quantiles in statistical packages", The American Statistician
/// 50; numpy's default.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position in the values")]
pub fn quantile(sorted: &[f64], level: f64) -> Option<f64> {
    let position = real(sorted.len().checked_sub(1)? as u64) * level.clamp(0.0, 1.0);
    let below = sorted.get(position.floor() as usize)?;
    let above = sorted.get(position.ceil() as usize)?;
    Some(below + (above - below) * position.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_as_numpy_gives_them() {
        let values = [1.0, 2.0, 4.0, 8.0];
        assert_eq!(quantile(&values, 0.0), Some(1.0));
        assert_eq!(quantile(&values, 0.25), Some(1.75));
        assert_eq!(quantile(&values, 0.5), Some(3.0));
        assert_eq!(quantile(&values, 0.75), Some(5.0));
        assert_eq!(quantile(&values, 1.0), Some(8.0));
        assert_eq!(quantile(&values[..1], 0.3), Some(1.0));
        assert_eq!(quantile(&[], 0.5), None);
    }
}
