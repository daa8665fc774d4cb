//! Lines as they are drawn: cut where a number is missing, and no finer than shows.

use kuva::prelude::{LinePlot, Plot, ScatterPlot};

use super::Frame;

/// Lines, and a dot of that radius for each that is one point only.
pub(super) fn lines(plots: &mut Vec<Plot>, runs: &[Vec<(f64, f64)>], colour: &str, width: f64, dot: f64) {
    let alone: Vec<(f64, f64)> = runs.iter().filter(|run| run.len() == 1).flatten().copied().collect();
    for run in runs.iter().filter(|run| run.len() > 1) {
        plots.push(LinePlot::new().with_data(run.clone()).with_color(colour).with_stroke_width(width).into());
    }
    if !alone.is_empty() {
        plots.push(ScatterPlot::new().with_data(alone).with_color(colour).with_size(dot).into());
    }
}

/// A faint line without the points that its frame is too narrow to show: with many windows they are most of the file.
pub(super) fn thinned(run: &[(f64, f64)], frame: Frame) -> Vec<(f64, f64)> {
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

/// A function that keeps its value until the next of its points, and then jumps: from (0, `start`) on.
pub(super) fn stairs(start: f64, points: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut corners = vec![(0.0, start)];
    let mut value = start;
    for (age, next) in points {
        corners.extend([(age, value), (age, next)]);
        value = next;
    }
    corners.dedup();
    corners
}

/// A function that has the value of a point from the point before on: from 0 to the last.
pub(super) fn stairs_before(points: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut corners = Vec::new();
    let mut before = 0.0;
    for (age, value) in points {
        corners.extend([(before, value), (age, value)]);
        before = age;
    }
    corners.dedup();
    corners
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

    #[test]
    fn stairs_jump_at_their_points_or_after_the_one_before() {
        let points = [(1.0, 0.9), (3.0, 0.4)];
        assert_eq!(stairs(1.0, points.into_iter()), [(0.0, 1.0), (1.0, 1.0), (1.0, 0.9), (3.0, 0.9), (3.0, 0.4)]);
        assert_eq!(stairs_before(points.into_iter()), [(0.0, 0.9), (1.0, 0.9), (1.0, 0.4), (3.0, 0.4)]);
    }
}
