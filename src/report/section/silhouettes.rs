//! How well apart the segments in service are.

use crate::report::chart::{Silhouette, Silhouettes, of_segment};
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::report::table::{Column, Table};

/// The silhouettes of an edition; nothing where there are none.
pub(in crate::report) fn silhouettes(edition: &Edition<'_>) -> Option<Figure> {
    let (phrases, language) = (edition.phrases, edition.language);
    let reference = &edition.report.record.reference;
    let silhouette = &reference.silhouette;
    let of = |segment: u32| silhouette.segments.iter().find(|found| found.segment == segment);
    let drawn: Vec<Silhouette> = reference
        .segments
        .iter()
        .filter_map(|segment| {
            Some(Silhouette {
                name: segment.name.spoken(language).to_owned(),
                share: segment.profile.size.share,
                values: of(segment.profile.segment)?.values.clone(),
                colour: of_segment(segment.name.identity).0,
            })
        })
        .collect();
    if drawn.is_empty() {
        return None;
    }
    let lowest = drawn.iter().flat_map(|segment| &segment.values).copied().fold(0.0, f64::min);
    let ticks = [-1.0, -0.5, 0.0, 0.5, 1.0].into_iter().filter(|at| *at >= 0.0 || *at > lowest - 0.5);
    let mean = phrases.rate(
        language.decimal(silhouette.mean, 2),
        language.decimal(silhouette.low, 2),
        language.decimal(silhouette.high, 2),
    );
    let chart = Silhouettes {
        segments: drawn,
        mean: silhouette.mean,
        ticks: ticks.map(|at| (at, language.decimal(at, 1))).collect(),
    };
    let figure = Figure::new("silhouettes", phrases.silhouettes_title(), phrases.silhouettes_caption(mean.as_str()));
    Some(figure.drawn(&chart, &phrases.silhouettes_description(mean)).tabled(table(edition)))
}

fn table(edition: &Edition<'_>) -> Table {
    let (phrases, language) = (edition.phrases, edition.language);
    let reference = &edition.report.record.reference;
    let row = |segment: &crate::record::SegmentRecord| {
        let of = reference.silhouette.segments.iter().find(|found| found.segment == segment.profile.segment)?;
        let below = of.values.iter().filter(|value| **value < 0.0).count();
        let share = crate::numeric::real(below as u64) / crate::numeric::real(of.values.len().max(1) as u64);
        Some(vec![
            segment.name.spoken(language).into(),
            language.count(segment.profile.size.customers).into(),
            language.decimal(of.mean, 2).into(),
            language.percent(share, 0).into(),
        ])
    };
    Table {
        caption: phrases.silhouettes_title(),
        columns: vec![
            Column::words(phrases.column_segment()),
            Column::numbers(phrases.column_customers()),
            Column::numbers(phrases.silhouettes_mean()),
            Column::numbers(phrases.silhouettes_below()),
        ],
        rows: reference.segments.iter().filter_map(row).collect(),
    }
}
