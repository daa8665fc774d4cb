//! Figures that stay on their own side of a limit when rounded: 0.7996 is not shown as 0.80 when 0.80 is asked for.

/// The fewest decimals, from `decimals` on, with which `value` is below `limit` exactly when it really is.
pub(super) fn beside(value: f64, limit: f64, decimals: usize) -> String {
    let shown = |decimals| format!("{value:.decimals$}");
    let faithful = |text: &String| text.parse().is_ok_and(|rounded: f64| (rounded < limit) == (value < limit));
    (decimals..=12).map(shown).find(faithful).unwrap_or_else(|| value.to_string())
}

/// A number as it was written, with two decimals or more.
pub(super) fn exact(value: f64) -> String {
    let short = format!("{value:.2}");
    if short.parse() == Ok(value) { short } else { value.to_string() }
}

/// `share` in per cent, on its own side of `limit`, both in [0, 1].
pub(super) fn percent(share: f64, limit: f64) -> String {
    beside(share * 100.0, limit * 100.0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_does_not_cross_the_limit() {
        assert_eq!(beside(0.7996, 0.8, 2), "0.7996");
        assert_eq!(beside(0.796, 0.8, 2), "0.796");
        assert_eq!(beside(0.81, 0.8, 2), "0.81");
        assert_eq!(beside(0.8, 0.8, 2), "0.80");
        assert_eq!(beside(0.3, 0.8, 2), "0.30");
        assert_eq!(beside(-0.004, 0.8, 2), "-0.00");
    }

    #[test]
    fn what_was_written_is_shown_as_written() {
        assert_eq!(exact(0.8), "0.80");
        assert_eq!(exact(0.825), "0.825");
    }

    #[test]
    fn shares_are_whole_per_cents_where_they_can_be() {
        assert_eq!(percent(5.0 / 6.0, 0.8), "83");
        assert_eq!(percent(0.797, 0.8), "79.7");
        assert_eq!(percent(0.29, 0.29), "29");
        assert_eq!(percent(1.0, 0.8), "100");
    }
}
