//! A measure by the number of segments: an elbow, silhouettes.

use std::sync::Arc;

use kuva::TickFormat;
use kuva::prelude::{BandPlot, Layout, LinePlot, Plot, ReferenceLine, ScatterPlot};
use kuva::render::render::{Scene, render_multiple};

use super::axes::theme;
use super::colour::{DUE, STALENESS};
use super::pen::TEXT_SIZE;
use super::{Chart, Frame};

/// A measure by the number of segments.
pub(in crate::report) struct ByCount {
    /// (Segments, value, lower end, upper end), ascending. At least one.
    pub points: Vec<(f64, f64, f64, f64)>,
    /// The number that was taken.
    pub chosen: f64,
    /// What the horizontal axis is called.
    pub axis: String,
    /// How the vertical axis writes its numbers.
    pub number: Arc<dyn Fn(f64) -> String + Send + Sync>,
}

impl Chart for ByCount {
    fn draw(&self, frame: Frame) -> Scene {
        let ends = |pick: fn(&(f64, f64, f64, f64)) -> [f64; 2]| {
            let values = self.points.iter().flat_map(pick).filter(|value| value.is_finite());
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
        };
        let (first, last) = ends(|point| [point.0, point.0]);
        let (low, high) = ends(|point| [point.2, point.3]);
        let room = ((high - low) * 0.12).max(1e-9);
        let line = self.points.iter().map(|point| (point.0, point.1)).collect::<Vec<_>>();
        let mut plots: Vec<Plot> = Vec::new();
        if self.points.len() > 1 {
            let (ks, lows) = (self.points.iter().map(|point| point.0), self.points.iter().map(|point| point.2));
            let highs = self.points.iter().map(|point| point.3);
            plots.push(BandPlot::new(ks, lows, highs).with_color(STALENESS).with_opacity(0.16).into());
            plots.push(LinePlot::new().with_data(line.clone()).with_color(STALENESS).with_stroke_width(2.2).into());
        }
        plots.push(ScatterPlot::new().with_data(line).with_color(STALENESS).with_size(3.0).into());
        let number = Arc::clone(&self.number);
        let layout = Layout::new((first - 0.3, last + 0.3), (low - room, high + room))
            .with_width(frame.width())
            .with_height(frame.height())
            .with_theme(theme())
            .with_clamp_axis()
            .with_x_axis_min(first - 0.3)
            .with_x_axis_max(last + 0.3)
            .with_y_axis_min(low - room)
            .with_y_axis_max(high + room)
            .with_x_tick_step(1.0)
            .with_x_tick_format(TickFormat::Auto)
            .with_y_tick_format(TickFormat::Custom(number))
            .with_x_label(&self.axis)
            .with_tick_size(TEXT_SIZE)
            .with_label_size(TEXT_SIZE)
            .with_force_margins(64.0, 14.0)
            .with_force_margins_y(10.0, 44.0)
            .with_reference_line(
                ReferenceLine::vertical(self.chosen).with_color(DUE).with_stroke_width(1.5).with_dasharray("2 3"),
            );
        render_multiple(plots, layout)
    }
}
