//! Charts: kuva lays out and draws, this module gives every chart the same paper, colours and text alternative.
//!
//! Nothing outside knows kuva: it is young, and its version is pinned. A chart is drawn into a kuva scene, and
//! [`svg`] turns a scene into inline SVG that the style sheet colours, so that one drawing serves light, dark and
//! paper.

mod age_curve;
mod alluvial;
mod axes;
mod bars;
mod by_count;
pub(super) mod colour;
mod gauge;
mod heat_map;
mod lanes;
mod lines;
mod pen;
mod policy_bars;
mod radar;
mod recovered;
mod segment_map;
mod silhouettes;
mod surface;
mod survival_curve;
mod verdict_history;
mod window_sizes;

use kuva::render::render::Scene;

pub(super) use age_curve::{AgeCurve, CurvePoint, Due};
pub(super) use alluvial::{Alluvial, Stratum, Stream};
pub(super) use axes::floor_of;
pub(super) use by_count::ByCount;
pub(super) use colour::of_segment;
pub(super) use gauge::{Gauge, Mark};
pub(super) use heat_map::{HeatCell, HeatMap, HeatMark, HeatRow, Scale};
pub(super) use lanes::{Lane, Lanes};
pub(super) use lines::runs;
pub(super) use policy_bars::{PolicyBar, PolicyBars};
pub(super) use radar::Radar;
pub(super) use recovered::{Recovered, RecoveredBar};
pub(super) use segment_map::{Disc, SegmentDiscs};
pub(super) use silhouettes::{Silhouette, Silhouettes};
pub(super) use surface::{Text, svg};
pub(super) use survival_curve::{SurvivalCurve, Surviving};
pub(super) use verdict_history::{Look, VerdictHistory};
pub(super) use window_sizes::{WindowBar, WindowSizes};

/// Something that can be drawn.
pub(super) trait Chart {
    /// The drawing, in a shape.
    fn draw(&self, frame: Frame) -> Scene;
}

/// The shape of a drawing. Its units are CSS pixels at the size it is meant to be seen at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// 720 wide: screens from a tablet on, and paper.
    Wide,
    /// 350 wide: telephones, and figures that stand side by side.
    Narrow,
}

impl Frame {
    /// Width in pixels.
    fn width(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 350.0,
        }
    }

    /// Height in pixels, of charts whose height does not depend on the data.
    fn height(self) -> f64 {
        match self {
            Self::Wide => 340.0,
            Self::Narrow => 260.0,
        }
    }
}
