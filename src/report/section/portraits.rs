//! The segments as people: what each is called, who they are, what to do with them, and how large they are now.

use serde::Serialize;

use super::header::Fact;
use crate::language::places;
use crate::record::{SegmentRecord, SegmentSize};
use crate::report::chart::{Radar, of_segment};
use crate::report::edition::Edition;
use crate::report::figure::Figure;

/// Fewer features span no area.
const AXES: usize = 3;
/// Traits of a segment that are named.
const TRAITS: usize = 3;

/// A segment.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Portrait {
    name: String,
    number: String,
    /// The place of its colour, from 1.
    swatch: usize,
    description: String,
    action: String,
    /// Said of a segment that an earlier model did not have.
    new: Option<String>,
    facts: Vec<Fact>,
    traits: Vec<TraitLine>,
    radar: Option<Figure>,
}

/// A feature that sets it apart.
#[derive(Debug, Serialize)]
struct TraitLine {
    above: bool,
    label: String,
    value: String,
    direction: String,
}

/// The segments of an edition, the largest first.
pub(in crate::report) fn portraits(edition: &Edition<'_>) -> Vec<Portrait> {
    edition.report.record.reference.segments.iter().map(|segment| portrait(edition, segment)).collect()
}

fn portrait(edition: &Edition<'_>, segment: &SegmentRecord) -> Portrait {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let name = &segment.name;
    let text = |texts| language.spoken(texts).unwrap_or_default().to_owned();
    let first = edition.report.windows.first().map(|window| window.window_end);
    let is_new = first.is_some_and(|first| name.since > first);
    Portrait {
        name: name.spoken(language).to_owned(),
        number: phrases.segment_number(segment.profile.segment.to_string()),
        swatch: of_segment(name.identity).1,
        description: text(&name.description),
        action: text(&name.action),
        new: is_new.then(|| phrases.portrait_new(language.long_date(name.since))),
        facts: facts(edition, segment),
        traits: segment
            .profile
            .traits
            .iter()
            .take(TRAITS)
            .filter_map(|of| trait_line(edition, segment, of.feature))
            .collect(),
        radar: (record.features.len() >= AXES).then(|| radar(edition, segment)),
    }
}

fn facts(edition: &Edition<'_>, segment: &SegmentRecord) -> Vec<Fact> {
    let (phrases, language) = (edition.phrases, edition.language);
    let (then, now) = (&segment.profile.size, &segment.now);
    let customers =
        |size: &SegmentSize| phrases.portrait_size(language.count(size.customers), edition.share(size.share));
    let revenue = now.revenue_share.map(|share| Fact::new(phrases.portrait_revenue(), edition.share(share)));
    let typical =
        (!segment.typical.is_empty()).then(|| Fact::new(phrases.portrait_typical(), segment.typical.join(", ")));
    [
        Some(Fact::new(phrases.portrait_now(), customers(now))),
        Some(Fact::new(phrases.portrait_then(), customers(then))),
        revenue,
        typical,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn trait_line(edition: &Edition<'_>, segment: &SegmentRecord, feature: usize) -> Option<TraitLine> {
    let (phrases, language) = (edition.phrases, edition.language);
    let (of, values) = edition.report.record.features.get(feature).zip(segment.profile.features.get(feature))?;
    let decimals = places([values.quartile_1, values.median, values.quartile_3].into_iter());
    let number = |value| language.decimal(value, decimals);
    let above = values.z >= 0.0;
    let direction = if above { phrases.portrait_above() } else { phrases.portrait_below() };
    Some(TraitLine {
        above,
        label: edition.label(of),
        value: phrases.portrait_values(number(values.median), number(values.quartile_1), number(values.quartile_3)),
        direction,
    })
}

fn radar(edition: &Edition<'_>, segment: &SegmentRecord) -> Figure {
    let (phrases, language) = (edition.phrases, edition.language);
    let name = segment.name.spoken(language);
    let features = edition.report.record.features.iter().map(|feature| edition.label(feature)).collect::<Vec<_>>();
    let deviations = segment.profile.features.iter().map(|feature| feature.z).collect::<Vec<_>>();
    let told = features.iter().zip(&deviations).map(|(label, z)| format!("{label} {}", language.signed(*z, 1)));
    let description = phrases.radar_description(told.collect::<Vec<_>>().join(", "));
    let chart = Radar { features, deviations, colour: of_segment(segment.name.identity).0 };
    let figure = Figure::new(format!("radar-{}", segment.profile.segment), phrases.radar_title(name), "");
    figure.drawn_small(&chart, &description)
}
