//! One number with its interval against the contract minimum.

use kuva::render::render::{Scene, TextAnchor};

use super::colour::{AXIS, BELOW, INK, MUTED, REFERENCE, THRESHOLD};
use super::pen::{Pen, TEXT_SIZE};
use super::{Chart, Frame};

/// One number with its interval against the contract minimum.
pub(in crate::report) struct Gauge {
    /// The number.
    pub value: f64,
    /// Its interval, where it has one.
    pub interval: Option<(f64, f64)>,
    /// The contract minimum.
    pub threshold: f64,
    /// What is written at it.
    pub label: String,
    /// Where the axis begins.
    pub floor: f64,
    /// Numbers on the axis and how they are written.
    pub ticks: Vec<(f64, String)>,
}

impl Chart for Gauge {
    fn draw(&self, frame: Frame) -> Scene {
        const SIDE: f64 = 16.0;
        const AXIS_Y: f64 = 62.0;
        let width = frame.width();
        let at =
            |value: f64| SIDE + (value.clamp(self.floor, 1.0) - self.floor) / (1.0 - self.floor) * (width - 2.0 * SIDE);
        let mut scene = Scene::new(width, 88.0);
        let minimum = at(self.threshold);
        scene.rectangle((SIDE, 22.0), (minimum - SIDE, AXIS_Y - 22.0), BELOW);
        scene.line((SIDE, AXIS_Y), (width - SIDE, AXIS_Y), 1.0, AXIS);
        for (value, text) in &self.ticks {
            scene.line((at(*value), AXIS_Y), (at(*value), AXIS_Y + 4.0), 1.0, AXIS);
            scene.write((at(*value), AXIS_Y + 18.0), TextAnchor::Middle, TEXT_SIZE, MUTED, text);
        }
        scene.line((minimum, 18.0), (minimum, AXIS_Y), 1.5, THRESHOLD);
        // The label keeps clear of the paper's edges.
        let anchor = if minimum > width * 0.7 { TextAnchor::End } else { TextAnchor::Middle };
        let x = if minimum > width * 0.7 { minimum + 12.0 } else { minimum };
        scene.write((x, 12.0), anchor, TEXT_SIZE, THRESHOLD, &self.label);
        let middle = 42.0;
        if let Some((low, high)) = self.interval {
            scene.line((at(low), middle), (at(high), middle), 2.5, REFERENCE);
            for end in [low, high] {
                scene.line((at(end), middle - 7.0), (at(end), middle + 7.0), 2.0, REFERENCE);
            }
        }
        scene.disc((at(self.value), middle), 6.0, INK);
        scene
    }
}
