//! How many segments.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Item, Limits, Number, Reported, Value};

/// The k of K-Means.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct SegmentCount(#[schemars(transform = Self::LIMITS.in_schema(), extend("examples" = [5]))] pub usize);

impl SegmentCount {
    const LIMITS: Limits<usize> = Limits::from_to(2, 64);
}

impl Value for SegmentCount {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        if item.entries().is_some() {
            let problem = item.problem("found a range of k; this version fits one k and does not choose it");
            return Err(item.report(problem.help("write the number of segments, as in k = 5")));
        }
        usize::read_within(item, &Self::LIMITS).map(Self)
    }
}
