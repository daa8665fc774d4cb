//! What all charts of upright bars share: their paper, and the vertical axis from 0 on.

use std::sync::Arc;

use kuva::prelude::{BarPlot, Layout, Plot};
use kuva::{AxisLabelOverlap, TickFormat};

use super::Frame;
use super::axes::theme;
use super::pen::TEXT_SIZE;

/// Upright bars.
pub(super) struct Bars {
    /// Their names, values and colours.
    pub drawn: Vec<(String, f64, &'static str)>,
    /// How broad each is, of its place.
    pub breadth: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Room left and right of the bars.
    pub margins: (f64, f64),
    /// Room below them.
    pub bottom: f64,
    /// Where the vertical axis ends.
    pub top: f64,
    /// The distance between its numbers.
    pub step: f64,
    /// How it writes them.
    pub number: Arc<dyn Fn(f64) -> String + Send + Sync>,
}

impl Bars {
    /// The bars and their layout.
    pub fn layout(self, frame: Frame) -> (Vec<Plot>, Layout) {
        let plots: Vec<Plot> = vec![BarPlot::new().with_colored_bars(self.drawn).with_width(self.breadth).into()];
        let layout = Layout::auto_from_plots(&plots)
            .with_width(frame.width())
            .with_height(self.height)
            .with_theme(theme())
            .with_clamp_axis()
            .with_y_axis_min(0.0)
            .with_y_axis_max(self.top)
            .with_y_tick_step(self.step)
            .with_x_label_overlap(AxisLabelOverlap::Allow)
            .with_y_tick_format(TickFormat::Custom(self.number))
            .with_tick_size(TEXT_SIZE)
            .with_label_size(TEXT_SIZE)
            .with_tick_length(4.0)
            .with_force_margins(self.margins.0, self.margins.1)
            .with_force_margins_y(10.0, self.bottom);
        (plots, layout)
    }
}
