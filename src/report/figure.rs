//! A figure as the templates lay it out: a chart in one or two shapes, a legend, and the numbers behind it.

use serde::Serialize;

use super::chart::{Chart, Frame, Text, svg};
use super::table::Table;

/// A figure.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Figure {
    /// Unique on the page; the ids inside the drawings begin with it.
    pub id: &'static str,
    /// Heading.
    pub title: String,
    /// What is to be seen.
    pub caption: String,
    /// What the marks mean.
    pub legend: Vec<Key>,
    /// The drawing for wide screens and paper; safe HTML.
    pub wide: Option<String>,
    /// The drawing for narrow screens, or for everywhere where there is no wide one; safe HTML.
    pub narrow: Option<String>,
    /// What stands in place of the drawing where there is nothing to draw.
    pub instead: Option<String>,
    /// The numbers behind it.
    pub table: Option<Table>,
}

/// A mark of a legend.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Key {
    /// The class of the style sheet that paints it.
    pub mark: &'static str,
    /// What it means.
    pub text: String,
}

impl Key {
    /// A mark and its meaning.
    pub fn new(mark: &'static str, text: impl Into<String>) -> Self {
        Self { mark, text: text.into() }
    }
}

impl Figure {
    /// A figure without a drawing yet.
    pub fn new(id: &'static str, title: impl Into<String>, caption: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            caption: caption.into(),
            legend: Vec::new(),
            wide: None,
            narrow: None,
            instead: None,
            table: None,
        }
    }

    /// Draws `chart` in two shapes, one for wide screens and paper and one for narrow screens: text that is scaled
    /// down with a drawing cannot be read on a telephone.
    pub fn drawn(mut self, chart: &impl Chart, description: &str) -> Self {
        self.wide = Some(self.draw(chart, Frame::Wide, description));
        self.narrow = Some(self.draw(chart, Frame::Narrow, description));
        self
    }

    /// Draws `chart` in the narrow shape only, for a place that is narrow on every screen.
    pub fn drawn_small(mut self, chart: &impl Chart, description: &str) -> Self {
        self.narrow = Some(self.draw(chart, Frame::Narrow, description));
        self
    }

    /// Says why there is no drawing.
    pub fn without(mut self, reason: impl Into<String>) -> Self {
        self.instead = Some(reason.into());
        self
    }

    /// With a legend.
    pub fn keyed(mut self, legend: Vec<Key>) -> Self {
        self.legend = legend;
        self
    }

    /// With the numbers behind it.
    pub fn tabled(mut self, table: Table) -> Self {
        self.table = Some(table);
        self
    }

    fn draw(&self, chart: &impl Chart, frame: Frame, description: &str) -> String {
        svg(chart.draw(frame), frame, &Text { figure: self.id, title: &self.title, description })
    }
}
