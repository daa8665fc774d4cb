//! Model by model: the staleness of every model at every age.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::language::NOTHING;
use crate::report::chart::{HeatCell, HeatMap, HeatMark, HeatRow, Scale};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::report::table::{Cell, Column, Table};
use crate::stability::{Comparison, Quantity, Signal};

/// More cells than this are drawn without tips and not written out: nobody reads them, and they would be most of
/// the file.
const MOST_CELLS: usize = 1_000;

/// Stands before a number of a drift.
const DOT: &str = "•\u{202f}";

/// Model by model.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Origins {
    /// Nothing, where there is nothing to compare.
    figure: Option<Figure>,
    omitted: bool,
    /// Whether a cell is marked as a drift.
    drifted: bool,
}

/// The models of an edition.
pub(in crate::report) fn origins(edition: &Edition<'_>) -> Origins {
    let phrases = edition.phrases;
    let figure = Figure::new("origins", phrases.heat_title(), phrases.heat_caption());
    let rows: Vec<&Comparison> =
        edition.report.comparisons.iter().filter(|row| row.quantity == Quantity::Staleness).collect();
    if rows.is_empty() {
        return Origins { figure: None, omitted: false, drifted: false };
    }
    let grid = Grid::of(&rows);
    let small = rows.len() <= MOST_CELLS;
    let scale = Scale::around(edition.report.record.threshold);
    let below = rows.iter().filter(|row| row.ari.is_some_and(|ari| ari < edition.report.record.threshold)).count();
    let description = phrases.heat_description(rows.len(), below, edition.threshold());
    let figure = figure.keyed(legend(edition, &scale)).drawn(&grid.chart(edition, &scale, small), &description);
    let drifted = rows.iter().any(|row| row.signal == Some(Signal::Drift));
    Origins { drifted, figure: Some(if small { figure.tabled(grid.table(edition)) } else { figure }), omitted: !small }
}

/// Comparisons by origin and age in steps.
struct Grid<'a> {
    ages: BTreeMap<u32, f64>,
    origins: BTreeSet<NaiveDate>,
    cells: BTreeMap<(NaiveDate, u32), &'a Comparison>,
}

impl<'a> Grid<'a> {
    fn of(rows: &[&'a Comparison]) -> Self {
        Self {
            ages: rows.iter().map(|row| (row.age_steps, row.age_months)).collect(),
            origins: rows.iter().map(|row| row.origin_end).collect(),
            cells: rows.iter().map(|row| ((row.origin_end, row.age_steps), *row)).collect(),
        }
    }

    fn chart(&self, edition: &Edition<'_>, scale: &Scale, tips: bool) -> HeatMap {
        let language = edition.language;
        let cell = |row: &Comparison| HeatCell {
            class: row.ari.filter(|ari| ari.is_finite()).map(|ari| scale.class(ari)),
            mark: match row.signal {
                Some(Signal::Drift) => Some(HeatMark::Drift),
                Some(Signal::Season) => Some(HeatMark::Season),
                Some(Signal::Noise | Signal::Undecidable) | None => None,
            },
            text: row.ari.map_or_else(|| NOTHING.to_owned(), |ari| edition.ari(ari)),
            tip: tip(edition, row),
        };
        let decimals = usize::from(self.ages.values().any(|age| (age - age.round()).abs() > 0.05));
        HeatMap {
            ages: self.ages.values().map(|age| language.decimal(*age, decimals)).collect(),
            rows: self
                .origins
                .iter()
                .map(|origin| HeatRow {
                    name: edition.language.short_date(*origin),
                    cells: self.ages.keys().map(|age| self.cells.get(&(*origin, *age)).map(|row| cell(row))).collect(),
                })
                .collect(),
            columns_name: edition.phrases.age_axis(),
            tips,
        }
    }

    fn table(&self, edition: &Edition<'_>) -> Table {
        let (phrases, language) = (edition.phrases, edition.language);
        let threshold = edition.report.record.threshold;
        let cell = |row: Option<&&Comparison>| match row {
            None => Cell::default(),
            Some(Comparison { ari: Some(ari), signal, .. }) => {
                let ari = Cell::from(edition.ari_in_table(Some(*ari))).marked("below", *ari < threshold);
                if *signal == Some(Signal::Drift) { Cell { text: format!("{DOT}{}", ari.text), ..ari } } else { ari }
            }
            Some(row) => Cell::noted(NOTHING, edition.reason(row.flag.as_deref())),
        };
        let ages = self.ages.values().map(|age| Column::numbers(language.months(*age)));
        Table {
            caption: phrases.heat_title(),
            columns: std::iter::once(Column::words(phrases.column_fitted_to())).chain(ages).collect(),
            rows: self
                .origins
                .iter()
                .map(|origin| {
                    let cells = self.ages.keys().map(|age| cell(self.cells.get(&(*origin, *age))));
                    std::iter::once(Cell::from(edition.language.date(*origin))).chain(cells).collect()
                })
                .collect(),
        }
    }
}

fn tip(edition: &Edition<'_>, row: &Comparison) -> String {
    let language = edition.language;
    let (origin, age) = (edition.language.date(row.origin_end), language.months(row.age_months));
    let number = |value: Option<f64>| value.map_or_else(|| NOTHING.to_owned(), |value| edition.ari(value));
    let (low, high) = (number(row.ari_low), number(row.ari_high));
    match row.ari {
        Some(ari) => {
            let told = edition.phrases.heat_cell(origin, age, edition.ari(ari), low, high);
            match row.signal {
                Some(Signal::Drift) => format!("{told}; {}", edition.phrases.signal_drift()),
                Some(Signal::Season) => format!("{told}; {}", edition.phrases.signal_season()),
                Some(Signal::Noise) => format!("{told}; {}", edition.phrases.signal_noise()),
                Some(Signal::Undecidable) | None => told,
            }
        }
        None => edition.phrases.heat_cell_without(origin, age, edition.reason(row.flag.as_deref())),
    }
}

fn legend(edition: &Edition<'_>, scale: &Scale) -> Vec<Key> {
    let (phrases, language) = (edition.phrases, edition.language);
    let ari = |ari: f64| language.decimal(ari, 2);
    let class = |(class, mark): (usize, &'static str)| {
        let text = match scale.range(class) {
            (Some(from), Some(to)) => phrases.range(ari(from), ari(to)),
            (Some(from), None) => phrases.range_from(ari(from)),
            (None, Some(to)) => phrases.range_under(ari(to)),
            (None, None) => String::new(),
        };
        Key::new(mark, text)
    };
    let mut legend: Vec<Key> = Scale::MARKS.into_iter().enumerate().map(class).collect();
    legend.push(Key::new("heat-none", phrases.heat_without()));
    let marks = [
        (Signal::Drift, Key::new("key-dot", phrases.heat_drift())),
        (Signal::Season, Key::new("key-rod", phrases.heat_season())),
    ];
    let seen = |signal: Signal| edition.report.comparisons.iter().any(|row| row.signal == Some(signal));
    legend.extend(marks.into_iter().filter(|(signal, _)| seen(*signal)).map(|(_, key)| key));
    legend
}
