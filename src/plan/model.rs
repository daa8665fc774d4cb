//! What is fitted.

use schemars::JsonSchema;
use serde::Serialize;

/// `[model]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelPlan {
    /// How many segments, 2 to 64.
    pub k: usize,
    /// Fewest k-means++ starts of a fit, 1 to 10 000. Default 10.
    pub restarts: u32,
    /// Starts go on until the best solution was found this many times, 1 to 100. Default 3.
    pub confirmations: u32,
    /// Most starts of a fit, `restarts` to 100 000. Default 200, or `restarts` if that is more.
    pub max_restarts: u32,
    /// Seed of everything random in a run. Default 42.
    pub seed: u64,
    /// Which code fits. Default [`Engine::Segwatch`].
    pub engine: Engine,
}

/// Which code fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Engine {
    /// segwatch's own kernel.
    Segwatch,
    /// linfa-clustering's `KMeans`.
    Linfa,
}

impl Engine {
    /// The name in `pipeline.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Segwatch => "segwatch",
            Self::Linfa => "linfa",
        }
    }
}
