//! How many decimals a figure needs to stay on its own side of a limit: 0.7996 is not shown as 0.80 when 0.80 is asked
//! for.

/// No figure has more decimals.
const MOST: usize = 16;

/// What is left of a number that is written with so many decimals.
pub(crate) fn rounded(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

/// The fewest decimals, from `from` on, with which `value` is below `limit` exactly when it really is.
pub(crate) fn beside(value: f64, limit: f64, from: usize) -> usize {
    sided(value, &[(limit, limit)], from).unwrap_or(MOST)
}

/// The same for several values and a limit that is shown with their decimals.
pub(crate) fn beside_shown(values: &[f64], limit: f64, from: usize) -> usize {
    let told = |decimals: &usize| {
        let shown = rounded(limit, *decimals);
        values.iter().all(|value| (rounded(*value, *decimals) < shown) == (*value < limit))
    };
    (from..=MOST).find(told).unwrap_or(MOST)
}

/// The same for limits that are shown rounded: (limit, what is shown of it). `None` where none do: between a limit and
/// what is shown of it.
fn sided(value: f64, limits: &[(f64, f64)], from: usize) -> Option<usize> {
    let kept = |decimals: &usize| {
        let shown = rounded(value, *decimals);
        limits.iter().all(|(limit, shown_limit)| (shown < *shown_limit) == (value < *limit))
    };
    (from..=MOST).find(kept)
}

/// The decimals that a number was written with, `from` or more.
pub(crate) fn exact(value: f64, from: usize) -> usize {
    (from..9).find(|decimals| (rounded(value, *decimals) - value).abs() < 1e-9).unwrap_or(9)
}

/// `value` rounded down, with its decimals: the fewest, from `from` on, with which it is below `limit` exactly when it
/// really is.
pub(super) fn down(value: f64, limit: f64, from: usize) -> (f64, usize) {
    let shown = |decimals: usize| {
        let scale: f64 = std::iter::repeat_n(10.0, decimals).product();
        // What floating point takes away from a round number is not to cost a whole digit.
        ((value * scale + 1e-6).floor() / scale, decimals)
    };
    let kept = |(shown, _): &(f64, usize)| (*shown < limit) == (value < limit);
    (from..9).map(shown).find(kept).unwrap_or((value, MOST))
}

/// About three significant digits of the largest of these values, without zeros at the end of all of them.
pub(crate) fn by_size(values: &[f64]) -> usize {
    let enough = match values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs())) {
        size if size >= 1000.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let needed = |value: &f64| {
        let digits = format!("{value:.enough$}");
        digits.split_once('.').map_or(0, |(_, decimals)| decimals.trim_end_matches('0').len())
    };
    values.iter().map(needed).max().unwrap_or(0)
}

/// The contract's threshold and the noise floor, which the figures of a verdict stay on their own side of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    threshold: f64,
    floor: Option<(f64, usize)>,
}

impl Limits {
    /// Limits that each of `values` can be shown beside: the threshold as it was written, the floor with as few decimals
    /// as they allow.
    pub fn new(threshold: f64, floor: Option<f64>, values: &[f64]) -> Self {
        let floor = floor.map(|floor| {
            let fits = |decimals: &usize| {
                let limits = [(threshold, threshold), (floor, rounded(floor, *decimals))];
                values.iter().all(|value| sided(*value, &limits, 2).is_some())
            };
            (floor, (beside(floor, threshold, 2)..=MOST).find(fits).unwrap_or(MOST))
        });
        Self { threshold, floor }
    }

    /// The floor and its decimals.
    pub fn floor(&self) -> Option<(f64, usize)> {
        self.floor
    }

    /// The decimals of one of the values.
    pub fn decimals(&self, value: f64) -> usize {
        let threshold = [(self.threshold, self.threshold)];
        let floor = self.floor.map(|(floor, decimals)| (floor, rounded(floor, decimals)));
        let limits: Vec<_> = threshold.into_iter().chain(floor).collect();
        sided(value, &limits, 2).unwrap_or(MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_does_not_cross_the_limit() {
        let shown = |value: f64| format!("{value:.*}", beside(value, 0.8, 2));
        assert_eq!(
            [0.7996, 0.796, 0.81, 0.8, 0.3, -0.004].map(shown),
            ["0.7996", "0.796", "0.81", "0.80", "0.30", "-0.00"]
        );
        // The nearest number below the limit needs every decimal there is.
        assert!(rounded(0.799_999_999_999_999_9, beside(0.799_999_999_999_999_9, 0.8, 2)) < 0.8);
    }

    #[test]
    fn rounding_does_not_cross_the_noise_floor() {
        assert_eq!(beside_shown(&[0.68, 0.69], 0.941_2, 2), 2);
        assert_eq!(beside_shown(&[0.940_8], 0.941_2, 2), 4);
        assert_eq!(beside_shown(&[0.941_2], 0.941_2, 2), 2);
        assert_eq!(beside_shown(&[f64::NAN], 0.9, 2), 2);
    }

    #[test]
    fn what_was_written_is_shown_as_written() {
        assert_eq!([0.8, 0.825, 1.0].map(|value| exact(value, 2)), [2, 3, 2]);
        assert_eq!([57.0, 0.57 * 100.0, 97.5].map(|value| exact(value, 0)), [0, 0, 1]);
    }

    #[test]
    fn what_is_at_least_so_much_is_rounded_down() {
        assert_eq!(down(100.0 * 0.838, 80.0, 0), (83.0, 0));
        assert_eq!(down(100.0 * 0.29, 100.0 * 0.29, 0), (29.0, 0));
        assert_eq!(down(79.97, 80.0, 0), (79.0, 0));
        assert_eq!(down(82.75, 82.5, 0), (82.7, 1));
        assert_eq!(down(3.78, 0.0, 1), (3.7, 1));
    }

    #[test]
    fn sizes_give_about_three_digits() {
        assert_eq!(by_size(&[4.5, 4.1]), 1);
        assert_eq!(by_size(&[4.512, 4.1]), 2);
        assert_eq!(by_size(&[1_234.5, 2.25]), 0);
        assert_eq!(by_size(&[0.123_4, 0.1]), 3);
        assert_eq!(by_size(&[12.0, 97.0]), 0);
    }

    #[test]
    fn a_rounded_floor_separates_what_it_separates() {
        // To two decimals all three are 0.90.
        let (below, floor, above) = (0.9002, 0.9003, 0.9004);
        let limits = Limits::new(0.8, Some(floor), &[below, above]);
        let (_, decimals) = limits.floor().unwrap();
        let shown = |value| rounded(value, limits.decimals(value));
        assert!(shown(below) < rounded(floor, decimals) && shown(above) >= rounded(floor, decimals));
        // Far from the floor two are enough.
        let limits = Limits::new(0.8, Some(floor), &[0.85, 0.95]);
        assert_eq!((limits.floor(), limits.decimals(0.85)), (Some((floor, 2)), 2));
        // A floor keeps its own side of the threshold.
        assert_eq!(Limits::new(0.8, Some(0.7996), &[]).floor(), Some((0.7996, 4)));
    }
}
