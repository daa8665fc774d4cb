//! Segments through time: which continues which, what they are called, and who moves between them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::agreement::Labelling;
use crate::ledger::{Fate, Identities, flows};
use crate::record::tables::{SegmentRow, TransitionRow};
use crate::run::{FittedWindows, RunError};
use crate::stability::PairFates;

/// A window's customers as labelled by the reference model, with the margin of each.
pub struct ReferenceLabels {
    /// Their segments.
    pub labelling: Labelling,
    /// 0 on the border to the next segment, 1 on the centroid.
    pub margins: Vec<f64>,
}

/// The labels of every window by the reference model.
pub(super) fn reference_labels(fitted: &FittedWindows) -> Result<Vec<ReferenceLabels>, RunError> {
    let (_, model, _) = fitted.reference()?;
    let labels = fitted.windows.par_iter().map(|window| {
        let (labelling, margins) = model.label_with_margins(&window.matrix).map_err(RunError::internal)?;
        Ok(ReferenceLabels { labelling, margins })
    });
    labels.collect::<Vec<_>>().into_iter().collect()
}

/// What became of the segments of each origin in each later window, as rows.
pub(super) fn segment_rows(pairs: &[PairFates]) -> Vec<SegmentRow> {
    let row = |pair: &PairFates, fate: &Fate| SegmentRow {
        origin_end: pair.origin_end,
        window_end: pair.window_end,
        segment: fate.segment,
        matched_segment: fate.matched_segment,
        jaccard: fate.jaccard,
        jaccard_low: fate.jaccard_low,
        jaccard_high: fate.jaccard_high,
        event: fate.event,
        customers_before: fate.customers_before,
        customers_after: fate.customers_after,
    };
    pairs.iter().flat_map(|pair| pair.fates.iter().map(move |fate| row(pair, fate))).collect()
}

/// The identity of each segment of each window's model, by the window's end.
///
/// Each model continues the one fitted before it, so that a name goes on through a chain of re-fits even where the
/// first and the last model have little in common. The model in service keeps the identities with which it was put into
/// service, and those after it go on from them.
pub(super) fn identities(fitted: &FittedWindows, pairs: &[PairFates]) -> BTreeMap<NaiveDate, Vec<u32>> {
    let pairs: BTreeMap<_, _> = pairs.iter().map(|pair| ((pair.origin_end, pair.window_end), &pair.fates)).collect();
    let models = fitted.windows.iter().filter_map(|window| {
        let (model, _) = window.fitted.as_ref().ok()?;
        Some((window.window.end_date(), model.optimum().sizes().len()))
    });
    let in_service = fitted.in_service.as_ref().and_then(|entry| entry.model.as_ref());
    let mut found = BTreeMap::new();
    let mut before: Option<(NaiveDate, Identities)> = None;
    for (end, segments) in models {
        let identities = match &before {
            None => Identities::first(segments),
            Some((earlier, known)) => {
                let fates = pairs.get(&(*earlier, end)).map_or(&[][..], |fates| fates.as_slice());
                known.next(fates, segments)
            }
        };
        let identities = match in_service.filter(|model| model.window_end == end) {
            Some(model) => identities.known(model.segments.iter().map(|segment| segment.identity).collect()),
            None => identities,
        };
        found.insert(end, identities.current().to_vec());
        before = Some((end, identities));
    }
    found
}

/// Who moved between segments of the reference model from each window to the next.
pub(super) fn transition_rows(fitted: &FittedWindows, labels: &[ReferenceLabels]) -> Vec<TransitionRow> {
    let steps = labels.iter().zip(labels.iter().skip(1)).zip(fitted.windows.iter().skip(1));
    steps
        .flat_map(|((before, after), window)| {
            let window_end = window.window.end_date();
            flows(&before.labelling, &after.labelling).into_iter().map(move |flow| TransitionRow {
                window_end,
                from_segment: flow.from,
                to_segment: flow.to,
                customers: flow.customers,
            })
        })
        .collect()
}
