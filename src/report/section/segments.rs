//! The segments in service, in the features' own units.

use serde::Serialize;

use crate::language::places;
use crate::record::{SegmentFeature, SegmentRecord};
use crate::report::edition::Edition;

/// How many standard deviations a bar is long, from its middle to one end.
const HALF_BAR: f64 = 2.5;

/// The segments in service.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Segments {
    features: Vec<Heading>,
    rows: Vec<SegmentRow>,
}

/// A feature's column.
#[derive(Debug, Serialize)]
struct Heading {
    label: String,
    name: Option<String>,
}

/// A segment.
#[derive(Debug, Serialize)]
struct SegmentRow {
    name: String,
    number: String,
    customers: String,
    share: String,
    share_width: String,
    cells: Vec<Profile>,
}

/// A feature within a segment.
#[derive(Debug, Serialize)]
struct Profile {
    mean: String,
    median: String,
    z: String,
    above: bool,
    /// Of the whole bar, for the style sheet.
    width: String,
}

/// The segments of an edition.
pub(in crate::report) fn segments(edition: &Edition<'_>) -> Segments {
    let record = edition.report.record;
    let reference = &record.reference;
    // A column has one number of decimals, so that its numbers line up.
    let decimals: Vec<usize> = (0..record.features.len())
        .map(|index| {
            let column = reference.segments.iter().filter_map(|segment| segment.profile.features.get(index));
            places(column.flat_map(|feature| [feature.mean, feature.median]))
        })
        .collect();
    let largest = reference.segments.iter().map(|segment| segment.profile.size.share).fold(0.0, f64::max);
    Segments {
        features: record
            .features
            .iter()
            .map(|feature| {
                let label = edition.label(feature);
                Heading { name: (label != feature.name).then(|| feature.name.clone()), label }
            })
            .collect(),
        rows: reference.segments.iter().map(|segment| row(edition, segment, &decimals, largest)).collect(),
    }
}

fn row(edition: &Edition<'_>, segment: &SegmentRecord, decimals: &[usize], largest: f64) -> SegmentRow {
    let language = edition.language;
    SegmentRow {
        name: segment.name.spoken(edition.language).to_owned(),
        number: edition.phrases.segment_number(segment.profile.segment.to_string()),
        customers: language.count(segment.profile.size.customers),
        share: edition.share(segment.profile.size.share),
        share_width: css_percent(segment.profile.size.share / largest),
        cells: segment
            .profile
            .features
            .iter()
            .zip(decimals)
            .map(|(feature, decimals)| profile(edition, feature, *decimals))
            .collect(),
    }
}

fn profile(edition: &Edition<'_>, feature: &SegmentFeature, decimals: usize) -> Profile {
    let language = edition.language;
    Profile {
        mean: language.decimal(feature.mean, decimals),
        median: language.decimal(feature.median, decimals),
        z: language.signed(feature.z, 1),
        above: feature.z >= 0.0,
        width: css_percent((feature.z.abs() / HALF_BAR).min(1.0) / 2.0),
    }
}

/// A share of a length for the style sheet, whose numbers are the same in every language.
pub(super) fn css_percent(share: f64) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    format!("{:.1}%", share * 100.0)
}
