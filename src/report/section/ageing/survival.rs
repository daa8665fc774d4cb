//! The share of models that still hold, by age, and how little of it is sure.

use std::sync::Arc;

use super::last_month;
use crate::report::chart::{SurvivalCurve, Surviving, colour};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::report::table::{Cell, Column, Table};
use crate::stability::{AgeSurvival, Quantity};

/// The survival of the two quantities that drive a cadence.
pub(super) fn figure(edition: &Edition<'_>) -> Figure {
    let (record, phrases) = (edition.report.record, edition.phrases);
    let caption = phrases.survival_caption(edition.threshold());
    let figure = Figure::new("survival", phrases.survival_title(), caption);
    let line = |quantity: Quantity, colour: &'static str| {
        let shares = |share: fn(&AgeSurvival) -> f64| -> Vec<(f64, f64)> {
            let points = record.survival.iter().filter(move |point| point.quantity == quantity);
            points.map(|point| (point.age_months, share(point))).filter(|(_, share)| share.is_finite()).collect()
        };
        Surviving { colour, shares: shares(|point| point.survival), bounds: shares(|point| point.low) }
    };
    let lines = vec![line(Quantity::Migration, colour::MIGRATION), line(Quantity::Staleness, colour::STALENESS)];
    if lines.iter().all(|line| line.shares.is_empty()) {
        return figure.without(phrases.survival_empty());
    }
    let level = edition.level(record.service_level);
    let language = edition.language;
    let chart = SurvivalCurve {
        lines,
        service_level: record.service_level,
        label: phrases.service_level_label(&level),
        months: last_month(edition),
        axis: phrases.age_axis(),
        number: Arc::new(move |share| language.percent(share, 0)),
    };
    let legend = vec![
        Key::new("key-line key-staleness", phrases.survival_staleness()),
        Key::new("key-line key-migration", phrases.survival_migration()),
        Key::new("key-dashed", phrases.survival_bound(edition.confidence())),
    ];
    let description = phrases.survival_description(level);
    figure.keyed(legend).drawn(&chart, &description).tabled(table(edition))
}

fn table(edition: &Edition<'_>) -> Table {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let row = |point: &AgeSurvival| {
        let share = |share: f64| Cell::from(language.percent(share, 1)).marked("below", share < record.service_level);
        vec![
            language.months(point.age_months).into(),
            edition.quantity(point.quantity).into(),
            language.count(point.origins).into(),
            language.count(point.independent_origins).into(),
            language.count(point.events).into(),
            share(point.survival),
            share(point.low),
        ]
    };
    Table {
        caption: phrases.survival_title(),
        columns: vec![
            Column::words(phrases.column_age()),
            Column::words(phrases.column_quantity()),
            Column::numbers(phrases.column_known()),
            Column::numbers(phrases.column_independent()),
            Column::numbers(phrases.column_ended()),
            Column::numbers(phrases.column_survival()),
            Column::numbers(phrases.column_bound()),
        ],
        rows: record.survival.iter().map(row).collect(),
    }
}
