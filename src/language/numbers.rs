//! Numbers as each language writes them. What is missing or not finite is a dash: no "NaN" reaches a reader.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;

use super::{Language, NOTHING};

/// A minus sign as broad as a plus.
const MINUS: &str = "−";

thread_local! {
    /// One for each language; tests see to it that all are there.
    static FORMATTERS: [Option<DecimalFormatter>; 3] =
        Language::ALL.map(|language| DecimalFormatter::try_new(language.locale().into(), DecimalFormatterOptions::default()).ok());
}

impl Language {
    /// A number with so many decimals, as in "1,234.5" or "1 234,5". A negative number that rounds to zero has no sign.
    #[must_use]
    pub fn decimal(self, number: f64, decimals: usize) -> String {
        if !number.is_finite() {
            return NOTHING.to_owned();
        }
        let digits = format!("{:.decimals$}", number.abs());
        let negative = number < 0.0 && digits.bytes().any(|digit| matches!(digit, b'1'..=b'9'));
        let written = Decimal::try_from_str(&digits).ok().and_then(|decimal| {
            FORMATTERS.with(|formatters| {
                let formatter = formatters.get(self as usize)?.as_ref()?;
                Some(formatter.format(&decimal).to_string())
            })
        });
        let written = written.unwrap_or(digits);
        if negative { format!("{MINUS}{written}") } else { written }
    }

    /// A whole number.
    #[must_use]
    pub fn count(self, number: impl TryInto<u64>) -> String {
        let grouped = |number: u64| {
            let decimal = Decimal::from(number);
            let written = FORMATTERS
                .with(|formatters| Some(formatters.get(self as usize)?.as_ref()?.format(&decimal).to_string()));
            written.unwrap_or_else(|| number.to_string())
        };
        number.try_into().map_or_else(|_| NOTHING.to_owned(), grouped)
    }

    /// A number with its sign, as in "+1.2".
    #[must_use]
    pub fn signed(self, number: f64, decimals: usize) -> String {
        let text = self.decimal(number, decimals);
        let plain = text == NOTHING || number < 0.0 || !text.bytes().any(|digit| matches!(digit, b'1'..=b'9'));
        if plain { text } else { format!("+{text}") }
    }
}

/// How many decimals a column of such values needs, so that its numbers line up: about three significant digits of
/// the largest.
pub(crate) fn places(values: impl Iterator<Item = f64>) -> usize {
    let largest = values.filter(|value| value.is_finite()).fold(0.0, |largest: f64, value| largest.max(value.abs()));
    match largest {
        size if size >= 1000.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(number: f64, decimals: usize) -> [String; 3] {
        Language::ALL.map(|language| language.decimal(number, decimals))
    }

    #[test]
    fn every_language_has_its_marks() {
        assert_eq!(decimal(1_234_567.891, 1), ["1,234,567.9", "1\u{202f}234\u{202f}567,9", "1.234.567,9"]);
        assert_eq!(decimal(-1_234.5, 1), ["−1,234.5", "−1\u{202f}234,5", "−1.234,5"]);
        let counts = Language::ALL.map(|language| language.count(96_478_u64));
        assert_eq!(counts, ["96,478", "96\u{202f}478", "96.478"]);
        assert_eq!(
            Language::French.count(u64::MAX),
            "18\u{202f}446\u{202f}744\u{202f}073\u{202f}709\u{202f}551\u{202f}615"
        );
    }

    #[test]
    fn nothing_is_negative_zero_or_nan() {
        assert_eq!(decimal(-0.001, 2), ["0.00", "0,00", "0,00"]);
        assert_eq!(Language::English.signed(-0.001, 1), "0.0");
        assert_eq!(Language::English.signed(0.31, 1), "+0.3");
        assert_eq!(Language::English.signed(-0.31, 1), "−0.3");
        for nothing in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(decimal(nothing, 2), [NOTHING; 3]);
        }
        assert_eq!(Language::English.count(-1_i32), NOTHING);
    }

    #[test]
    fn a_column_has_one_number_of_decimals() {
        assert_eq!(places([1_000.0, 2.5].into_iter()), 0);
        assert_eq!(places([f64::NAN, 0.5].into_iter()), 3);
    }
}
