//! How far segments lie from each other: a disc for each, as large as it has customers.

use kuva::render::render::{Scene, TextAnchor};

use super::axes::text_width;
use super::colour::INK;
use super::pen::{Pen, TEXT_SIZE};
use super::recovered::shortened;
use super::{Chart, Frame};

/// Radius of a disc that holds all customers.
const LARGEST: f64 = 64.0;
/// Room around the discs' middles.
const MARGIN: f64 = 56.0;

/// A map of segments.
pub(in crate::report) struct SegmentDiscs {
    /// The segments.
    pub discs: Vec<Disc>,
}

/// A segment on the map.
pub(in crate::report) struct Disc {
    /// What it is called.
    pub name: String,
    /// Where it lies; both axes have the same unit.
    pub place: [f64; 2],
    /// Its share of the customers, in [0, 1].
    pub share: f64,
    /// Its colour.
    pub colour: &'static str,
}

impl Chart for SegmentDiscs {
    fn draw(&self, frame: Frame) -> Scene {
        let width = frame.width();
        let [across, up] = [0, 1].map(|axis| {
            let values = self.discs.iter().filter_map(|disc| disc.place.get(axis)).filter(|value| value.is_finite());
            let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), &value| (low.min(value), high.max(value)));
            (low, (high - low).max(1e-9))
        });
        let height = ((width - 2.0 * MARGIN) * up.1 / across.1 + 2.0 * MARGIN).clamp(2.0 * MARGIN + 40.0, 420.0);
        // One scale for both axes: a map that is stretched tells no distances.
        let scale = ((width - 2.0 * MARGIN) / across.1).min((height - 2.0 * MARGIN) / up.1);
        let left = (width - scale * across.1) / 2.0;
        let top = (height - scale * up.1) / 2.0;
        let mut scene = Scene::new(width, height);
        let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
        let place = |disc: &Disc| {
            let [x, y] = disc.place.map(finite);
            (left + scale * (x - across.0), top + scale * (up.0 + up.1 - y))
        };
        let radius = |disc: &Disc| LARGEST * finite(disc.share).clamp(0.001, 1.0).sqrt();
        // The large ones first, so that a small one is not hidden.
        let mut order: Vec<&Disc> = self.discs.iter().collect();
        order.sort_by(|a, b| b.share.total_cmp(&a.share));
        for disc in &order {
            scene.disc(place(disc), radius(disc), disc.colour);
        }
        for disc in &order {
            let (x, middle) = place(disc);
            let y = middle + radius(disc) + f64::from(TEXT_SIZE) + 2.0;
            let name = shortened(&disc.name, width * 0.45);
            let half = text_width(&name) / 2.0 + 4.0;
            scene.write_over((x.clamp(half, width - half), y.min(height - 4.0)), TextAnchor::Middle, INK, &name);
        }
        scene
    }
}
