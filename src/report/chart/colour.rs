//! The palette: names of variables that reports/style.css sets for light, dark and paper.
//!
//! kuva writes a colour it does not know as it stands, so a variable passes through it into the SVG, and one drawing
//! follows the reader's colour scheme.

pub(in crate::report) const STALENESS: &str = "var(--staleness)";
pub(in crate::report) const MIGRATION: &str = "var(--migration)";
pub(in crate::report) const TOTAL: &str = "var(--total)";
pub(super) const REFERENCE: &str = "var(--reference)";
pub(super) const TRAJECTORY: &str = "var(--trajectory)";
pub(super) const THRESHOLD: &str = "var(--threshold)";
pub(super) const NOISE_FLOOR: &str = "var(--noise)";
pub(super) const BELOW: &str = "var(--below)";
pub(super) const DUE: &str = "var(--due)";
pub(super) const INK: &str = "var(--ink)";
pub(super) const MUTED: &str = "var(--muted)";
pub(super) const GRID: &str = "var(--grid)";
pub(super) const AXIS: &str = "var(--axis)";
pub(super) const BAR: &str = "var(--bar)";
pub(super) const FLAGGED: &str = "var(--flagged)";
/// Of segments, in turn; a segment is named wherever its colour is.
const SEGMENTS: [&str; 8] = [
    "var(--segment-1)",
    "var(--segment-2)",
    "var(--segment-3)",
    "var(--segment-4)",
    "var(--segment-5)",
    "var(--segment-6)",
    "var(--segment-7)",
    "var(--segment-8)",
];
pub(super) const HEAT_INK: &str = "var(--heat-ink)";
/// Nothing: the page shows through.
pub(super) const CLEAR: &str = "none";

/// The colour of the segment of this identity, and the place of it among the colours, from 1.
pub(in crate::report) fn of_segment(identity: u32) -> (&'static str, usize) {
    let place = identity as usize % SEGMENTS.len();
    (SEGMENTS.get(place).copied().unwrap_or(BAR), place + 1)
}
