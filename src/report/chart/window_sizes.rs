//! Customers in each window.

use std::sync::Arc;

use kuva::render::render::{Scene, render_multiple};

use super::axes::{length, round_step, stride};
use super::bars::Bars;
use super::colour::{BAR, FLAGGED, STALENESS};
use super::{Chart, Frame};

/// Room left of the bars, for numbers in the millions.
const LEFT: f64 = 62.0;
/// Room right of them.
const RIGHT: f64 = 8.0;

/// Customers in each window.
pub(in crate::report) struct WindowSizes {
    /// Windows, in order.
    pub bars: Vec<WindowBar>,
    /// How the vertical axis writes its numbers.
    pub number: Arc<dyn Fn(f64) -> String + Send + Sync>,
}

/// A window.
pub(in crate::report) struct WindowBar {
    /// Its end.
    pub name: String,
    /// Its customers.
    pub customers: f64,
    /// Whether it has too few to be compared.
    pub flagged: bool,
    /// Whether the model in service was fitted to it.
    pub reference: bool,
}

impl Chart for WindowSizes {
    fn draw(&self, frame: Frame) -> Scene {
        let side = (frame.width() - LEFT - RIGHT) / length(self.bars.len().max(1));
        let every = stride(62.0, side);
        let bars = self.bars.iter().enumerate().map(|(index, bar)| {
            let colour = match (bar.flagged, bar.reference) {
                (true, _) => FLAGGED,
                (false, true) => STALENESS,
                (false, false) => BAR,
            };
            let name = if index.is_multiple_of(every) { bar.name.clone() } else { String::new() };
            (name, bar.customers, colour)
        });
        let largest = self.bars.iter().map(|bar| bar.customers).fold(1.0, f64::max);
        let step = round_step(largest);
        let bars = Bars {
            drawn: bars.collect(),
            breadth: (60.0 / side).min(0.72),
            height: 220.0,
            margins: (LEFT, RIGHT),
            bottom: 30.0,
            top: (largest / step).ceil() * step,
            step,
            number: Arc::clone(&self.number),
        };
        let (plots, layout) = bars.layout(frame);
        render_multiple(plots, layout)
    }
}
