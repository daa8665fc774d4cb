//! How time is cut into windows.

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::Period;

/// `[windows]`: how time is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowPlan {
    /// Which kind of windows.
    pub kind: WindowKind,
    /// Length of a window; of an expanding one, its first length.
    pub length: Period,
    /// From one window's end to the next; of tumbling windows, the length.
    pub step: Period,
    /// The first window's end, exclusive; `None`: the first calendar step that the data fill.
    pub first_end: Option<NaiveDateTime>,
    /// Which customers a window has.
    pub population: Population,
    /// A window with fewer customers than this, or than 20 × k, is flagged and not compared. Default 100.
    pub min_customers: u64,
}

/// Kinds of windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum WindowKind {
    /// `[end - length, end)`, one `step` apart: equal exposure.
    Rolling,
    /// `[first start, end)`: exposure grows with the end.
    Expanding,
    /// Rolling with step = length.
    Tumbling,
}

/// Which customers a window has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Population {
    /// Those with an order in the window.
    Window,
    /// Those with an order in the first window.
    Reference,
}

impl WindowKind {
    /// The name in `pipeline.toml` and in the outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rolling => "rolling",
            Self::Expanding => "expanding",
            Self::Tumbling => "tumbling",
        }
    }
}

impl Population {
    /// The name in `pipeline.toml` and in the outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Reference => "reference",
        }
    }
}
