//! What moved between the window of the model in service and the newest one, and what that took from the agreement.

use serde::Serialize;

use crate::language::{NOTHING, places};
use crate::record::{Cause, Explanation, YearBefore};
use crate::report::chart::{Recovered, RecoveredBar};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::report::table::{Cell, Column, Table};
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
    let (phrases, language) = (edition.phrases, edition.language);
    let bar = |name: String, value: f64| RecoveredBar {
        name,
        value: value.is_finite().then_some(value),
        text: language.decimal(value, 3),
    };
    let features = explanation.causes.iter();
    let chart = Recovered {
        lost: bar(phrases.moved_lost(), explanation.lost),
        features: features.map(|cause| bar(edition.called(&cause.label, &cause.feature), cause.recovered)).collect(),
    };
    let description = explanation.causes.first().map_or_else(String::new, |first| {
        phrases.moved_description(
            language.decimal(explanation.lost, 3),
            edition.called(&first.label, &first.feature),
            language.decimal(first.recovered, 3),
        )
    });
    let mut legend =
        vec![Key::new("key-bar", phrases.moved_lost()), Key::new("key-bar key-staleness", phrases.moved_recovered())];
    if explanation.causes.iter().any(|cause| cause.recovered < 0.0) {
        legend.push(Key::new("key-bar key-worse", phrases.moved_worse()));
    }
    Figure::new("recovered", phrases.moved_title(), phrases.moved_caption()).keyed(legend).drawn(&chart, &description)
}

fn table(edition: &Edition<'_>, explanation: &Explanation) -> Table {
    let phrases = edition.phrases;
    Table {
        caption: phrases.moved_table(),
        columns: vec![
            Column::words(phrases.column_feature()),
            Column::numbers(phrases.column_before()),
            Column::numbers(phrases.column_after()),
            Column::numbers(phrases.column_shift()),
            Column::numbers(phrases.column_psi()),
            Column::numbers(phrases.column_recovered()),
            Column::words(phrases.column_segment_moved()),
        ],
        rows: explanation.causes.iter().map(|cause| row(edition, cause)).collect(),
    }
}

fn row(edition: &Edition<'_>, cause: &Cause) -> Vec<Cell> {
    let (phrases, language) = (edition.phrases, edition.language);
    let decimals = places([cause.mean_before, cause.mean_after].into_iter());
    let segment = cause.segment.as_ref().map_or_else(
        || Cell::from(NOTHING),
        |segment| {
            let decimals = places([segment.mean_before, segment.mean_after].into_iter());
            let range = phrases.moved_from_to(
                language.decimal(segment.mean_before, decimals),
                language.decimal(segment.mean_after, decimals),
            );
            Cell::noted(edition.called(&segment.name, &segment.segment.to_string()), range)
        },
    );
    vec![
        edition.called(&cause.label, &cause.feature).into(),
        language.decimal(cause.mean_before, decimals).into(),
        language.decimal(cause.mean_after, decimals).into(),
        cause.mean_shift_sd.map_or_else(|| NOTHING.to_owned(), |shift| language.signed(shift, 2)).into(),
        language.decimal(cause.psi, 3).into(),
        language.decimal(cause.recovered, 3).into(),
        segment,
    ]
}

fn year_before(edition: &Edition<'_>, year: &YearBefore) -> String {
    let phrases = edition.phrases;
    let finding = match year.signal {
        Some(Signal::Noise) => phrases.year_noise(),
        Some(Signal::Drift) => phrases.year_drift(),
        Some(Signal::Season | Signal::Undecidable) => phrases.year_undecidable(),
        None => phrases.year_unknown(),
    };
    let fit = phrases.year_before(year.window_end, edition.ari(year.ari));
    format!("{fit} {finding}")
}
