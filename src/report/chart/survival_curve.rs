//! The share of models that still hold, by age, and how little of it is sure: what the two cadences are read from.

use std::sync::Arc;

use kuva::plot::LineStyle;
use kuva::prelude::{LinePlot, Plot, ReferenceLine, ScatterPlot};
use kuva::render::layout::ComputedLayout;
use kuva::render::render::{Scene, render_multiple};

use super::axes::{Axes, Level};
use super::colour::THRESHOLD;
use super::lines::{stairs, stairs_before};
use super::{Chart, Frame};

/// Where the vertical axis begins: a little below 0, so that the dots of models that all fail are whole.
const FLOOR: f64 = -0.02;

/// The share of models that still hold, by age.
pub(in crate::report) struct SurvivalCurve {
    /// One line for each quantity that drives a cadence.
    pub lines: Vec<Surviving>,
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

/// A quantity's lines.
pub(in crate::report) struct Surviving {
    /// Their colour.
    pub colour: &'static str,
    /// (Age in months, share in [0, 1]).
    pub shares: Vec<(f64, f64)>,
    /// The same of the lower bound.
    pub bounds: Vec<(f64, f64)>,
}

impl Surviving {
    /// A life ends somewhere between two looks: what is estimated falls at the later one, and what is sure has fallen
    /// since the earlier one.
    fn plots(&self) -> Vec<Plot> {
        if self.shares.is_empty() {
            return Vec::new();
        }
        let bound = LinePlot::new().with_data(stairs_before(self.bounds.iter().copied())).with_color(self.colour);
        let share = LinePlot::new().with_data(stairs(1.0, self.shares.iter().copied())).with_color(self.colour);
        // Two lines that both lie at 100 % are told apart by their dots.
        let dot = if self.shares.len() > 18 { 1.6 } else { 3.0 };
        let dots = ScatterPlot::new().with_data(self.shares.iter().copied()).with_color(self.colour).with_size(dot);
        let dashes = LineStyle::Custom("3 3".to_owned());
        vec![
            bound.with_stroke_width(1.3).with_line_style(dashes).into(),
            share.with_stroke_width(2.2).into(),
            dots.into(),
        ]
    }
}

impl Chart for SurvivalCurve {
    fn draw(&self, frame: Frame) -> Scene {
        let plots: Vec<Plot> = self.lines.iter().flat_map(Surviving::plots).collect();
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
