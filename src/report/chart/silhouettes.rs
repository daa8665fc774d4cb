//! How well apart the segments are: the silhouettes of each, as an area as tall as the segment is large.

use kuva::render::render::{Scene, TextAnchor};

use super::axes::length;
use super::colour::{AXIS, GRID, INK, MUTED, THRESHOLD};
use super::pen::{Pen, TEXT_SIZE};
use super::recovered::shortened;
use super::{Chart, Frame};

/// Room below, for the numbers of the axis.
const BOTTOM: f64 = 24.0;
/// Height of all areas together.
const HEIGHT: f64 = 240.0;
/// The least height of one, so that it can be named.
const LEAST: f64 = 16.0;
/// Between two of them.
const GAP: f64 = 6.0;

/// Silhouettes of segments.
pub(in crate::report) struct Silhouettes {
    /// The segments, from top to bottom.
    pub segments: Vec<Silhouette>,
    /// The mean over all customers.
    pub mean: f64,
    /// Numbers on the axis, with how they are written.
    pub ticks: Vec<(f64, String)>,
}

/// The silhouettes of a segment.
pub(in crate::report) struct Silhouette {
    /// What it is called.
    pub name: String,
    /// Its share of the customers, in [0, 1].
    pub share: f64,
    /// Silhouettes of its customers, ascending, in [-1, 1].
    pub values: Vec<f64>,
    /// Its colour.
    pub colour: &'static str,
}

impl Chart for Silhouettes {
    fn draw(&self, frame: Frame) -> Scene {
        let width = frame.width();
        let beside = frame == Frame::Wide;
        let (left, right, head) = if beside { (140.0, 14.0, 0.0) } else { (8.0, 14.0, 16.0) };
        let lowest = self.ticks.iter().map(|(at, _)| *at).fold(0.0, f64::min);
        let x = |value: f64| left + (width - left - right) * (value.clamp(lowest, 1.0) - lowest) / (1.0 - lowest);
        let heights: Vec<f64> = self.segments.iter().map(|segment| (segment.share * HEIGHT).max(LEAST)).collect();
        let bottom = heights.iter().sum::<f64>() + (GAP + head) * length(self.segments.len());
        let mut scene = Scene::new(width, bottom + BOTTOM);
        for (at, text) in &self.ticks {
            let colour = if *at == 0.0 { AXIS } else { GRID };
            scene.line((x(*at), 0.0), (x(*at), bottom), 1.0, colour);
            scene.write((x(*at), bottom + 16.0), TextAnchor::Middle, TEXT_SIZE, MUTED, text);
        }
        let mut top = 0.0;
        for (segment, height) in self.segments.iter().zip(&heights) {
            if beside {
                let name = shortened(&segment.name, left - 14.0);
                scene.write((left - 10.0, top + height / 2.0 + 4.0), TextAnchor::End, TEXT_SIZE, INK, &name);
            } else {
                let name = shortened(&segment.name, width - 20.0);
                scene.write_over((left, top + 12.0), TextAnchor::Start, INK, &name);
            }
            let from = top + head;
            let steps = length(segment.values.len().max(1));
            let edge = segment.values.iter().rev().filter(|value| value.is_finite()).enumerate();
            let corners = edge.flat_map(|(row, &value)| {
                let rows = [length(row), length(row + 1)];
                rows.map(|row| (x(value), from + height * row / steps))
            });
            let corners: Vec<(f64, f64)> =
                [(x(0.0), from)].into_iter().chain(corners).chain([(x(0.0), from + height)]).collect();
            scene.area(&corners, segment.colour);
            top = from + height + GAP;
        }
        if self.mean.is_finite() {
            scene.dashes((x(self.mean), 0.0), (x(self.mean), bottom), 1.5, THRESHOLD);
        }
        scene
    }
}
