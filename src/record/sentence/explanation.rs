//! Why the segmentation in service fits the newest customers less well.

use crate::language::{Figure, Message, by_size, rounded};
use crate::record::{Cause, Explanation};
use crate::stability::Signal;

/// A loss of agreement below this needs no explanation.
const WORTH_EXPLAINING: f64 = 0.02;
/// A feature is named that gives back this share of what is lost.
const WORTH_NAMING: f64 = 0.1;
/// So many features are named at most.
const NAMED: usize = 2;

pub(super) fn explanation(explanation: &Explanation) -> Vec<Message> {
    let lost = explanation.lost.max(0.0);
    if lost < WORTH_EXPLAINING {
        return vec![Message::new("explanation-nothing").with("lost", Figure::beside(lost, WORTH_EXPLAINING))];
    }
    let named = |cause: &&Cause| cause.recovered >= WORTH_NAMING * lost;
    let mut sentences: Vec<_> =
        explanation.causes.iter().filter(named).take(NAMED).map(|cause| moved(cause, lost)).collect();
    if sentences.is_empty() {
        sentences.push(Message::new("explanation-none").with("lost", agreement(lost, lost)));
    }
    sentences.extend(explanation.year_before.and_then(|year| match year.signal {
        Some(Signal::Noise) => Some(Message::new("explanation-season")),
        Some(Signal::Drift) => Some(Message::new("explanation-no_season")),
        Some(Signal::Season | Signal::Undecidable) | None => None,
    }));
    sentences
}

fn moved(cause: &Cause, lost: f64) -> Message {
    let segment = cause.segment.as_ref();
    let (before, after) =
        segment.map_or((cause.mean_before, cause.mean_after), |segment| (segment.mean_before, segment.mean_after));
    let decimals = decimals(before, after);
    // The difference of what is shown, so that the figures add up.
    let difference = rounded(after, decimals) - rounded(before, decimals);
    let movement = if rounded(difference, decimals).abs() <= 0.0 {
        "none"
    } else if difference < 0.0 {
        "down"
    } else {
        "up"
    };
    let number = |value| Figure::Number { value, decimals };
    let id = if segment.is_some() { "explanation-segment" } else { "explanation-all" };
    let name = segment.map(|segment| {
        let number = segment.segment.to_string();
        Figure::Label { label: segment.name.clone(), name: number }
    });
    Message::new(id)
        .with("feature", Figure::Label { label: cause.label.clone(), name: cause.feature.clone() })
        .with("movement", movement)
        .with("difference", number(difference.abs()))
        .with("before", number(before))
        .with("after", number(after))
        .with_some("segment", name)
        .with("recovered", agreement(cause.recovered.min(lost), lost))
        .with("lost", agreement(lost, lost))
}

/// About three significant digits; further ones where it takes them to show that a mean moved.
fn decimals(before: f64, after: f64) -> usize {
    let decimals = by_size(&[before, after]);
    let apart = |decimals: &usize| (rounded(after, *decimals) - rounded(before, *decimals)).abs() > 0.0;
    (decimals..decimals + 3).find(apart).unwrap_or(decimals)
}

/// A part of the agreement, with decimals enough for a tenth of what is lost.
fn agreement(value: f64, lost: f64) -> Figure {
    Figure::Number { value, decimals: if lost < 0.1 { 3 } else { 2 } }
}
