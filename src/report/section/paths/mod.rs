//! Segments through time: what became of each, and which went on under its name.

mod lanes;

use serde::Serialize;

use super::segments::css_percent;
use crate::language::NOTHING;
use crate::ledger::Event;
use crate::record::tables::SegmentRow;
use crate::report::edition::Edition;
use crate::report::figure::Figure;

/// Segments through time.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Paths {
    /// Which windows are compared.
    lead: String,
    rows: Vec<PathRow>,
    events: Vec<EventKey>,
    /// Nothing where there is no model.
    lanes: Option<Figure>,
}

/// What became of a segment.
#[derive(Debug, Serialize)]
struct PathRow {
    segment: String,
    /// Its number in the tables; nothing of one that emerged.
    number: Option<String>,
    event: &'static str,
    became: String,
    matched: String,
    matched_number: Option<String>,
    overlap: String,
    interval: Option<String>,
    /// Of the whole bar, for the style sheet.
    width: Option<String>,
    before: String,
    after: String,
}

/// What an event means.
#[derive(Debug, Serialize)]
struct EventKey {
    event: &'static str,
    name: String,
    meaning: String,
}

/// The segments of an edition through time; nothing where no two models could be compared.
pub(in crate::report) fn paths(edition: &Edition<'_>) -> Option<Paths> {
    let rows = &edition.report.record.segments_now;
    let first = rows.first()?;
    let events = [Event::Survived, Event::Split, Event::Absorbed, Event::Dissolved, Event::Emerged];
    let there = events.into_iter().filter(|event| rows.iter().any(|row| row.event == *event));
    Some(Paths {
        lead: edition.phrases.paths_lead(first.origin_end, first.window_end),
        rows: rows.iter().map(|row| path(edition, row)).collect(),
        events: there
            .map(|event| {
                let (name, meaning) = words(edition, event);
                EventKey { event: event.name(), name, meaning }
            })
            .collect(),
        lanes: lanes::figure(edition),
    })
}

fn words(edition: &Edition<'_>, event: Event) -> (String, String) {
    let phrases = edition.phrases;
    match event {
        Event::Survived => (phrases.event_survived(), phrases.event_survived_meaning()),
        Event::Split => (phrases.event_split(), phrases.event_split_meaning()),
        Event::Absorbed => (phrases.event_absorbed(), phrases.event_absorbed_meaning()),
        Event::Dissolved => (phrases.event_dissolved(), phrases.event_dissolved_meaning()),
        Event::Emerged => (phrases.event_emerged(), phrases.event_emerged_meaning()),
    }
}

fn path(edition: &Edition<'_>, row: &SegmentRow) -> PathRow {
    let (phrases, language) = (edition.phrases, edition.language);
    let number = |segment: u32| phrases.segment_number(segment.to_string());
    let named =
        |end, segment: Option<u32>| segment.map_or_else(|| NOTHING.to_owned(), |segment| edition.segment(end, segment));
    let interval = row
        .jaccard_low
        .zip(row.jaccard_high)
        .map(|(low, high)| phrases.range(language.decimal(low, 2), language.decimal(high, 2)));
    // One that emerged has no customers of before, and not none.
    let before = if row.segment.is_some() { language.count(row.customers_before) } else { NOTHING.to_owned() };
    let after = if row.matched_segment.is_some() { language.count(row.customers_after) } else { NOTHING.to_owned() };
    PathRow {
        segment: named(row.origin_end, row.segment),
        number: row.segment.map(number),
        event: row.event.name(),
        became: words(edition, row.event).0,
        matched: named(row.window_end, row.matched_segment),
        matched_number: row.matched_segment.map(number),
        overlap: row.jaccard.map_or_else(|| NOTHING.to_owned(), |jaccard| language.decimal(jaccard, 2)),
        interval,
        width: row.jaccard.map(css_percent),
        before,
        after,
    }
}
