//! A segment's profile: how far its mean lies from that of all customers, feature by feature.

use kuva::plot::radar::RadarPlot;
use kuva::prelude::{Layout, Plot};
use kuva::render::render::{Primitive, Scene, render_multiple};

use super::axes::theme;
use super::colour::MUTED;
use super::pen::TEXT_SIZE;
use super::{Chart, Frame};

/// Standard deviations from the average to the rim, and to the centre.
const REACH: f64 = 2.5;

/// A segment's profile.
pub(in crate::report) struct Radar {
    /// The features, clockwise from the top. At least three: with fewer there is no area.
    pub features: Vec<String>,
    /// Standard deviations of all customers from their mean, by feature.
    pub deviations: Vec<f64>,
    /// Of the segment.
    pub colour: &'static str,
}

impl Chart for Radar {
    fn draw(&self, frame: Frame) -> Scene {
        let inside =
            self.deviations.iter().map(|value| if value.is_finite() { value.clamp(-REACH, REACH) } else { 0.0 });
        let plot = RadarPlot::new(self.features.iter().map(String::as_str))
            .with_range(-REACH, REACH)
            .with_reference_color(vec![0.0; self.features.len()], "", MUTED)
            .with_series_color(inside.collect::<Vec<_>>(), "", self.colour)
            .with_filled(true)
            .with_opacity(0.28)
            .with_stroke_width(2.0)
            .with_grid_lines(2);
        let layout = Layout::new((0.0, 1.0), (0.0, 1.0))
            .with_width(frame.width())
            .with_height(250.0)
            .with_theme(theme())
            .with_tick_size(TEXT_SIZE)
            .with_force_margins(4.0, 4.0)
            .with_force_margins_y(2.0, 2.0);
        let mut scene = render_multiple(vec![Plot::from(plot)], layout);
        // Numbers of rings, in a smaller size: the dashed ring of the average says what is needed.
        scene.elements.retain(|element| !matches!(element, Primitive::Text { size, .. } if *size < TEXT_SIZE));
        scene
    }
}
