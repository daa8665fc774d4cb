//! What each maintenance policy would have cost, or for how long it would have left the model stale.

use std::sync::Arc;

use kuva::prelude::ReferenceLine;
use kuva::render::layout::ComputedLayout;
use kuva::render::render::{Scene, TextAnchor, render_multiple};

use super::axes::{length, round_step, stride, text_width};
use super::bars::Bars;
use super::colour::{BAR, FLAGGED, STALENESS, THRESHOLD};
use super::pen::Pen;
use super::{Chart, Frame};

/// Room left of the bars, for numbers in the millions.
const LEFT: f64 = 66.0;
/// Room right of them.
const RIGHT: f64 = 8.0;

/// A bar for each policy.
pub(in crate::report) struct PolicyBars {
    /// Intervals first, by length, then the policies that have none.
    pub bars: Vec<PolicyBar>,
    /// The most that the contract allows, and what is written at it.
    pub limit: Option<(f64, String)>,
    /// What the intervals are.
    pub axis: String,
    /// Whether the numbers are shares, in [0, 1].
    pub shares: bool,
    /// How the vertical axis writes its numbers.
    pub number: Arc<dyn Fn(f64) -> String + Send + Sync>,
}

/// A policy.
pub(in crate::report) struct PolicyBar {
    /// What is written under it: the interval, or its name.
    pub name: String,
    /// Whether it is an interval.
    pub interval: bool,
    /// How high it is.
    pub value: f64,
    /// Whether it keeps to the contract.
    pub serves: bool,
    /// Whether it is the one to take.
    pub recommended: bool,
}

impl PolicyBars {
    /// Bars as kuva takes them. Names under neighbours would run into each other, so policies that are named in words
    /// stand apart.
    fn placed(&self, frame: Frame) -> Vec<(String, f64, &'static str)> {
        let words: Vec<f64> =
            self.bars.iter().filter(|bar| !bar.interval).map(|bar| text_width(&bar.name) + 8.0).collect();
        let width = frame.width() - LEFT - RIGHT;
        let pitch = (width - words.iter().sum::<f64>()) / length(self.bars.len().max(1));
        let every = stride(22.0, pitch);
        let mut placed = Vec::new();
        for (index, bar) in self.bars.iter().enumerate() {
            let colour = match (bar.recommended, bar.serves) {
                (true, _) => STALENESS,
                (false, true) => BAR,
                (false, false) => FLAGGED,
            };
            let gap = || (String::new(), 0.0, BAR);
            let gaps = if bar.interval { 0 } else { stride(text_width(&bar.name) / 2.0, pitch) };
            placed.extend(std::iter::repeat_with(gap).take(gaps));
            let named = !bar.interval || index.is_multiple_of(every);
            placed.push((if named { bar.name.clone() } else { String::new() }, bar.value, colour));
            placed.extend(std::iter::repeat_with(gap).take(gaps.saturating_sub(1)));
        }
        placed
    }
}

impl Chart for PolicyBars {
    fn draw(&self, frame: Frame) -> Scene {
        let values = self.bars.iter().map(|bar| bar.value);
        let largest = values.chain(self.limit.iter().map(|(limit, _)| *limit)).fold(0.0, f64::max);
        let (step, top) = if self.shares {
            let step = if largest > 0.5 { 0.2 } else { 0.1 };
            // The limit's name stands above its line.
            (step, (largest * 1.15 / step).ceil().max(1.0) * step)
        } else {
            let step = round_step(largest);
            (step, (largest / step).ceil().max(1.0) * step)
        };
        let placed = self.placed(frame);
        let side = (frame.width() - LEFT - RIGHT) / length(placed.len().max(1));
        let bars = Bars {
            drawn: placed,
            breadth: (40.0 / side).min(0.72),
            height: 250.0,
            margins: (LEFT, RIGHT),
            bottom: 46.0,
            top,
            step,
            number: Arc::clone(&self.number),
        };
        let (plots, layout) = bars.layout(frame);
        let mut layout = layout.with_x_label(&self.axis);
        if let Some((limit, _)) = &self.limit {
            let line = ReferenceLine::horizontal(*limit).with_color(THRESHOLD).with_stroke_width(1.5);
            layout = layout.with_reference_line(line);
        }
        let place = ComputedLayout::from_layout(&layout);
        let mut scene = render_multiple(plots, layout);
        if let Some((limit, name)) = &self.limit {
            scene.write_over((LEFT + 6.0, place.map_y(*limit) - 7.0), TextAnchor::Start, THRESHOLD, name);
        }
        scene
    }
}
