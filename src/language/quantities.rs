//! Percentages, lengths of time, sizes and money: a number, and what the language's messages put beside it.

use super::{Figure, Language, Message, NOTHING};

impl Language {
    /// A share in [0, 1] as a percentage with so many decimals.
    #[must_use]
    pub fn percent(self, share: f64, decimals: usize) -> String {
        if share.is_finite() { self.write(&Figure::Percent { share, decimals }) } else { NOTHING.to_owned() }
    }

    /// A length of time, as in "11 months". Whole months are written without decimals.
    #[must_use]
    pub fn months(self, months: f64) -> String {
        self.write(&Figure::months(months))
    }

    /// A sum of money with the ISO code of its currency, which may be empty.
    #[must_use]
    pub fn money(self, amount: f64, currency: &str) -> String {
        if amount.is_finite() { self.write(&Figure::money(amount, currency)) } else { NOTHING.to_owned() }
    }

    /// A size in decimal units, as in 12.4 MB, rounded down.
    #[must_use]
    pub fn bytes(self, bytes: u64) -> String {
        const UNITS: [(u64, &str); 4] = [
            (1_000_000_000_000, "size-terabytes"),
            (1_000_000_000, "size-gigabytes"),
            (1_000_000, "size-megabytes"),
            (1_000, "size-kilobytes"),
        ];
        let size = UNITS.into_iter().find(|(size, _)| bytes >= *size).map(|(size, message)| {
            let tenths = bytes / (size / 10);
            let value = crate::numeric::real(tenths) / 10.0;
            Message::new(message).with("count", Figure::Number { value, decimals: 1 })
        });
        self.tell(&size.unwrap_or_else(|| Message::new("size-bytes").with("count", Figure::Count(bytes))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_stay_whole_at_the_end_of_a_line() {
        assert_eq!(Language::ALL.map(|language| language.percent(0.975, 1)), ["97.5%", "97,5\u{202f}%", "97,5%"]);
        assert_eq!(Language::French.percent(f64::NAN, 0), NOTHING);
    }

    #[test]
    fn months_are_whole_where_they_can_be() {
        assert_eq!(Language::ALL.map(|language| language.months(1.0)), ["1 month", "1 mois", "1 mês"]);
        assert_eq!(Language::ALL.map(|language| language.months(2.3)), ["2.3 months", "2,3 mois", "2,3 meses"]);
    }

    #[test]
    fn money_stands_where_the_language_puts_its_code() {
        let of = |amount| Language::ALL.map(|language| language.money(amount, "BRL"));
        assert_eq!(of(5_142.86), ["BRL\u{a0}5,143", "5\u{202f}143\u{a0}BRL", "BRL\u{a0}5.143"]);
        assert_eq!(of(99.5), ["BRL\u{a0}99.50", "99,50\u{a0}BRL", "BRL\u{a0}99,50"]);
        assert_eq!(Language::English.money(7.0, ""), "7.00");
        assert_eq!(Language::English.money(f64::NAN, "BRL"), NOTHING);
    }

    #[test]
    fn sizes_are_decimal() {
        let of = |bytes| Language::ALL.map(|language| language.bytes(bytes));
        assert_eq!(of(999), ["999\u{a0}B", "999\u{a0}o", "999\u{a0}B"]);
        assert_eq!(of(17_699_914), ["17.6\u{a0}MB", "17,6\u{a0}Mo", "17,6\u{a0}MB"]);
    }
}
