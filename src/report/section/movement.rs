//! Who moved between the segments in service, from the model's own window to the newest.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::language::NOTHING;
use crate::record::SegmentRecord;
use crate::report::chart::{Alluvial, Stratum, Stream, of_segment};
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::report::table::{Cell, Column, Table};

/// Colour of those who are not there.
const ABSENT: &str = "var(--absent)";

/// The movement of an edition; nothing where there is only one window.
pub(in crate::report) fn movement(edition: &Edition<'_>) -> Option<Figure> {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let movements = &record.movements;
    let mut ends: Vec<NaiveDate> = movements.iter().flat_map(|moved| [moved.from_end, moved.to_end]).collect();
    ends.sort_unstable();
    ends.dedup();
    if ends.len() < 2 {
        return None;
    }
    let segments = &record.reference.segments;
    let absent = segments.len();
    let place: BTreeMap<u32, usize> =
        segments.iter().zip(0..).map(|(segment, at)| (segment.profile.segment, at)).collect();
    let stratum = |segment: Option<u32>| segment.map_or(Some(absent), |segment| place.get(&segment).copied());
    let streams = movements.iter().filter_map(|moved| {
        Some(Stream {
            window: ends.binary_search(&moved.from_end).ok()?,
            from: stratum(moved.from_segment)?,
            to: stratum(moved.to_segment)?,
            customers: crate::numeric::real(moved.customers),
        })
    });
    let mut strata: Vec<Stratum> = segments.iter().map(|segment| named(edition, segment)).collect();
    strata.push(Stratum { name: phrases.movement_absent(), colour: ABSENT });
    let chart =
        Alluvial { windows: ends.iter().map(|end| language.date(*end)).collect(), strata, streams: streams.collect() };
    let (first, last) = (ends.first().copied()?, ends.last().copied()?);
    let description = phrases.movement_description(language.long_date(first), language.long_date(last));
    let figure = Figure::new("movement", phrases.movement_title(), phrases.movement_caption());
    Some(figure.drawn(&chart, &description).tabled(table(edition, *ends.get(ends.len() - 2)?)))
}

fn named(edition: &Edition<'_>, segment: &SegmentRecord) -> Stratum {
    let name = segment.name.spoken(edition.language).to_owned();
    Stratum { name, colour: of_segment(segment.name.identity).0 }
}

/// The last step: rows are where customers came from, columns where they are.
fn table(edition: &Edition<'_>, from_end: NaiveDate) -> Table {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let places = || record.reference.segments.iter().map(|segment| Some(segment.profile.segment)).chain([None]);
    let name = |segment: Option<u32>| {
        let found = record.reference.segments.iter().find(|row| Some(row.profile.segment) == segment);
        found.map_or_else(|| phrases.movement_absent(), |row| row.name.spoken(language).to_owned())
    };
    let last = || record.movements.iter().filter(|moved| moved.from_end == from_end);
    let cell = |from: Option<u32>, to: Option<u32>| {
        let found = last().find(|moved| (moved.from_segment, moved.to_segment) == (from, to));
        Cell::from(found.map_or_else(|| NOTHING.to_owned(), |moved| language.count(moved.customers)))
    };
    let to_end = last().map(|moved| moved.to_end).next().unwrap_or(from_end);
    let columns = places().map(|to| Column::numbers(name(to)));
    Table {
        caption: phrases.movement_table(language.long_date(from_end), language.long_date(to_end)),
        columns: std::iter::once(Column::words(phrases.movement_from())).chain(columns).collect(),
        rows: places()
            .map(|from| std::iter::once(name(from).into()).chain(places().map(|to| cell(from, to))).collect())
            .collect(),
    }
}
