//! A quantity by age: every model's own line, their mean with its band, and the contract minimum.

use std::sync::Arc;

use kuva::prelude::{BandPlot, LinePlot, Plot, ReferenceLine, ScatterPlot, ShadedRegion};
use kuva::render::layout::ComputedLayout;
use kuva::render::render::{Scene, TextAnchor, render_multiple};

use super::axes::{Axes, Level};
use super::colour::{BELOW, DUE, REFERENCE, THRESHOLD, TRAJECTORY};
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

/// Lines, and a dot of that radius for each that is one point only.
fn lines(plots: &mut Vec<Plot>, runs: &[Vec<(f64, f64)>], colour: &str, width: f64, dot: f64) {
    let alone: Vec<(f64, f64)> = runs.iter().filter(|run| run.len() == 1).flatten().copied().collect();
    for run in runs.iter().filter(|run| run.len() > 1) {
        plots.push(LinePlot::new().with_data(run.clone()).with_color(colour).with_stroke_width(width).into());
    }
    if !alone.is_empty() {
        plots.push(ScatterPlot::new().with_data(alone).with_color(colour).with_size(dot).into());
    }
}

/// A faint line without the points that its frame is too narrow to show: with many windows they are most of the file.
fn thinned(run: &[(f64, f64)], frame: Frame) -> Vec<(f64, f64)> {
    const PIXELS: usize = 8;
    let most = if frame == Frame::Wide { 720 / PIXELS } else { 350 / PIXELS };
    let every = run.len().div_ceil(most).max(1);
    let last = run.len().saturating_sub(1);
    let kept = run.iter().enumerate().filter(|(index, _)| index.is_multiple_of(every) || *index == last);
    kept.map(|(_, point)| *point).collect()
}

/// Cuts a line where a number is missing: a line drawn across would claim one.
pub(in crate::report) fn runs(points: impl Iterator<Item = (f64, Option<f64>)>) -> Vec<Vec<(f64, f64)>> {
    let mut runs = vec![Vec::new()];
    for (age, value) in points {
        match (value.filter(|value| value.is_finite()), runs.last_mut()) {
            (Some(value), Some(run)) => run.push((age, value)),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_its_ends_and_no_more_points_than_show() {
        let run: Vec<(f64, f64)> = (0..120).map(|age| (f64::from(age), 0.5)).collect();
        let kept = thinned(&run, Frame::Narrow);
        assert_eq!((kept.first(), kept.last()), (run.first(), run.last()));
        assert!(kept.len() <= 44, "{}", kept.len());
        assert_eq!(thinned(&run[..35], Frame::Narrow).len(), 35);
    }

    #[test]
    fn a_line_is_cut_where_a_number_is_missing() {
        let points = [(1.0, Some(0.9)), (2.0, None), (3.0, None), (4.0, Some(0.8)), (5.0, Some(f64::NAN))];
        assert_eq!(runs(points.into_iter()), vec![vec![(1.0, 0.9)], vec![(4.0, 0.8)]]);
    }
}
