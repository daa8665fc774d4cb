//! Segments through time: what became of each, and which went on under its name.

mod lanes;

use serde::Serialize;

use super::segments::css_percent;
use crate::ledger::Event;
use crate::record::tables::SegmentRow;
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::report::numerals::MISSING;
use crate::report::words::fill;

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
    let ends = [("origin", first.origin_end.to_string()), ("window", first.window_end.to_string())];
    let ends = ends.each_ref().map(|(name, end)| (*name, end.as_str()));
    let events = [Event::Survived, Event::Split, Event::Absorbed, Event::Dissolved, Event::Emerged];
    let there = events.into_iter().filter(|event| rows.iter().any(|row| row.event == *event));
    Some(Paths {
        lead: fill(&edition.phrases.paths_lead, &ends),
        rows: rows.iter().map(|row| path(edition, row)).collect(),
        events: there
            .map(|event| {
                let (name, meaning) = words(edition, event);
                EventKey { event: event.name(), name: name.to_owned(), meaning: meaning.to_owned() }
            })
            .collect(),
        lanes: lanes::figure(edition),
    })
}

fn words<'a>(edition: &Edition<'a>, event: Event) -> (&'a str, &'a str) {
    let phrases = edition.phrases;
    match event {
        Event::Survived => (&phrases.event_survived, &phrases.event_survived_meaning),
        Event::Split => (&phrases.event_split, &phrases.event_split_meaning),
        Event::Absorbed => (&phrases.event_absorbed, &phrases.event_absorbed_meaning),
        Event::Dissolved => (&phrases.event_dissolved, &phrases.event_dissolved_meaning),
        Event::Emerged => (&phrases.event_emerged, &phrases.event_emerged_meaning),
    }
}

fn path(edition: &Edition<'_>, row: &SegmentRow) -> PathRow {
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let number = |segment: u32| fill(&phrases.segment_number, &[("number", &segment.to_string())]);
    let named =
        |end, segment: Option<u32>| segment.map_or_else(|| MISSING.to_owned(), |segment| edition.segment(end, segment));
    let interval = row.jaccard_low.zip(row.jaccard_high).map(|(low, high)| {
        fill(&phrases.range, &[("from", &numerals.decimal(low, 2)), ("to", &numerals.decimal(high, 2))])
    });
    // One that emerged has no customers of before, and not none.
    let before = if row.segment.is_some() { numerals.count(row.customers_before) } else { MISSING.to_owned() };
    let after = if row.matched_segment.is_some() { numerals.count(row.customers_after) } else { MISSING.to_owned() };
    PathRow {
        segment: named(row.origin_end, row.segment),
        number: row.segment.map(number),
        event: row.event.name(),
        became: words(edition, row.event).0.to_owned(),
        matched: named(row.window_end, row.matched_segment),
        matched_number: row.matched_segment.map(number),
        overlap: row.jaccard.map_or_else(|| MISSING.to_owned(), |jaccard| numerals.decimal(jaccard, 2)),
        interval,
        width: row.jaccard.map(css_percent),
        before,
        after,
    }
}
