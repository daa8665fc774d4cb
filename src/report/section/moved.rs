//! What moved between the window of the model in service and the newest one, and what that took from the agreement.

use serde::Serialize;

use crate::record::{Cause, Explanation, YearBefore};
use crate::report::chart::{Recovered, RecoveredBar};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::report::numerals::{MISSING, decimals_of};
use crate::report::table::{Cell, Column, Table};
use crate::report::words::fill;
use crate::stability::Signal;

/// What moved.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Moved {
    sentence: String,
    /// Nothing where no feature was looked at.
    figure: Option<Figure>,
    table: Option<Table>,
    year_before: Option<String>,
}

/// What moved, of an edition; nothing where the model in service was not compared.
pub(in crate::report) fn moved(edition: &Edition<'_>) -> Option<Moved> {
    let stated = edition.report.record.explanation.as_ref()?;
    let explanation = &stated.value;
    let some = !explanation.causes.is_empty();
    Some(Moved {
        sentence: edition.sentence(&stated.sentence),
        figure: some.then(|| figure(edition, explanation)),
        table: some.then(|| table(edition, explanation)),
        year_before: explanation.year_before.as_ref().map(|year| year_before(edition, year)),
    })
}

fn figure(edition: &Edition<'_>, explanation: &Explanation) -> Figure {
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let bar = |name: String, value: f64| RecoveredBar {
        name,
        value: value.is_finite().then_some(value),
        text: numerals.decimal(value, 3),
    };
    let features = explanation.causes.iter();
    let chart = Recovered {
        lost: bar(phrases.moved_lost.clone(), explanation.lost),
        features: features.map(|cause| bar(edition.called(&cause.label, &cause.feature), cause.recovered)).collect(),
    };
    let description = explanation.causes.first().map_or_else(String::new, |first| {
        fill(
            &phrases.moved_description,
            &[
                ("lost", &numerals.decimal(explanation.lost, 3)),
                ("feature", &edition.called(&first.label, &first.feature)),
                ("recovered", &numerals.decimal(first.recovered, 3)),
            ],
        )
    });
    let mut legend =
        vec![Key::new("key-bar", &phrases.moved_lost), Key::new("key-bar key-staleness", &phrases.moved_recovered)];
    if explanation.causes.iter().any(|cause| cause.recovered < 0.0) {
        legend.push(Key::new("key-bar key-worse", &phrases.moved_worse));
    }
    Figure::new("recovered", &phrases.moved_title, &phrases.moved_caption).keyed(legend).drawn(&chart, &description)
}

fn table(edition: &Edition<'_>, explanation: &Explanation) -> Table {
    let phrases = edition.phrases;
    Table {
        caption: phrases.moved_table.clone(),
        columns: vec![
            Column::words(&phrases.column_feature),
            Column::numbers(&phrases.column_before),
            Column::numbers(&phrases.column_after),
            Column::numbers(&phrases.column_shift),
            Column::numbers(&phrases.column_psi),
            Column::numbers(&phrases.column_recovered),
            Column::words(&phrases.column_segment_moved),
        ],
        rows: explanation.causes.iter().map(|cause| row(edition, cause)).collect(),
    }
}

fn row(edition: &Edition<'_>, cause: &Cause) -> Vec<Cell> {
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let decimals = decimals_of([cause.mean_before, cause.mean_after].into_iter());
    let segment = cause.segment.as_ref().map_or_else(
        || Cell::from(MISSING),
        |segment| {
            let decimals = decimals_of([segment.mean_before, segment.mean_after].into_iter());
            let range = fill(
                &phrases.moved_from_to,
                &[
                    ("before", &numerals.decimal(segment.mean_before, decimals)),
                    ("after", &numerals.decimal(segment.mean_after, decimals)),
                ],
            );
            Cell::noted(edition.called(&segment.name, &segment.segment.to_string()), range)
        },
    );
    vec![
        edition.called(&cause.label, &cause.feature).into(),
        numerals.decimal(cause.mean_before, decimals).into(),
        numerals.decimal(cause.mean_after, decimals).into(),
        cause.mean_shift_sd.map_or_else(|| MISSING.to_owned(), |shift| numerals.signed(shift, 2)).into(),
        numerals.decimal(cause.psi, 3).into(),
        numerals.decimal(cause.recovered, 3).into(),
        segment,
    ]
}

fn year_before(edition: &Edition<'_>, year: &YearBefore) -> String {
    let phrases = edition.phrases;
    let finding = match year.signal {
        Some(Signal::Noise) => &phrases.year_noise,
        Some(Signal::Drift) => &phrases.year_drift,
        Some(Signal::Season | Signal::Undecidable) => &phrases.year_undecidable,
        None => &phrases.year_unknown,
    };
    let fit = fill(&phrases.year_before, &[("window", &year.window_end.to_string()), ("ari", &edition.ari(year.ari))]);
    format!("{fit} {finding}")
}
