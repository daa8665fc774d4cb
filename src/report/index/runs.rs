//! The list of all runs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::language::{Language, NOTHING, beside, exact};
use crate::record::{PastRun, RunSummary, Unreadable};
use crate::report::phrases::Phrases;
use crate::report::section::verdict::{Told, decimals, words};
use crate::report::translation::{REPORT, files_named};

/// What may stand in an address as it is, beside letters and digits.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// A run.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    as_of: String,
    folder: String,
    report: Option<String>,
    unreadable: Option<String>,
    kind: Option<&'static str>,
    label: String,
    ari: String,
    interval: Option<String>,
    noise_floor: String,
    age: String,
    refit: String,
    refit_label: Option<String>,
    windows: String,
    orders: String,
}

/// A run in the list.
pub(super) fn row(run: &PastRun, language: Language) -> Row {
    let as_of = run.as_of().map_or_else(|| NOTHING.to_owned(), |day| language.date(day));
    let folder = run.folder.clone();
    match &run.summary {
        Ok(summary) => readable(run, summary, as_of, language),
        Err(why) => Row {
            as_of,
            folder,
            report: None,
            unreadable: Some(reason(*why, language)),
            kind: None,
            label: String::new(),
            ari: NOTHING.to_owned(),
            interval: None,
            noise_floor: NOTHING.to_owned(),
            age: NOTHING.to_owned(),
            refit: NOTHING.to_owned(),
            refit_label: None,
            windows: NOTHING.to_owned(),
            orders: NOTHING.to_owned(),
        },
    }
}

fn readable(run: &PastRun, summary: &RunSummary, as_of: String, language: Language) -> Row {
    let phrases = Phrases::of(language);
    let verdict = &summary.verdict.value;
    let numbers = Numbers::of(summary, language);
    let told = Told::of(language, &summary.recommendation.retrain.value, summary.step_months);
    let known = |text: Option<String>| text.unwrap_or_else(|| NOTHING.to_owned());
    // What is not known has no further words: the badge says why.
    let refit_label = (told.interval != NOTHING).then_some(told.label);
    Row {
        as_of,
        folder: run.folder.clone(),
        report: Some(report(run, summary, language)),
        unreadable: None,
        kind: Some(verdict.kind.name()),
        label: words(phrases, verdict.kind),
        ari: known(numbers.ari()),
        interval: numbers.interval().map(|(low, high)| phrases.range(low, high)),
        noise_floor: known(verdict.noise_floor.map(|floor| numbers.write(floor))),
        age: known(verdict.age_months.map(|age| language.months(age))),
        refit: told.interval,
        refit_label,
        windows: language.count(summary.windows),
        orders: language.count(summary.orders.used),
    }
}

/// Why nothing is known of a folder.
pub(super) fn reason(why: Unreadable, language: Language) -> String {
    let phrases = Phrases::of(language);
    match why {
        Unreadable::NoRecord => phrases.index_no_record(),
        Unreadable::NotUnderstood => phrases.index_not_understood(),
    }
}

/// The address of a run's report from the index: in `language` where the run has that, else in the run's first.
pub(super) fn report(run: &PastRun, summary: &RunSummary, language: Language) -> String {
    let files = files_named(REPORT, &summary.configuration);
    let own = files.iter().find(|(other, _)| *other == language).or_else(|| files.first());
    let file = own.map_or_else(|| format!("{REPORT}.html"), |(_, file)| file.clone());
    format!("runs/{}/{file}", utf8_percent_encode(&run.folder, ENCODED))
}

/// The numbers of a run's verdict with as many decimals as it takes to see on which side of minimum and floor they lie.
pub(super) struct Numbers<'a> {
    summary: &'a RunSummary,
    language: Language,
    decimals: usize,
}

impl<'a> Numbers<'a> {
    pub fn of(summary: &'a RunSummary, language: Language) -> Self {
        Self { summary, language, decimals: decimals(&summary.verdict.value) }
    }

    pub fn write(&self, ari: f64) -> String {
        self.language.decimal(ari, beside(ari, self.summary.threshold, self.decimals))
    }

    pub fn ari(&self) -> Option<String> {
        self.summary.verdict.value.ari.map(|ari| self.write(ari))
    }

    pub fn interval(&self) -> Option<(String, String)> {
        let verdict = &self.summary.verdict.value;
        verdict.ari_low.zip(verdict.ari_high).map(|(low, high)| (self.write(low), self.write(high)))
    }

    /// The contract minimum with the decimals it was written with.
    pub fn minimum(&self) -> String {
        self.language.decimal(self.summary.threshold, exact(self.summary.threshold, 1))
    }
}
