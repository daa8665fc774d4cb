//! Numbers as people read them. What is missing or not finite is a dash: no "NaN" reaches a reader.

use super::words::{Phrases, fill};

/// Stands for a number that is not there.
pub(super) const MISSING: &str = "–";

/// How a language writes numbers.
#[derive(Debug, Clone)]
pub(super) struct Numerals {
    decimal_mark: String,
    group_mark: String,
    percent: String,
    month_one: String,
    month_other: String,
}

impl Numerals {
    /// The numerals of a language's phrases.
    pub fn new(phrases: &Phrases) -> Self {
        Self {
            decimal_mark: phrases.decimal_mark.clone(),
            group_mark: phrases.group_mark.clone(),
            percent: phrases.percent.clone(),
            month_one: phrases.month_one.clone(),
            month_other: phrases.month_other.clone(),
        }
    }

    /// A whole number, grouped by thousands.
    pub fn count(&self, number: impl TryInto<u64>) -> String {
        number.try_into().map_or_else(|_| MISSING.to_owned(), |number| self.grouped(&number.to_string()))
    }

    /// A number with so many decimals, grouped by thousands.
    pub fn decimal(&self, number: f64, decimals: usize) -> String {
        if !number.is_finite() {
            return MISSING.to_owned();
        }
        let digits = format!("{:.decimals$}", number.abs());
        // A negative number that rounds to zero has no sign.
        let sign = if number < 0.0 && digits.bytes().any(|digit| matches!(digit, b'1'..=b'9')) { "−" } else { "" };
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mark = if fraction.is_empty() { "" } else { &self.decimal_mark };
        format!("{sign}{}{mark}{fraction}", self.grouped(whole))
    }

    /// An adjusted Rand index, as in 0.87.
    pub fn ari(&self, ari: f64) -> String {
        self.decimal(ari, 2)
    }

    /// An adjusted Rand index in a table, as in 0.874.
    pub fn ari_in_table(&self, ari: Option<f64>) -> String {
        ari.map_or_else(|| MISSING.to_owned(), |ari| self.decimal(ari, 3))
    }

    /// A number with its sign, as in +1.2.
    pub fn signed(&self, number: f64, decimals: usize) -> String {
        let text = self.decimal(number, decimals);
        let plain = text == MISSING || text.starts_with('−') || !text.bytes().any(|b| matches!(b, b'1'..=b'9'));
        if plain { text } else { format!("+{text}") }
    }

    /// A share in [0, 1] as a percentage with so many decimals.
    pub fn percent(&self, share: f64, decimals: usize) -> String {
        if share.is_finite() {
            fill(&self.percent, &[("number", &self.decimal(share * 100.0, decimals))])
        } else {
            MISSING.to_owned()
        }
    }

    /// A length of time, as in "11 months". Whole months are written without decimals.
    pub fn months(&self, months: f64) -> String {
        let text = self.decimal(months, usize::from((months - months.round()).abs() > 0.05));
        fill(if text == "1" { &self.month_one } else { &self.month_other }, &[("number", &text)])
    }

    /// A size in decimal units, as in 12.4 MB.
    pub fn bytes(&self, bytes: u64) -> String {
        const UNITS: [(u64, &str); 4] =
            [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
        for (size, name) in UNITS {
            if bytes >= size {
                let tenths = bytes / (size / 10);
                return format!("{}{}{} {name}", self.count(tenths / 10), self.decimal_mark, tenths % 10);
            }
        }
        format!("{bytes} B")
    }

    fn grouped(&self, digits: &str) -> String {
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 * self.group_mark.len());
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push_str(&self.group_mark);
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// How many decimals a column of such values needs, so that its numbers line up: about three significant digits of
/// the largest.
pub(super) fn decimals_of(values: impl Iterator<Item = f64>) -> usize {
    let largest = values.filter(|value| value.is_finite()).fold(0.0, |largest: f64, value| largest.max(value.abs()));
    match largest {
        size if size >= 1000.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    }
}

/// A count as a floating-point number, for lengths on paper.
pub(super) fn approximate(count: u64) -> f64 {
    let high = u32::try_from(count >> 32).unwrap_or(u32::MAX);
    let low = u32::try_from(count & 0xFFFF_FFFF).unwrap_or(u32::MAX);
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::words::Words;
    use super::*;

    fn english() -> Numerals {
        Numerals::new(&Words::of(Language::English).unwrap().phrases)
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(english().count(96_478_u64), "96\u{202f}478");
        assert_eq!(english().count(478_u64), "478");
        assert_eq!(english().decimal(-1_234_567.891, 1), "−1\u{202f}234\u{202f}567.9");
    }

    #[test]
    fn nothing_is_negative_zero_or_nan() {
        assert_eq!(english().decimal(-0.001, 2), "0.00");
        assert_eq!(english().signed(-0.001, 1), "0.0");
        assert_eq!(english().signed(0.31, 1), "+0.3");
        for nothing in [f64::NAN, f64::INFINITY] {
            assert_eq!(english().decimal(nothing, 2), MISSING);
            assert_eq!(english().percent(nothing, 0), MISSING);
        }
    }

    #[test]
    fn months_are_whole_where_they_can_be() {
        assert_eq!(english().months(1.0), "1 month");
        assert_eq!(english().months(11.0), "11 months");
        assert_eq!(english().months(2.3), "2.3 months");
    }

    #[test]
    fn sizes_are_decimal() {
        assert_eq!(english().bytes(999), "999 B");
        assert_eq!(english().bytes(17_654_914), "17.6 MB");
    }

    #[test]
    fn approximate_counts_are_exact_below_2_to_the_53() {
        assert!((approximate(9_007_199_254_740_991) - 9_007_199_254_740_991.0).abs() < f64::EPSILON);
    }
}
