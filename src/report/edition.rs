//! A run in a language: what every section is written from.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::numerals::Numerals;
use super::words::{Phrases, fill};
use super::{Language, Report};
use crate::numeric::Rate;
use crate::record::FeatureRecord;
use crate::stability::{Flag, Quantity};

/// A run in a language.
#[derive(Debug, Clone)]
pub(super) struct Edition<'a> {
    /// The run and its tables.
    pub report: Report<'a>,
    /// The language.
    pub language: Language,
    /// Its phrases.
    pub phrases: &'a Phrases,
    /// Its numbers.
    pub numerals: Numerals,
}

impl<'a> Edition<'a> {
    /// `report` in `language`.
    pub fn new(report: Report<'a>, language: Language, phrases: &'a Phrases) -> Self {
        Self { report, language, phrases, numerals: Numerals::new(phrases) }
    }

    /// The text in this language, else in English, if there is one that is not empty.
    pub fn spoken<'t>(&self, texts: &'t BTreeMap<String, String>) -> Option<&'t str> {
        [self.language.tag(), Language::English.tag()]
            .into_iter()
            .find_map(|tag| texts.get(tag))
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    }

    /// A conclusion's sentence, or that there is none.
    pub fn sentence(&self, sentence: &BTreeMap<String, String>) -> String {
        // A percentage is not to be torn apart at the end of a line.
        self.spoken(sentence).unwrap_or(&self.phrases.sentence_missing).replace(" %", "\u{202f}%")
    }

    /// What people call a feature: its label, else its name.
    pub fn label(&self, feature: &FeatureRecord) -> String {
        self.called(&feature.label, &feature.name)
    }

    /// A label, else a name.
    pub fn called(&self, label: &BTreeMap<String, String>, name: &str) -> String {
        self.spoken(label).unwrap_or(name).to_owned()
    }

    /// The level of the intervals, as in "95%".
    pub fn confidence(&self) -> String {
        self.level(self.report.record.confidence)
    }

    /// A level or share that people gave, without decimals it does not have.
    pub fn level(&self, share: f64) -> String {
        let percent = share * 100.0;
        self.numerals.percent(share, usize::from((percent - percent.round()).abs() > 0.05))
    }

    /// The agreement the contract asks for, with the decimals it was written with, as in "0.8" or "0.825".
    pub fn threshold(&self) -> String {
        let threshold = self.report.record.threshold;
        let exact = (1..6).find(|decimals| (rounded(threshold, *decimals) - threshold).abs() < 1e-9);
        self.numerals.decimal(threshold, exact.unwrap_or(6))
    }

    /// An agreement with two decimals, or as many more as it takes to show on which side of the contract minimum it
    /// lies: 0.7996 is not written as 0.80 beside a minimum of 0.8.
    pub fn ari(&self, ari: f64) -> String {
        self.ari_from(ari, 2)
    }

    /// The same with at least so many decimals.
    pub fn ari_from(&self, ari: f64, decimals: usize) -> String {
        let threshold = self.report.record.threshold;
        let told = |decimals: &usize| (rounded(ari, *decimals) < threshold) == (ari < threshold);
        self.numerals.decimal(ari, (decimals..6).find(told).unwrap_or(6))
    }

    /// How often something happened, with its interval.
    pub fn rate(&self, rate: &Rate) -> String {
        let percent = |share: f64| self.numerals.decimal(share * 100.0, 1);
        let (low, high) = (percent(rate.low), percent(rate.high));
        let share = self.numerals.percent(rate.share, 1);
        fill(&self.phrases.rate, &[("share", &share), ("low", &low), ("high", &high)])
    }

    /// A sum of money; its currency may be empty.
    pub fn money(&self, amount: f64, currency: &str) -> String {
        let amount = self.numerals.decimal(amount, if amount.abs() < 100.0 { 2 } else { 0 });
        let money = fill(&self.phrases.money, &[("amount", &amount), ("currency", currency)]);
        money.trim_end().to_owned()
    }

    /// What a quantity is called.
    pub fn quantity(&self, quantity: Quantity) -> &'a str {
        match quantity {
            Quantity::Staleness => &self.phrases.staleness,
            Quantity::Migration => &self.phrases.migration,
            Quantity::Total => &self.phrases.total,
        }
    }

    /// A comparison's flag as words; one that the language has no words for is shown by its name.
    pub fn reason(&self, flag: Option<&str>) -> String {
        let known = [
            (Flag::TooFewCustomers, &self.phrases.flag_too_few_customers),
            (Flag::FewCommonCustomers, &self.phrases.flag_few_common_customers),
        ];
        let Some(flag) = flag else { return self.phrases.reason_missing.clone() };
        let words = known.into_iter().find(|(known, _)| known.name() == flag);
        words.map_or_else(|| flag.replace('_', " "), |(_, words)| words.clone())
    }

    /// A share as a percentage with one decimal; what is nearly nothing or nearly all is not rounded to it.
    pub fn share(&self, share: f64) -> String {
        let (least, most) = (0.001, 0.999);
        if share > 0.0 && share < least {
            fill(&self.phrases.range_under, &[("to", &self.numerals.percent(least, 1))])
        } else if share > most && share < 1.0 {
            fill(&self.phrases.range_over, &[("from", &self.numerals.percent(most, 1))])
        } else {
            self.numerals.percent(share, 1)
        }
    }

    /// What a segment is called: its name in this language, else as its window's model has it, else its number.
    pub fn segment(&self, window_end: NaiveDate, segment: u32) -> String {
        let row = self.report.models.iter().find(|row| row.window_end == window_end && row.segment == segment);
        let names = &self.report.record.segment_names;
        row.map(|row| {
            let named = names.iter().find(|name| name.identity == row.identity);
            named.map_or(row.segment_name.as_str(), |name| name.spoken(self.language.tag())).to_owned()
        })
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| fill(&self.phrases.segment, &[("number", &self.numerals.count(segment))]))
    }
}

/// The fewest decimals, two or more, with which each of `values` is seen to lie below `limit` or not.
pub(super) fn decimals_beside(values: &[f64], limit: f64) -> usize {
    let told = |decimals: &usize| {
        let shown = rounded(limit, *decimals);
        values.iter().all(|value| (rounded(*value, *decimals) < shown) == (*value < limit))
    };
    (2..6).find(told).unwrap_or(6)
}

/// What is left of a number when it is written with so many decimals.
fn rounded(number: f64, decimals: usize) -> f64 {
    format!("{number:.decimals$}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::super::words::Words;
    use super::*;

    fn with(threshold: f64, check: impl Fn(&Edition<'_>)) {
        let mut run = fixture::olist();
        run.record.threshold = threshold;
        let words = Words::of(Language::English).unwrap();
        check(&Edition::new(run.report(), Language::English, &words.phrases));
    }

    #[test]
    fn rounding_does_not_cross_the_contract_minimum() {
        with(0.8, |edition| {
            assert_eq!(edition.threshold(), "0.8");
            assert_eq!(edition.ari(0.7934), "0.79");
            assert_eq!(edition.ari(0.7996), "0.7996");
            assert_eq!(edition.ari(0.8004), "0.80");
        });
        with(0.825, |edition| {
            assert_eq!(edition.threshold(), "0.825");
            assert_eq!(edition.ari(0.8249), "0.82");
            assert_eq!(edition.ari(0.8251), "0.83");
        });
    }

    #[test]
    fn rounding_does_not_cross_the_noise_floor() {
        assert_eq!(decimals_beside(&[0.68, 0.69], 0.941_2), 2);
        assert_eq!(decimals_beside(&[0.940_8], 0.941_2), 4);
        assert_eq!(decimals_beside(&[0.941_2], 0.941_2), 2);
        assert_eq!(decimals_beside(&[f64::NAN], 0.9), 2);
    }

    #[test]
    fn nearly_nothing_is_not_nothing() {
        with(0.8, |edition| {
            assert_eq!(edition.share(0.0), "0.0\u{202f}%");
            assert_eq!(edition.share(1e-5), "under 0.1\u{202f}%");
            assert_eq!(edition.share(0.99999), "over 99.9\u{202f}%");
            assert_eq!(edition.level(0.95), "95\u{202f}%");
            assert_eq!(edition.level(0.975), "97.5\u{202f}%");
        });
    }

    #[test]
    fn a_segment_has_its_models_name_or_its_number() {
        with(0.8, |edition| {
            let fitted = edition.report.record.reference.window_end;
            assert_eq!(edition.segment(fitted, 4), "Repeat buyers");
            assert_eq!(edition.segment(fitted, 9), "Segment 9");
        });
    }
}
