//! One number with its interval against the contract minimum and the noise floor.

use kuva::render::render::{Scene, TextAnchor};

use super::axes::text_width;
use super::colour::{AXIS, BELOW, INK, MUTED, NOISE_FLOOR, REFERENCE, THRESHOLD};
use super::pen::{Pen, TEXT_SIZE};
use super::{Chart, Frame};

/// Room left and right of the axis.
const SIDE: f64 = 16.0;
/// Height of a line of names.
const LINE: f64 = 16.0;

/// One number with its interval against the contract minimum and the noise floor.
pub(in crate::report) struct Gauge {
    /// The number.
    pub value: f64,
    /// Its interval, where it has one.
    pub interval: Option<(f64, f64)>,
    /// The contract minimum.
    pub threshold: Mark,
    /// How low chance alone takes it, where that is known.
    pub noise_floor: Option<Mark>,
    /// Where the axis begins.
    pub floor: f64,
    /// Numbers on the axis and how they are written.
    pub ticks: Vec<Mark>,
}

/// A named place on the axis.
pub(in crate::report) struct Mark {
    /// Where.
    pub value: f64,
    /// What is written at it.
    pub label: String,
}

impl Chart for Gauge {
    fn draw(&self, frame: Frame) -> Scene {
        let width = frame.width();
        let at =
            |value: f64| SIDE + (value.clamp(self.floor, 1.0) - self.floor) / (1.0 - self.floor) * (width - 2.0 * SIDE);
        // The names keep clear of the paper's edges, and of each other.
        let centre = |mark: &Mark| {
            let half = text_width(&mark.label) / 2.0;
            at(mark.value).clamp(half.min(width / 2.0), (width - half).max(width / 2.0))
        };
        let crowded = self.noise_floor.as_ref().is_some_and(|noise| {
            let need = f64::midpoint(text_width(&noise.label), text_width(&self.threshold.label)) + 10.0;
            (centre(noise) - centre(&self.threshold)).abs() < need
        });
        let top = if crowded { LINE } else { 0.0 };
        let (axis, middle) = (top + 62.0, top + 42.0);
        let mut scene = Scene::new(width, top + 88.0);
        let minimum = at(self.threshold.value);
        scene.rectangle((SIDE, top + 22.0), (minimum - SIDE, axis - top - 22.0), BELOW);
        scene.line((SIDE, axis), (width - SIDE, axis), 1.0, AXIS);
        for tick in &self.ticks {
            let x = at(tick.value);
            scene.line((x, axis), (x, axis + 4.0), 1.0, AXIS);
            scene.write((x, axis + 18.0), TextAnchor::Middle, TEXT_SIZE, MUTED, &tick.label);
        }
        if let Some(noise) = &self.noise_floor {
            scene.dashes((at(noise.value), 18.0), (at(noise.value), axis), 1.5, NOISE_FLOOR);
            scene.write((centre(noise), 12.0), TextAnchor::Middle, TEXT_SIZE, NOISE_FLOOR, &noise.label);
        }
        scene.line((minimum, top + 18.0), (minimum, axis), 1.5, THRESHOLD);
        let name = &self.threshold;
        scene.write((centre(name), top + 12.0), TextAnchor::Middle, TEXT_SIZE, THRESHOLD, &name.label);
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
