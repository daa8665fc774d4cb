//! The standard normal distribution.

/// Halvings of the interval: what is left of it is below the distance of neighbouring numbers.
const HALVINGS: u32 = 80;

/// The quantile of the standard normal distribution at `level`: the z with Φ(z) = level. Minus and plus infinity at 0 and
/// 1 and beyond.
///
/// Found by halving an interval, with Φ(z) = erfc(−z / √2) / 2: to about 10⁻¹⁵ where Φ is not flat.
#[must_use]
pub fn normal_quantile(level: f64) -> f64 {
    if level <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if level >= 1.0 {
        return f64::INFINITY;
    }
    let (mut below, mut above) = (-40.0, 40.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(below, above);
        if libm::erfc(-middle * std::f64::consts::FRAC_1_SQRT_2) / 2.0 < level {
            below = middle;
        } else {
            above = middle;
        }
    }
    f64::midpoint(below, above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_as_scipy_gives_them() {
        let known = [
            (1e-6, -4.753_424_308_822_899),
            (0.025, -1.959_963_984_540_054_5),
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
            (0.9995, 3.290_526_731_491_896),
        ];
        for (level, expected) in known {
            let found = normal_quantile(level);
            assert!((found - expected).abs() < 1e-12, "{level}: {found}");
        }
        assert_eq!((normal_quantile(0.0), normal_quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
    }
}
