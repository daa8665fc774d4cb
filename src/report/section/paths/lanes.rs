//! Which segment there was in which window, by the names that go on through re-fits.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::language::NOTHING;
use crate::record::tables::ModelRow;
use crate::report::chart::{Lane, Lanes};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::report::table::{Cell, Column, Table};

/// More segments than this are not all drawn: where every re-fit brings new ones, there are as many as models.
const MOST: usize = 16;

/// The lanes; nothing where there is no model.
pub(super) fn figure(edition: &Edition<'_>) -> Option<Figure> {
    let (phrases, language) = (edition.phrases, edition.language);
    let windows: Vec<NaiveDate> = edition.report.windows.iter().map(|row| row.window_end).collect();
    let histories = histories(edition.report.models);
    let newest = edition.report.models.iter().map(|row| row.window_end).max()?;
    let reference = edition.report.record.reference.window_end;
    let of_both: Vec<&History<'_>> =
        histories.iter().filter(|history| history.is_in(reference) || history.is_in(newest)).collect();
    let crowded = histories.len() > MOST;
    let drawn = if crowded { of_both } else { histories.iter().collect() };
    let lane = |history: &&History<'_>| Lane {
        name: edition.segment(history.last.window_end, history.last.segment),
        shares: windows.iter().map(|end| history.shares.get(end).copied()).collect(),
        later: !history.is_in(reference),
        text: history.shares.get(&newest).map_or_else(|| NOTHING.to_owned(), |share| language.percent(*share, 0)),
    };
    let lanes: Vec<Lane> = drawn.iter().map(lane).collect();
    let later = lanes.iter().any(|lane| lane.later);
    let gone = histories.iter().filter(|history| history.is_in(reference) && !history.is_in(newest)).count();
    let description = phrases.lanes_description(histories.len(), windows.len(), gone);
    let chart = Lanes { windows: windows.iter().map(|end| edition.language.month(*end)).collect(), lanes };
    let mut legend = vec![Key::new("key-bar", phrases.lanes_in_service())];
    if later {
        legend.push(Key::new("key-bar key-flagged", phrases.lanes_later()));
    }
    let caption = if crowded { phrases.lanes_caption_crowded() } else { phrases.lanes_caption() };
    let figure = Figure::new("lanes", phrases.lanes_title(), caption).keyed(legend);
    Some(figure.drawn(&chart, &description).tabled(table(edition, &drawn, newest)))
}

/// A segment through all models that have it.
struct History<'a> {
    shares: BTreeMap<NaiveDate, f64>,
    last: &'a ModelRow,
}

impl History<'_> {
    fn is_in(&self, window_end: NaiveDate) -> bool {
        self.shares.contains_key(&window_end)
    }
}

/// The segments by identity, the oldest first.
fn histories(models: &[ModelRow]) -> Vec<History<'_>> {
    let identities: BTreeSet<u32> = models.iter().map(|row| row.identity).collect();
    let history = |identity: u32| {
        let rows = || models.iter().filter(move |row| row.identity == identity);
        let last = rows().max_by_key(|row| row.window_end)?;
        Some(History { shares: rows().map(|row| (row.window_end, row.share)).collect(), last })
    };
    identities.into_iter().filter_map(history).collect()
}

fn table(edition: &Edition<'_>, histories: &[&History<'_>], newest: NaiveDate) -> Table {
    let (phrases, language) = (edition.phrases, edition.language);
    let end =
        |end: Option<&NaiveDate>| Cell::from(end.map_or_else(|| NOTHING.to_owned(), |day| edition.language.date(*day)));
    let row = |history: &&History<'_>| {
        let share = history.shares.get(&newest).map_or_else(|| NOTHING.to_owned(), |share| edition.share(*share));
        vec![
            edition.segment(history.last.window_end, history.last.segment).into(),
            end(history.shares.keys().next()),
            end(history.shares.keys().next_back()),
            language.count(history.shares.len()).into(),
            share.into(),
        ]
    };
    Table {
        caption: phrases.lanes_title(),
        columns: vec![
            Column::words(phrases.column_segment()),
            Column::words(phrases.column_first()),
            Column::words(phrases.column_last()),
            Column::numbers(phrases.windows()),
            Column::numbers(phrases.column_share_now()),
        ],
        rows: histories.iter().map(row).collect(),
    }
}
