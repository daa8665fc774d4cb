//! The customers' segments now, beside those of the earlier assignment.

use std::collections::HashMap;

use crate::feature::FeatureMatrix;
use crate::language::Language;
use crate::model::{Segmentation, SegmentationError};
use crate::record::{SegmentTally, StoredModel};
use crate::source::CustomerDirectory;

/// Segments of an assignment by customer id; `None` for those whom the model dropped.
pub(super) type Segments = HashMap<String, Option<u32>>;

/// The segment, the earlier segment and the margin of each customer of a matrix, and what they amount to.
pub(super) struct Labels {
    pub segments: Vec<Option<u32>>,
    pub previous: Vec<Option<u32>>,
    pub margins: Vec<Option<f64>>,
    pub labelled: u64,
    pub changed: u64,
    pub joined: u64,
    pub left: u64,
    pub counts: Vec<SegmentTally>,
}

/// Labels the customers of `matrix`; those whom the model drops have no segment.
pub(super) fn label(
    stored: &StoredModel,
    matrix: &FeatureMatrix,
    directory: &CustomerDirectory,
    earlier: Option<&Segments>,
    language: Language,
) -> Result<Labels, SegmentationError> {
    let (labelling, clear) = Segmentation::restored(stored)?.label_with_margins(matrix)?;
    let places = matrix.customers().iter().map(|&customer| labelling.row_of(customer)).collect::<Vec<_>>();
    let of_place = |place: &Option<usize>| place.and_then(|row| labelling.labels().get(row)).copied();
    let segments = places.iter().map(of_place).collect::<Vec<_>>();
    let margins = places.iter().map(|place| place.and_then(|row| clear.get(row)).copied()).collect::<Vec<_>>();
    let known = |code: &u32| directory.id(*code).zip(earlier).and_then(|(id, earlier)| earlier.get(id)).copied();
    let before = matrix.customers().iter().map(known).collect::<Vec<_>>();
    let stayed = before.iter().flatten().count() as u64;
    let previous = before.into_iter().map(Option::flatten).collect::<Vec<_>>();
    let pairs = segments.iter().zip(&previous);
    let changed = pairs.filter(|(now, before)| now.zip(**before).is_some_and(|(now, before)| now != before)).count();
    let in_segment = |labels: &mut dyn Iterator<Item = Option<u32>>, number: u32| {
        labels.filter(|label| *label == Some(number)).count() as u64
    };
    let counts = stored.segments.iter().map(|segment| SegmentTally {
        segment: segment.segment,
        name: segment.name.spoken(language).to_owned(),
        before: earlier.map(|earlier| in_segment(&mut earlier.values().copied(), segment.segment)),
        after: in_segment(&mut segments.iter().copied(), segment.segment),
    });
    Ok(Labels {
        counts: counts.collect(),
        labelled: labelling.len() as u64,
        changed: changed as u64,
        joined: earlier.map_or(0, |_| places.len() as u64 - stayed),
        left: earlier.map_or(0, |earlier| earlier.len() as u64 - stayed),
        segments,
        previous,
        margins,
    })
}
