//! How far the segments in service lie from each other.

use crate::report::chart::{Disc, SegmentDiscs, of_segment};
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::report::table::{Column, Table};

/// The map of an edition; nothing where there are no segments.
pub(in crate::report) fn distances(edition: &Edition<'_>) -> Option<Figure> {
    let (phrases, language) = (edition.phrases, edition.language);
    let reference = &edition.report.record.reference;
    if reference.segments.is_empty() {
        return None;
    }
    let discs = reference.segments.iter().map(|segment| Disc {
        name: segment.name.spoken(language).to_owned(),
        place: segment.place,
        share: segment.profile.size.share,
        colour: of_segment(segment.name.identity).0,
    });
    let chart = SegmentDiscs { discs: discs.collect() };
    let shown = language.percent(reference.map_shown, 0);
    let figure = Figure::new("distances", phrases.distances_title(), phrases.distances_caption(shown.as_str()));
    let description = phrases.distances_description(language.count(reference.segments.len()));
    Some(figure.drawn(&chart, &description).tabled(table(edition)))
}

/// Distances between all pairs, on the map's scale.
fn table(edition: &Edition<'_>) -> Table {
    let (phrases, language) = (edition.phrases, edition.language);
    let segments = &edition.report.record.reference.segments;
    let name = |index: usize| segments.get(index).map_or("", |segment| segment.name.spoken(language)).to_owned();
    let distance = |left: [f64; 2], right: [f64; 2]| (left[0] - right[0]).hypot(left[1] - right[1]);
    let columns = (0..segments.len()).map(|index| Column::numbers(name(index)));
    let row = |index: usize, place: [f64; 2]| {
        let cells = segments.iter().map(|other| language.decimal(distance(place, other.place), 2).into());
        std::iter::once(name(index).into()).chain(cells).collect()
    };
    Table {
        caption: phrases.distances_table(),
        columns: std::iter::once(Column::words(phrases.column_segment())).chain(columns).collect(),
        rows: segments.iter().enumerate().map(|(index, segment)| row(index, segment.place)).collect(),
    }
}
