//! The assignments of the last days: how many customers changed their segment.

use chrono::NaiveDate;

use super::runs::reason;
use crate::language::{Language, NOTHING};
use crate::record::{AssignmentRecord, PastAssignment};
use crate::report::phrases::Phrases;
use crate::report::table::{Cell, Column, Table};

/// The assignments; nothing where there are none.
pub(super) fn table(assignments: &[PastAssignment], language: Language) -> Option<Table> {
    let phrases = Phrases::of(language);
    (!assignments.is_empty()).then(|| Table {
        caption: phrases.index_assignments(),
        columns: vec![
            Column::words(phrases.index_as_of()),
            Column::numbers(phrases.column_customers()),
            Column::words(phrases.index_since_day()),
            Column::numbers(phrases.index_changed()),
            Column::numbers(phrases.index_joined()),
            Column::numbers(phrases.index_left()),
        ],
        rows: assignments.iter().map(|past| row(past, language)).collect(),
    })
}

fn row(past: &PastAssignment, language: Language) -> Vec<Cell> {
    let day = past.as_of.parse::<NaiveDate>().map_or_else(|_| past.as_of.clone(), |day| language.date(day));
    match &past.record {
        Ok(record) => counts(day, record, language),
        Err(why) => std::iter::once(Cell::noted(day, reason(*why, language)))
            .chain((0..5).map(|_| Cell::from(NOTHING)))
            .collect(),
    }
}

fn counts(day: String, record: &AssignmentRecord, language: Language) -> Vec<Cell> {
    let earlier = record.earlier.as_ref();
    // Without an earlier assignment all are new and nobody changed, which would say nothing.
    let since = |count: u64| earlier.map_or_else(|| NOTHING.to_owned(), |_| language.count(count));
    [
        day,
        language.count(record.customers),
        earlier.map_or_else(|| NOTHING.to_owned(), |earlier| language.date(earlier.as_of)),
        since(record.changed),
        since(record.joined),
        since(record.left),
    ]
    .map(Cell::from)
    .into()
}
