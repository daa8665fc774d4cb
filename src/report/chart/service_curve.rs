//! The share of models that still hold, by age: what the two cadences are read from.

use std::sync::Arc;

use kuva::prelude::{LinePlot, Plot, ReferenceLine, ScatterPlot};
use kuva::render::layout::ComputedLayout;
use kuva::render::render::{Scene, render_multiple};

use super::axes::{Axes, Level};
use super::colour::THRESHOLD;
use super::{Chart, Frame};

/// Where the vertical axis begins: a little below 0, so that the dots of models that all fail are whole.
const FLOOR: f64 = -0.02;

/// The share of models that still hold, by age.
pub(in crate::report) struct ServiceCurve {
    /// One line for each quantity that drives a cadence.
    pub lines: Vec<Holding>,
    /// The share that the contract asks for.
    pub service_level: f64,
    /// What is written at its line.
    pub label: String,
    /// The last month.
    pub months: f64,
    /// What the horizontal axis is called.
    pub axis: String,
    /// How the vertical axis writes its numbers.
    pub number: Arc<dyn Fn(f64) -> String + Send + Sync>,
}

/// A quantity's line.
pub(in crate::report) struct Holding {
    /// Its colour.
    pub colour: &'static str,
    /// (Age in months, share in [0, 1]).
    pub shares: Vec<(f64, f64)>,
}

impl Chart for ServiceCurve {
    fn draw(&self, frame: Frame) -> Scene {
        let mut plots: Vec<Plot> = Vec::new();
        for line in &self.lines {
            // Two lines that both lie at 100 % are told apart by their dots.
            if line.shares.len() > 1 {
                plots.push(
                    LinePlot::new()
                        .with_data(line.shares.clone())
                        .with_color(line.colour)
                        .with_stroke_width(2.2)
                        .into(),
                );
            }
            let dot = if line.shares.len() > 18 { 1.6 } else { 3.0 };
            plots.push(ScatterPlot::new().with_data(line.shares.clone()).with_color(line.colour).with_size(dot).into());
        }
        let axes =
            Axes { months: self.months, floor: FLOOR, name: self.axis.clone(), number: Arc::clone(&self.number) };
        let layout = axes.layout(frame).with_reference_line(
            ReferenceLine::horizontal(self.service_level).with_color(THRESHOLD).with_stroke_width(1.5),
        );
        let place = ComputedLayout::from_layout(&layout);
        let mut scene = render_multiple(plots, layout);
        let points: Vec<(f64, f64)> = self.lines.iter().flat_map(|line| line.shares.iter().copied()).collect();
        axes.name_level(&mut scene, &place, &Level { value: self.service_level, name: &self.label, points: &points });
        scene
    }
}
