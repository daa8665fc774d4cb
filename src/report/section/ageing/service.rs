//! The share of models that still hold, by age.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::last_month;
use crate::report::chart::{Holding, ServiceCurve, colour};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::report::numerals::MISSING;
use crate::report::table::{Cell, Column, Table};
use crate::report::words::fill;
use crate::stability::Quantity;

/// The shares of the two quantities that drive a cadence.
pub(super) fn figure(edition: &Edition<'_>) -> Figure {
    let (record, phrases) = (edition.report.record, edition.phrases);
    let figure = Figure::new("service", &phrases.service_title, &phrases.service_caption);
    let shares = |quantity: Quantity| -> Vec<(f64, f64)> {
        let points = record.age_curve.iter().filter(move |point| point.quantity == quantity);
        points.map(|point| (point.age_months, point.share_above)).filter(|(_, share)| share.is_finite()).collect()
    };
    let lines = vec![
        Holding { colour: colour::MIGRATION, shares: shares(Quantity::Migration) },
        Holding { colour: colour::STALENESS, shares: shares(Quantity::Staleness) },
    ];
    if lines.iter().all(|line| line.shares.is_empty()) {
        return figure.without(&phrases.curve_empty);
    }
    let level = edition.level(record.service_level);
    let numerals = edition.numerals.clone();
    let chart = ServiceCurve {
        lines,
        service_level: record.service_level,
        label: fill(&phrases.service_level_label, &[("level", &level)]),
        months: last_month(edition),
        axis: phrases.age_axis.clone(),
        number: Arc::new(move |share| numerals.percent(share, 0)),
    };
    let legend = vec![
        Key::new("key-line key-staleness", &phrases.service_staleness),
        Key::new("key-line key-migration", &phrases.service_migration),
    ];
    let description = fill(&phrases.service_description, &[("level", &level)]);
    figure.keyed(legend).drawn(&chart, &description).tabled(table(edition))
}

fn table(edition: &Edition<'_>) -> Table {
    let (record, phrases, numerals) = (edition.report.record, edition.phrases, &edition.numerals);
    let ages: BTreeMap<u32, f64> = record.age_curve.iter().map(|point| (point.steps, point.age_months)).collect();
    let cell = |quantity: Quantity, steps: u32| {
        let point = record.age_curve.iter().find(|point| point.quantity == quantity && point.steps == steps);
        point.map_or_else(
            || Cell::from(MISSING),
            |point| {
                let short = point.share_above < record.service_level;
                Cell::from(numerals.percent(point.share_above, 0)).marked("below", short)
            },
        )
    };
    Table {
        caption: phrases.service_title.clone(),
        columns: vec![
            Column::words(&phrases.column_age),
            Column::numbers(&phrases.staleness),
            Column::numbers(&phrases.migration),
        ],
        rows: ages
            .into_iter()
            .map(|(steps, months)| {
                vec![numerals.months(months).into(), cell(Quantity::Staleness, steps), cell(Quantity::Migration, steps)]
            })
            .collect(),
    }
}
