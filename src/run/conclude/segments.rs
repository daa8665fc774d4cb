//! Segments through time: which continues which, what they are called, and who moves between them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::agreement::Labelling;
use crate::ledger::{Fate, Identities, flows};
use crate::model::profile;
use crate::persona::{FittedSegment, names};
use crate::plan::Plan;
use crate::record::tables::{SegmentRow, TransitionRow};
use crate::record::{FeatureRecord, Movement, SegmentName};
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

/// Which segment each segment of each model is, and what it is called.
pub(super) struct Named {
    /// The identity of each segment of a model, by the window's end.
    identities: BTreeMap<NaiveDate, Vec<u32>>,
    /// By identity.
    names: BTreeMap<u32, SegmentName>,
}

impl Named {
    /// The names of the segments of a window's model, by number; none without a model.
    pub fn of_model(&self, end: NaiveDate) -> impl Iterator<Item = &SegmentName> {
        self.identities.get(&end).into_iter().flatten().filter_map(|identity| self.names.get(identity))
    }

    /// All names, by identity.
    pub fn into_names(self) -> Vec<SegmentName> {
        self.names.into_values().collect()
    }
}

/// The identities and names of the segments of all models, from what became of each in the next.
///
/// # Errors
/// When a model and its own customers do not go together: an error of the program.
pub(super) fn named(plan: &Plan, fitted: &FittedWindows, pairs: &[PairFates]) -> Result<Named, RunError> {
    let identities = identities(fitted, pairs);
    let names = segment_names(plan, fitted, &identities)?;
    Ok(Named { identities, names })
}

/// The identity of each segment of each window's model, by the window's end.
///
/// Each model continues the one fitted before it, so that a name goes on through a chain of re-fits even where the
/// first and the last model have little in common. The model in service keeps the identities with which it was put into
/// service, and those after it go on from them.
fn identities(fitted: &FittedWindows, pairs: &[PairFates]) -> BTreeMap<NaiveDate, Vec<u32>> {
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
            Some(model) => identities.known(model.segments.iter().map(|segment| segment.name.identity).collect()),
            None => identities,
        };
        found.insert(end, identities.current().to_vec());
        before = Some((end, identities));
    }
    found
}

/// What the segments of all models are called, by identity. Only models with a segment that has no name yet are looked at.
fn segment_names(
    plan: &Plan,
    fitted: &FittedWindows,
    identities: &BTreeMap<NaiveDate, Vec<u32>>,
) -> Result<BTreeMap<u32, SegmentName>, RunError> {
    let mut known: BTreeSet<u32> = BTreeSet::new();
    let mut models = Vec::new();
    for window in &fitted.windows {
        let end = window.window.end_date();
        let (Ok((model, labelling)), Some(identities)) = (&window.fitted, identities.get(&end)) else { continue };
        let before = known.len();
        known.extend(identities);
        if known.len() > before {
            let profiles = profile(model, &window.matrix, labelling, window.revenue.as_deref());
            let profiles = profiles.map_err(RunError::internal)?;
            let segments = identities.iter().zip(profiles);
            let named = segments.map(|(&identity, profile)| FittedSegment { identity, profile });
            models.push((end, named.collect()));
        }
    }
    let features = plan.features.iter().map(FeatureRecord::of).collect::<Vec<_>>();
    let mut names = names(&models, &plan.personas, &features);
    // A model in service keeps the names with which it was put into service.
    let in_service = fitted.in_service.iter().filter_map(|entry| entry.model.as_ref());
    for segment in in_service.flat_map(|model| &model.segments) {
        names.insert(segment.name.identity, segment.name.clone());
    }
    Ok(names)
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

/// Windows that movements are followed through, the first and the last among them.
const STATIONS: usize = 4;

/// Who moved between segments of the reference model, from its own window to the newest, over at most four windows as far
/// apart as possible.
pub(super) fn movements(fitted: &FittedWindows, labels: &[ReferenceLabels]) -> Vec<Movement> {
    let windows = fitted.windows.iter().zip(labels).skip(fitted.reference).collect::<Vec<_>>();
    let steps = windows.len().saturating_sub(1);
    let intervals = steps.clamp(1, STATIONS - 1);
    let mut stations = (0..=intervals).map(|station| station * steps / intervals).collect::<Vec<_>>();
    stations.dedup();
    let chosen = stations.iter().filter_map(|&index| windows.get(index));
    let pairs = chosen.clone().zip(chosen.skip(1));
    pairs
        .flat_map(|((from, before), (to, after))| {
            flows(&before.labelling, &after.labelling).into_iter().map(|flow| Movement {
                from_end: from.window.end_date(),
                to_end: to.window.end_date(),
                from_segment: flow.from,
                to_segment: flow.to,
                customers: flow.customers,
            })
        })
        .collect()
}
