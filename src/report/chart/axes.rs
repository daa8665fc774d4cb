//! The paper and the axes that all curves share.

use std::sync::Arc;

use kuva::prelude::{Layout, Theme};
use kuva::render::layout::ComputedLayout;
use kuva::render::render::{Scene, TextAnchor};
use kuva::{AxisLabelOverlap, TickFormat};

use super::Frame;
use super::colour::{AXIS, CLEAR, GRID, INK, THRESHOLD};
use super::pen::{Pen, TEXT_SIZE};

/// Room left of the vertical axis, for its numbers.
const LEFT: f64 = 46.0;
/// Room right of the drawing, for half of the last month's number.
const RIGHT: f64 = 14.0;
/// Room above it, for half of the highest number.
const TOP: f64 = 10.0;
/// Room below the horizontal axis, for its numbers and its name.
const BOTTOM: f64 = 44.0;

/// Axes: months to the right, something in (−1, 1] upwards.
pub(super) struct Axes {
    /// The last month.
    pub months: f64,
    /// Where the vertical axis begins; it ends at 1.
    pub floor: f64,
    /// What the horizontal axis is called.
    pub name: String,
    /// How the vertical axis writes its numbers.
    pub number: Arc<dyn Fn(f64) -> String + Send + Sync>,
}

impl Axes {
    /// The layout of a frame.
    pub fn layout(&self, frame: Frame) -> Layout {
        let number = Arc::clone(&self.number);
        let (end, top) = (self.end(), self.top());
        Layout::new((0.0, end), (self.floor, top))
            .with_width(frame.width())
            .with_height(frame.height())
            .with_theme(theme())
            .with_clamp_axis()
            .with_x_axis_min(0.0)
            .with_x_axis_max(end)
            .with_y_axis_min(self.floor)
            .with_y_axis_max(top)
            .with_x_tick_step(month_step(self.months, frame))
            .with_y_tick_step(if self.floor < 0.3 { 0.2 } else { 0.1 })
            .with_x_tick_format(TickFormat::Auto)
            .with_y_tick_format(TickFormat::Custom(number))
            .with_x_label(&self.name)
            .with_x_label_overlap(AxisLabelOverlap::Thin)
            .with_tick_size(TEXT_SIZE)
            .with_label_size(TEXT_SIZE)
            .with_tick_length(4.0)
            .with_force_margins(LEFT, RIGHT)
            .with_force_margins_y(TOP, BOTTOM)
    }

    /// Where the horizontal axis ends: a little after the last month, so that its dot is whole.
    fn end(&self) -> f64 {
        self.months * 1.02
    }

    /// Where the vertical axis ends: a little above 1, for the same reason.
    fn top(&self) -> f64 {
        1.0 + (1.0 - self.floor) * 0.015
    }

    /// Names a level across the drawing: below it on the left, where curves that start high leave room, or above it
    /// on the right, where curves that fall early do.
    pub fn name_level(&self, scene: &mut Scene, place: &ComputedLayout, level: &Level<'_>) {
        let falls_early = level.points.iter().any(|(age, value)| *age < self.months / 2.0 && *value < level.value);
        let y = place.map_y(level.value);
        if falls_early {
            let at = (place.map_x(self.end()) - 4.0, y - 7.0);
            scene.write_over(at, TextAnchor::End, THRESHOLD, level.name);
        } else {
            let at = (place.map_x(0.0) + 6.0, y + 15.0);
            scene.write_over(at, TextAnchor::Start, THRESHOLD, level.name);
        }
    }
}

/// A level across the drawing.
pub(super) struct Level<'a> {
    /// Where it lies.
    pub value: f64,
    /// What is written at it.
    pub name: &'a str,
    /// The curves that its name keeps clear of.
    pub points: &'a [(f64, f64)],
}

/// Colours of the axes, from the style sheet.
pub(super) fn theme() -> Theme {
    Theme {
        background: CLEAR.to_owned(),
        axis_color: AXIS.to_owned(),
        grid_color: GRID.to_owned(),
        tick_color: AXIS.to_owned(),
        text_color: INK.to_owned(),
        ..Theme::light()
    }
}

/// Where a vertical axis begins that shows all of `values`: a multiple of 0.1 below the smallest, with room for a
/// curve to fall.
pub(in crate::report) fn floor_of(values: impl Iterator<Item = f64>) -> f64 {
    let smallest = values.filter(|value| value.is_finite()).fold(0.9, f64::min);
    ((smallest * 10.0 - 0.3).floor() / 10.0).max(-1.0)
}

/// Months between two numbers of the horizontal axis, so that they do not crowd.
fn month_step(months: f64, frame: Frame) -> f64 {
    let most = frame.width() / 45.0;
    [1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 60.0].into_iter().find(|step| months / step <= most).unwrap_or(120.0)
}

/// The distance between the numbers of an axis from 0 to `largest`: 1, 2 or 5 times a power of ten, and at most five
/// of them. Found by counting up, since logarithms may differ from machine to machine in the last bit.
pub(super) fn round_step(largest: f64) -> f64 {
    let mut decade = 1.0;
    while largest > 50.0 * decade && decade < 1e300 {
        decade *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * decade).find(|step| largest <= 5.0 * step).unwrap_or(decade)
}

/// About how wide a text of [`TEXT_SIZE`] is: fonts differ, so a little more than in most of them.
pub(super) fn text_width(text: &str) -> f64 {
    length(text.chars().count()) * f64::from(TEXT_SIZE) * 0.57
}

/// Every how many-th of marks `pitch` apart can be named where a name needs `need`.
pub(super) fn stride(need: f64, pitch: f64) -> usize {
    (1..1_000).find(|every| length(*every) * pitch >= need).unwrap_or(1_000)
}

/// A number of cells as a length.
pub(super) fn length(cells: usize) -> f64 {
    u32::try_from(cells).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_lies_below_all_values() {
        for (smallest, floor) in [(0.85, 0.8), (0.82, 0.7), (0.5, 0.4), (-0.02, -0.1), (0.97, 0.8)] {
            let found = floor_of([1.0, smallest].into_iter());
            assert!((found - floor).abs() < 1e-12, "{smallest}: {found}");
        }
    }

    #[test]
    fn steps_are_round_and_few() {
        for (largest, step) in [(0.0, 1.0), (4.0, 1.0), (24_418.0, 5_000.0), (70_739.0, 20_000.0), (3e8, 1e8)] {
            let found = round_step(largest);
            assert!((found - step).abs() < 1e-9, "{largest}: {found}");
        }
    }

    #[test]
    fn months_do_not_crowd() {
        for months in [1.0, 11.0, 35.0, 119.0] {
            for frame in [Frame::Wide, Frame::Narrow] {
                assert!(months / month_step(months, frame) <= frame.width() / 45.0);
            }
        }
    }

    #[test]
    fn names_keep_their_distance() {
        assert_eq!(stride(15.0, 26.0), 1);
        assert_eq!(stride(15.0, 14.0), 2);
        assert_eq!(stride(22.0, 8.0), 3);
    }
}
