//! A quantity by age: every model's own line, their mean with its band, and the contract minimum.

use std::sync::Arc;

use kuva::plot::LineStyle;
use kuva::prelude::{BandPlot, LinePlot, ReferenceLine, ScatterPlot, ShadedRegion};
use kuva::render::layout::ComputedLayout;
use kuva::render::render::{Scene, TextAnchor, render_multiple};

use super::axes::{Axes, Level};
use super::colour::{BELOW, DUE, NOISE_FLOOR, REFERENCE, THRESHOLD, TRAJECTORY};
use super::lines::{lines, thinned};
use super::pen::Pen;
use super::{Chart, Frame};

/// A quantity by age.
pub(in crate::report) struct AgeCurve {
    /// Colour of the mean and its band.
    pub colour: &'static str,
    /// The mean over all models at each age.
    pub means: Vec<CurvePoint>,
    /// Every model's (age in months, ARI), cut where there is no number.
    pub trajectories: Vec<Vec<(f64, f64)>>,
    /// The same of the model in service.
    pub reference: Vec<Vec<(f64, f64)>>,
    /// How low chance alone takes the model in service: (age in months, ARI).
    pub noise_floor: Vec<Vec<(f64, f64)>>,
    /// The contract minimum.
    pub threshold: f64,
    /// What is written at its line.
    pub threshold_label: String,
    /// The recommended interval.
    pub due: Option<Due>,
    /// Where the vertical axis begins.
    pub floor: f64,
    /// The last month.
    pub months: f64,
    /// What the horizontal axis is called.
    pub axis: String,
    /// How the vertical axis writes its numbers.
    pub number: Arc<dyn Fn(f64) -> String + Send + Sync>,
}

/// A point of the mean line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::report) struct CurvePoint {
    /// Months.
    pub age: f64,
    /// Mean ARI.
    pub mean: f64,
    /// Lower edge of the band.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
}

/// The recommended interval, as a mark on the horizontal axis.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Due {
    /// Months.
    pub age: f64,
    /// What is written at it.
    pub label: String,
}

impl Chart for AgeCurve {
    fn draw(&self, frame: Frame) -> Scene {
        let mut plots = Vec::new();
        let trajectories: Vec<_> = self.trajectories.iter().map(|run| thinned(run, frame)).collect();
        lines(&mut plots, &trajectories, TRAJECTORY, 1.0, 1.3);
        if self.means.len() > 1 {
            let ages = self.means.iter().map(|point| point.age);
            let (low, high) = (self.means.iter().map(|point| point.low), self.means.iter().map(|point| point.high));
            plots.push(BandPlot::new(ages, low, high).with_color(self.colour).with_opacity(0.16).into());
        } else {
            // A band needs two ages; with one, the interval is a whisker.
            let whiskers: Vec<_> =
                self.means.iter().map(|point| vec![(point.age, point.low), (point.age, point.high)]).collect();
            lines(&mut plots, &whiskers, self.colour, 2.0, 0.0);
        }
        for run in &self.noise_floor {
            let floor = LinePlot::new().with_data(thinned(run, frame)).with_color(NOISE_FLOOR).with_stroke_width(1.5);
            plots.push(floor.with_line_style(LineStyle::Custom("7 3 1.5 3".to_owned())).into());
        }
        lines(&mut plots, &self.reference, REFERENCE, 1.6, 2.4);
        let mean: Vec<(f64, f64)> = self.means.iter().map(|point| (point.age, point.mean)).collect();
        let dot = if mean.len() > 18 { 1.8 } else { 3.2 };
        if mean.len() > 1 {
            plots.push(
                LinePlot::new().with_data(mean.iter().copied()).with_color(self.colour).with_stroke_width(2.6).into(),
            );
        }
        plots.push(ScatterPlot::new().with_data(mean.iter().copied()).with_color(self.colour).with_size(dot).into());

        let axes =
            Axes { months: self.months, floor: self.floor, name: self.axis.clone(), number: Arc::clone(&self.number) };
        let mut layout = axes
            .layout(frame)
            .with_shaded_region(
                ShadedRegion::horizontal(self.floor, self.threshold).with_color(BELOW).with_opacity(1.0),
            )
            .with_reference_line(
                ReferenceLine::horizontal(self.threshold).with_color(THRESHOLD).with_stroke_width(1.5),
            );
        if let Some(due) = &self.due {
            layout = layout.with_reference_line(
                ReferenceLine::vertical(due.age).with_color(DUE).with_stroke_width(1.5).with_dasharray("2 3"),
            );
        }
        let place = ComputedLayout::from_layout(&layout);
        let mut scene = render_multiple(plots, layout);
        axes.name_level(
            &mut scene,
            &place,
            &Level { value: self.threshold, name: &self.threshold_label, points: &mean },
        );
        if let Some(due) = &self.due {
            // Where the label would leave the paper on the right, it stands on the left of its line.
            let (x, y) = (place.map_x(due.age), place.map_y(self.floor) - 8.0);
            let (x, anchor) =
                if due.age > self.months * 0.6 { (x - 6.0, TextAnchor::End) } else { (x + 6.0, TextAnchor::Start) };
            scene.write_over((x, y), anchor, DUE, &due.label);
        }
        scene
    }
}
