//! How the segmentation ages: the three quantities by age, and the shares that the cadences are read from.

mod curve;
mod flags;
mod survival;

use serde::Serialize;

use crate::report::chart::floor_of;
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::report::table::Table;
use crate::stability::Quantity;
use curve::Curve;

/// How the segmentation ages.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Ageing {
    /// What stands in place of everything else where there is nothing to compare.
    empty: Option<String>,
    staleness: Figure,
    survival: Figure,
    migration: Figure,
    total: Figure,
    flags: Option<Table>,
}

/// The ageing of an edition.
pub(in crate::report) fn ageing(edition: &Edition<'_>) -> Ageing {
    let staleness = Curve::of(edition, Quantity::Staleness);
    let migration = Curve::of(edition, Quantity::Migration);
    let total = Curve::of(edition, Quantity::Total);
    let threshold = edition.report.record.threshold;
    let floor = floor_of(staleness.values().chain([threshold]));
    // These two stand side by side and are read against each other: one axis for both.
    let shared = floor_of(migration.values().chain(total.values()).chain([threshold]));
    let nothing = edition.report.record.age_curve.is_empty();
    Ageing {
        empty: nothing.then(|| edition.phrases.curve_empty()),
        staleness: staleness.figure(edition, floor),
        survival: survival::figure(edition),
        migration: migration.figure(edition, shared),
        total: total.figure(edition, shared),
        flags: flags::table(edition),
    }
}

/// The last month of every curve, so that their horizontal axes agree.
fn last_month(edition: &Edition<'_>) -> f64 {
    let curve = edition.report.record.age_curve.iter().map(|point| point.age_months);
    curve.chain([edition.report.record.step_months]).filter(|months| months.is_finite()).fold(1.0, f64::max)
}
