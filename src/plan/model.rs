//! What is fitted.

use schemars::JsonSchema;
use serde::Serialize;

/// `[model]`. One whose number of segments is settled is what a fit needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ModelPlan<K = usize> {
    /// How many segments, 2 to 64; as long as that is not settled, a [`SegmentCount`](super::SegmentCount).
    pub k: K,
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

impl<K: Copy> ModelPlan<K> {
    /// The same with so many segments, 2 to 64.
    #[must_use]
    pub fn with_k(&self, k: usize) -> ModelPlan {
        let &Self { restarts, confirmations, max_restarts, seed, engine, .. } = self;
        ModelPlan { k, restarts, confirmations, max_restarts, seed, engine }
    }
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
