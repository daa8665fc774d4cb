//! The windows: their sizes, and how each was fitted.

use std::sync::Arc;

use serde::Serialize;

use crate::record::tables::{WindowRow, WindowStatus};
use crate::report::chart::{WindowBar, WindowSizes};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::report::numerals::{MISSING, approximate, decimals_of};
use crate::report::table::{Cell, Column, Table};
use crate::report::words::fill;

/// The windows.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Windows {
    figure: Figure,
}

/// The windows of an edition.
pub(in crate::report) fn windows(edition: &Edition<'_>) -> Windows {
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let rows = edition.report.windows;
    let figure = Figure::new("windows-sizes", &phrases.windows_title, &phrases.windows_caption);
    let (Some(fewest), Some(most)) =
        (rows.iter().map(|row| row.customers).min(), rows.iter().map(|row| row.customers).max())
    else {
        return Windows { figure: figure.without(&phrases.windows_empty) };
    };
    let flagged = rows.iter().filter(|row| row.status != WindowStatus::Ok).count();
    let description = fill(
        &phrases.windows_description,
        &[
            ("count", &numerals.count(rows.len())),
            ("fewest", &numerals.count(fewest)),
            ("most", &numerals.count(most)),
            ("flagged", &numerals.count(flagged)),
        ],
    );
    let mut legend = vec![
        Key::new("key-bar", &phrases.windows_compared),
        Key::new("key-bar key-staleness", &phrases.windows_reference),
    ];
    if flagged > 0 {
        legend.push(Key::new("key-bar key-flagged", &phrases.windows_flagged));
    }
    let chart = chart(edition);
    Windows { figure: figure.keyed(legend).drawn(&chart, &description).tabled(table(edition)) }
}

fn chart(edition: &Edition<'_>) -> WindowSizes {
    let numerals = edition.numerals.clone();
    let reference = edition.report.record.reference.window_end;
    let bar = |row: &WindowRow| WindowBar {
        name: row.window_end.format("%Y-%m").to_string(),
        customers: approximate(row.customers),
        flagged: row.status != WindowStatus::Ok,
        reference: row.window_end == reference,
    };
    WindowSizes {
        bars: edition.report.windows.iter().map(bar).collect(),
        number: Arc::new(move |value| numerals.decimal(value, 0)),
    }
}

fn table(edition: &Edition<'_>) -> Table {
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let models = edition.report.models;
    let decimals = decimals_of(models.iter().map(|row| row.inertia));
    let row = |window: &WindowRow| -> Vec<Cell> {
        let model = models.iter().find(|row| row.window_end == window.window_end);
        let missing = || MISSING.to_owned();
        let status = match window.status {
            WindowStatus::Ok => &phrases.status_ok,
            WindowStatus::TooFewCustomers => &phrases.status_too_few_customers,
        };
        let yes_or_no = |yes: bool| if yes { &phrases.yes } else { &phrases.no }.clone();
        vec![
            window.window_end.to_string().into(),
            moment(window.window_start).into(),
            moment(window.window_stop).into(),
            numerals.count(window.orders).into(),
            numerals.count(window.customers).into(),
            numerals.count(window.fitted).into(),
            model.map_or_else(missing, |model| numerals.decimal(model.inertia, decimals)).into(),
            model.map_or_else(missing, |model| numerals.count(model.iterations)).into(),
            model.map_or_else(missing, |model| yes_or_no(model.converged)).into(),
            Cell::from(status.as_str()).marked("below", window.status != WindowStatus::Ok),
        ]
    };
    Table {
        caption: phrases.windows_title.clone(),
        columns: vec![
            Column::words(&phrases.column_window),
            Column::words(&phrases.column_from),
            Column::words(&phrases.column_to),
            Column::numbers(&phrases.column_orders),
            Column::numbers(&phrases.column_customers),
            Column::numbers(&phrases.column_fitted),
            Column::numbers(&phrases.column_inertia),
            Column::numbers(&phrases.column_iterations),
            Column::words(&phrases.column_converged),
            Column::words(&phrases.column_status),
        ],
        rows: edition.report.windows.iter().map(row).collect(),
    }
}

/// A moment, without its time where that is midnight.
fn moment(moment: chrono::NaiveDateTime) -> String {
    if moment.time() == chrono::NaiveTime::MIN {
        moment.date().to_string()
    } else {
        moment.format("%Y-%m-%d %H:%M").to_string()
    }
}
