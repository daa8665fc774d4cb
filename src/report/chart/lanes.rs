//! Segments through time: a lane for each, as broad as its share of the customers.

use kuva::render::render::{Scene, TextAnchor};

use super::axes::{length, stride};
use super::colour::{BAR, FLAGGED, GRID, INK, MUTED};
use super::pen::{Pen, TEXT_SIZE};
use super::recovered::shortened;
use super::{Chart, Frame};

/// Room right of the lanes, for the last share.
const RIGHT: f64 = 50.0;
/// Height of the broadest lane.
const BROADEST: f64 = 24.0;
/// Room below them, for the windows.
const BOTTOM: f64 = 24.0;

/// Segments through time.
pub(in crate::report) struct Lanes {
    /// Windows, as written.
    pub windows: Vec<String>,
    /// Segments, the oldest first.
    pub lanes: Vec<Lane>,
}

/// A segment.
pub(in crate::report) struct Lane {
    /// What it is called.
    pub name: String,
    /// Its share of the customers in each window, in [0, 1]; nothing where it is not there.
    pub shares: Vec<Option<f64>>,
    /// Whether it came later than the model in service.
    pub later: bool,
    /// What is written at its right end.
    pub text: String,
}

impl Chart for Lanes {
    fn draw(&self, frame: Frame) -> Scene {
        let width = frame.width();
        // Names stand left of the lanes where there is room, else above them.
        let beside = frame == Frame::Wide;
        let (left, head) = if beside { (140.0, 0.0) } else { (6.0, 17.0) };
        let pitch = BROADEST + head + if beside { 6.0 } else { 2.0 };
        let side = (width - left - RIGHT) / length(self.windows.len().max(1));
        let largest = self.lanes.iter().flat_map(|lane| &lane.shares).flatten().copied().fold(1e-9, f64::max);
        let bottom = 4.0 + pitch * length(self.lanes.len());
        let mut scene = Scene::new(width, bottom + BOTTOM);
        let every = stride(if beside { 62.0 } else { 92.0 }, side);
        for (column, window) in self.windows.iter().enumerate().filter(|(column, _)| column % every == 0) {
            let x = left + side * (length(column) + 0.5);
            scene.line((x, 0.0), (x, bottom), 1.0, GRID);
            let (x, anchor) = if column == 0 && !beside { (left, TextAnchor::Start) } else { (x, TextAnchor::Middle) };
            scene.write((x, bottom + 16.0), anchor, TEXT_SIZE, MUTED, window);
        }
        for (index, lane) in self.lanes.iter().enumerate() {
            let top = 4.0 + pitch * length(index);
            let middle = top + head + BROADEST / 2.0;
            if beside {
                let name = shortened(&lane.name, left - 14.0);
                scene.write((left - 12.0, middle + 4.0), TextAnchor::End, TEXT_SIZE, INK, &name);
            } else {
                scene.write_over((left, top + 13.0), TextAnchor::Start, INK, &shortened(&lane.name, width - RIGHT));
            }
            for run in runs(&lane.shares) {
                let half = |share: f64| (share / largest * BROADEST / 2.0).max(1.0);
                let edge: Vec<(f64, f64)> = edge(&run).map(|(at, share)| (left + side * at, half(share))).collect();
                let upper = edge.iter().map(|(x, half)| (*x, middle - half));
                let lower = edge.iter().rev().map(|(x, half)| (*x, middle + half));
                let corners: Vec<(f64, f64)> = upper.chain(lower).collect();
                scene.area(&corners, if lane.later { FLAGGED } else { BAR });
            }
            scene.write((width - RIGHT + 6.0, middle + 4.0), TextAnchor::Start, TEXT_SIZE, MUTED, &lane.text);
        }
        scene
    }
}

/// Stretches without a gap, as (column, share).
fn runs(shares: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let mut runs: Vec<Vec<(usize, f64)>> = Vec::new();
    let mut going = false;
    for (column, share) in shares.iter().enumerate() {
        match (share.filter(|share| share.is_finite()), runs.last_mut().filter(|_| going)) {
            (Some(share), Some(run)) => run.push((column, share)),
            (Some(share), None) => runs.push(vec![(column, share)]),
            (None, _) => {}
        }
        going = share.is_some_and(f64::is_finite);
    }
    runs
}

/// The points of a run's edge: the middle of each window, and where the first begins and the last ends.
fn edge(run: &[(usize, f64)]) -> impl Iterator<Item = (f64, f64)> + '_ {
    let begin = run.first().map(|(column, share)| (length(*column) + 0.06, *share));
    let end = run.last().map(|(column, share)| (length(*column) + 0.94, *share));
    let middles = run.iter().map(|(column, share)| (length(*column) + 0.5, *share));
    begin.into_iter().chain(middles).chain(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_parts_a_lane() {
        let shares = [Some(0.5), Some(0.4), None, Some(f64::NAN), Some(0.3)];
        assert_eq!(runs(&shares), vec![vec![(0, 0.5), (1, 0.4)], vec![(4, 0.3)]]);
    }
}
