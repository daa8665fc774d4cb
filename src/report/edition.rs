//! A run in a language: what every section is written from.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Report;
use super::phrases::Phrases;
use crate::language::{Figure, Language, NOTHING, beside, exact};
use crate::numeric::Rate;
use crate::record::FeatureRecord;
use crate::stability::{Flag, Quantity};

/// A run in a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edition<'a> {
    /// The run and its tables.
    pub report: Report<'a>,
    /// The language.
    pub language: Language,
    /// Its phrases.
    pub phrases: Phrases,
}

impl<'a> Edition<'a> {
    /// `report` in `language`.
    pub fn new(report: Report<'a>, language: Language) -> Self {
        Self { report, language, phrases: Phrases::of(language) }
    }

    /// A conclusion's sentence, or that there is none.
    pub fn sentence(&self, sentence: &BTreeMap<String, String>) -> String {
        self.language.spoken(sentence).map_or_else(|| self.phrases.sentence_missing(), str::to_owned)
    }

    /// What people call a feature: its label, else its name.
    pub fn label(&self, feature: &FeatureRecord) -> String {
        self.called(&feature.label, &feature.name)
    }

    /// A label, else a name.
    pub fn called(&self, label: &BTreeMap<String, String>, name: &str) -> String {
        self.language.spoken(label).unwrap_or(name).to_owned()
    }

    /// The level of the intervals, as in "95%".
    pub fn confidence(&self) -> String {
        self.level(self.report.record.confidence)
    }

    /// A level or share that people gave, without decimals it does not have.
    pub fn level(&self, share: f64) -> String {
        self.language.write(&Figure::level(share))
    }

    /// The agreement the contract asks for, with the decimals it was written with, as in "0.8" or "0.825".
    pub fn threshold(&self) -> String {
        let threshold = self.report.record.threshold;
        self.language.decimal(threshold, exact(threshold, 1))
    }

    /// An agreement with two decimals, or as many more as it takes to show on which side of the contract minimum it
    /// lies: 0.7996 is not written as 0.80 beside a minimum of 0.8.
    pub fn ari(&self, ari: f64) -> String {
        self.ari_from(ari, 2)
    }

    /// The same with at least so many decimals.
    pub fn ari_from(&self, ari: f64, decimals: usize) -> String {
        self.language.decimal(ari, beside(ari, self.report.record.threshold, decimals))
    }

    /// An agreement in a table, as in 0.874.
    pub fn ari_in_table(&self, ari: Option<f64>) -> String {
        ari.map_or_else(|| NOTHING.to_owned(), |ari| self.language.decimal(ari, 3))
    }

    /// What the contract names for `key`, as the configuration has it; nothing where it names none.
    pub fn price(&self, key: &str) -> Option<f64> {
        self.report.record.configuration.get("contract")?.get(key)?.as_f64()
    }

    /// A sum in the contract's currency.
    pub fn in_currency(&self, amount: f64) -> Figure {
        let contract = self.report.record.configuration.get("contract");
        let currency = contract.and_then(|contract| contract.get("currency")?.as_str());
        Figure::money(amount, currency.unwrap_or_default())
    }

    /// How often something happened, with its interval.
    pub fn rate(&self, rate: &Rate) -> String {
        let percent = |share: f64| self.language.decimal(share * 100.0, 1);
        let (low, high) = (percent(rate.low), percent(rate.high));
        let share = self.language.percent(rate.share, 1);
        self.phrases.rate(share, low, high)
    }

    /// What a quantity is called.
    pub fn quantity(&self, quantity: Quantity) -> String {
        match quantity {
            Quantity::Staleness => self.phrases.staleness(),
            Quantity::Migration => self.phrases.migration(),
            Quantity::Total => self.phrases.total(),
        }
    }

    /// A comparison's flag as words; one that the language has no words for is shown by its name.
    pub fn reason(&self, flag: Option<&str>) -> String {
        let known = [
            (Flag::TooFewCustomers, self.phrases.flag_too_few_customers()),
            (Flag::FewCommonCustomers, self.phrases.flag_few_common_customers()),
        ];
        let Some(flag) = flag else { return self.phrases.reason_missing() };
        let words = known.into_iter().find(|(known, _)| known.name() == flag);
        words.map_or_else(|| flag.replace('_', " "), |(_, words)| words)
    }

    /// A share as a percentage with one decimal; what is nearly nothing or nearly all is not rounded to it.
    pub fn share(&self, share: f64) -> String {
        let (least, most) = (0.001, 0.999);
        if share > 0.0 && share < least {
            self.phrases.range_under(self.language.percent(least, 1))
        } else if share > most && share < 1.0 {
            self.phrases.range_over(self.language.percent(most, 1))
        } else {
            self.language.percent(share, 1)
        }
    }

    /// What a segment is called: its name in this language, else as its window's model has it, else its number.
    pub fn segment(&self, window_end: NaiveDate, segment: u32) -> String {
        let row = self.report.models.iter().find(|row| row.window_end == window_end && row.segment == segment);
        let names = &self.report.record.segment_names;
        row.map(|row| {
            let found = names.iter().find(|name| name.identity == row.identity);
            found.map_or(row.segment_name.as_str(), |name| name.spoken(self.language)).to_owned()
        })
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| self.phrases.segment(segment))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn with(threshold: f64, check: impl Fn(&Edition<'_>)) {
        let mut run = fixture::olist();
        run.record.threshold = threshold;
        check(&Edition::new(run.report(), Language::English));
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
    fn nearly_nothing_is_not_nothing() {
        with(0.8, |edition| {
            assert_eq!(edition.share(0.0), "0.0%");
            assert_eq!(edition.share(1e-5), "under 0.1%");
            assert_eq!(edition.share(0.99999), "over 99.9%");
            assert_eq!(edition.level(0.95), "95%");
            assert_eq!(edition.level(0.975), "97.5%");
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
