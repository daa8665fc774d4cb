//! Who moved where: customers by their segments in a few windows, and the streams between them.

use kuva::plot::sankey::{SankeyLink, SankeyNode, SankeyPlot};
use kuva::prelude::Layout;
use kuva::render::render::{Scene, TextAnchor, render_sankey};

use super::axes::{length, text_width, theme};
use super::colour::MUTED;
use super::pen::{Pen, TEXT_SIZE};
use super::recovered::shortened;
use super::{Chart, Frame};

/// Width of a window's column.
const COLUMN: f64 = 14.0;
/// Room above, for the windows.
const TOP: f64 = 24.0;
/// What kuva keeps free right of the columns.
const KEPT_FREE: f64 = 85.0;

/// Customers moving between segments.
pub(in crate::report) struct Alluvial {
    /// Windows, as written, the oldest first. At least two.
    pub windows: Vec<String>,
    /// Segments, from top to bottom, the same in every window.
    pub strata: Vec<Stratum>,
    /// Streams between neighbouring windows.
    pub streams: Vec<Stream>,
}

/// A segment, or those who are not there.
pub(in crate::report) struct Stratum {
    /// What it is called.
    pub name: String,
    /// Its colour.
    pub colour: &'static str,
}

/// Customers who are in one segment in a window and in one in the next.
pub(in crate::report) struct Stream {
    /// Index of the earlier window.
    pub window: usize,
    /// Index of the segment there.
    pub from: usize,
    /// Index of the segment in the next window.
    pub to: usize,
    /// How many.
    pub customers: f64,
}

impl Chart for Alluvial {
    fn draw(&self, frame: Frame) -> Scene {
        let (width, last) = (frame.width(), self.windows.len().saturating_sub(1));
        // Room for names: on both sides where there is enough, else on the left.
        let (left, right) = if frame == Frame::Wide { (132.0, 132.0) } else { (100.0, 28.0) };
        let is_named = |window: usize| window == 0 || (window == last && frame == Frame::Wide);
        let height = TOP + 60.0 * length(self.strata.len()) + 8.0;
        let node = |window: usize, stratum: usize| window * self.strata.len() + stratum;
        let mut plot = SankeyPlot::new().with_node_width(COLUMN).with_node_gap(8.0).with_link_opacity(0.38);
        plot.nodes = (0..self.windows.len())
            .flat_map(|window| self.strata.iter().enumerate().map(move |(index, stratum)| (window, index, stratum)))
            .map(|(window, index, stratum)| SankeyNode {
                id: format!("{window} {index}"),
                // Names in the middle would lie on the streams.
                label: if is_named(window) { shortened(&stratum.name, left - 22.0) } else { String::new() },
                color: Some(stratum.colour.to_owned()),
                column: Some(window),
            })
            .collect();
        plot.links = self
            .streams
            .iter()
            .filter(|stream| stream.window < last && stream.customers > 0.0)
            .map(|stream| SankeyLink {
                source: node(stream.window, stream.from),
                target: node(stream.window + 1, stream.to),
                value: stream.customers,
                color: None,
            })
            .collect();
        // kuva puts each column into the middle of an equal part; these margins put the outer ones where they are wanted.
        let pitch = (width - left - right - COLUMN) / length(last.max(1));
        let margin = left - (pitch - COLUMN) / 2.0;
        let beyond = width - margin - pitch * length(self.windows.len()) - KEPT_FREE;
        let layout = Layout::new((0.0, 1.0), (0.0, 1.0))
            .with_width(width)
            .with_height(height)
            .with_theme(theme())
            .with_tick_size(TEXT_SIZE)
            .with_body_size(TEXT_SIZE)
            .with_force_margins(margin, beyond)
            .with_force_margins_y(TOP, 8.0);
        let mut scene = render_sankey(&plot, &layout);
        for (index, window) in self.windows.iter().enumerate() {
            let outermost = index == 0 || index == last;
            if outermost || text_width(window) < pitch * 0.9 {
                let half = text_width(window) / 2.0;
                let x = (left + COLUMN / 2.0 + pitch * length(index)).min(width - half);
                scene.write((x, 14.0), TextAnchor::Middle, TEXT_SIZE, MUTED, window);
            }
        }
        scene
    }
}
