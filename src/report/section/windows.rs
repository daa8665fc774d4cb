//! The windows: their sizes, and how each was fitted.

use std::sync::Arc;

use serde::Serialize;

use crate::language::{NOTHING, places};
use crate::numeric::real;
use crate::record::tables::{WindowRow, WindowStatus};
use crate::report::chart::{WindowBar, WindowSizes};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::report::table::{Cell, Column, Table};

/// The windows.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Windows {
    figure: Figure,
}

/// The windows of an edition.
pub(in crate::report) fn windows(edition: &Edition<'_>) -> Windows {
    let phrases = edition.phrases;
    let rows = edition.report.windows;
    let figure = Figure::new("windows-sizes", phrases.windows_title(), phrases.windows_caption());
    let (Some(fewest), Some(most)) =
        (rows.iter().map(|row| row.customers).min(), rows.iter().map(|row| row.customers).max())
    else {
        return Windows { figure: figure.without(phrases.windows_empty()) };
    };
    let flagged = rows.iter().filter(|row| row.status != WindowStatus::Ok).count();
    let description = phrases.windows_description(rows.len(), fewest, most, flagged);
    let mut legend = vec![
        Key::new("key-bar", phrases.windows_compared()),
        Key::new("key-bar key-staleness", phrases.windows_reference()),
    ];
    if flagged > 0 {
        legend.push(Key::new("key-bar key-flagged", phrases.windows_flagged()));
    }
    let chart = chart(edition);
    Windows { figure: figure.keyed(legend).drawn(&chart, &description).tabled(table(edition)) }
}

fn chart(edition: &Edition<'_>) -> WindowSizes {
    let language = edition.language;
    let reference = edition.report.record.reference.window_end;
    let bar = |row: &WindowRow| WindowBar {
        name: edition.language.month(row.window_end),
        customers: real(row.customers),
        flagged: row.status != WindowStatus::Ok,
        reference: row.window_end == reference,
    };
    WindowSizes {
        bars: edition.report.windows.iter().map(bar).collect(),
        number: Arc::new(move |value| language.decimal(value, 0)),
    }
}

fn table(edition: &Edition<'_>) -> Table {
    let (phrases, language) = (edition.phrases, edition.language);
    let models = edition.report.models;
    let decimals = places(models.iter().map(|row| row.inertia));
    let row = |window: &WindowRow| -> Vec<Cell> {
        let model = models.iter().find(|row| row.window_end == window.window_end);
        let missing = || NOTHING.to_owned();
        let status = match window.status {
            WindowStatus::Ok => phrases.status_ok(),
            WindowStatus::TooFewCustomers => phrases.status_too_few_customers(),
        };
        let yes_or_no = |yes: bool| if yes { phrases.yes() } else { phrases.no() }.clone();
        vec![
            edition.language.date(window.window_end).into(),
            edition.language.moment(window.window_start).into(),
            edition.language.moment(window.window_stop).into(),
            language.count(window.orders).into(),
            language.count(window.customers).into(),
            language.count(window.fitted).into(),
            model.map_or_else(missing, |model| language.decimal(model.inertia, decimals)).into(),
            model.map_or_else(missing, |model| language.count(model.iterations)).into(),
            model.map_or_else(missing, |model| yes_or_no(model.converged)).into(),
            Cell::from(status.as_str()).marked("below", window.status != WindowStatus::Ok),
        ]
    };
    Table {
        caption: phrases.windows_title(),
        columns: vec![
            Column::words(phrases.column_window()),
            Column::words(phrases.column_from()),
            Column::words(phrases.column_to()),
            Column::numbers(phrases.column_orders()),
            Column::numbers(phrases.column_customers()),
            Column::numbers(phrases.column_fitted()),
            Column::numbers(phrases.column_inertia()),
            Column::numbers(phrases.column_iterations()),
            Column::words(phrases.column_converged()),
            Column::words(phrases.column_status()),
        ],
        rows: edition.report.windows.iter().map(row).collect(),
    }
}
