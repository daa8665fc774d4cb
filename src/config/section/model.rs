//! `[model]`: the segmentation that is fitted.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Limits, Reported, Section, Table, Word};
use crate::config::value;
use crate::plan::{Engine, ModelPlan, SegmentCount};
use crate::problem::Problem;

const RESTARTS: Limits<u32> = Limits::from_to(1, 10_000);
const CONFIRMATIONS: Limits<u32> = Limits::from_to(1, 100);
/// What every reader of TOML and of JSON Schema takes for a whole number.
const SEED: Limits<u64> = Limits::from_to(0, i64::MAX.unsigned_abs());
const MAX_RESTARTS: Limits<u32> = Limits::from_to(1, 100_000);

/// The K-Means segmentation that is fitted in every window.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Model {
    /// How many segments: a number, or the numbers from `min` to `max`, of which one is chosen on the reference window.
    k: value::SegmentCount,
    /// The fewest k-means++ starts of a fit.
    #[schemars(default = "restarts", transform = RESTARTS.in_schema())]
    restarts: u32,
    /// Starts go on until the best solution was found this many times.
    #[schemars(default = "confirmations", transform = CONFIRMATIONS.in_schema())]
    confirmations: u32,
    /// The most starts of a fit; not below `restarts`, which raises the default.
    #[schemars(default = "max_restarts", transform = MAX_RESTARTS.in_schema())]
    max_restarts: u32,
    /// The seed of everything random in a run.
    #[schemars(default = "seed", transform = SEED.in_schema())]
    seed: u64,
    /// Which code fits.
    #[schemars(default = "engine")]
    engine: Engine,
}

fn restarts() -> u32 {
    10
}

fn confirmations() -> u32 {
    3
}

fn max_restarts() -> u32 {
    200
}

fn seed() -> u64 {
    42
}

fn engine() -> Engine {
    Engine::Segwatch
}

impl Section for Model {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let k = table.key("k").required();
        let restarts = table.key("restarts").within(RESTARTS).or(restarts());
        let confirmations = table.key("confirmations").within(CONFIRMATIONS).or(confirmations());
        let default = restarts.as_ref().map_or(max_restarts(), |restarts| max_restarts().max(*restarts));
        let max_restarts = table.key("max_restarts").within(MAX_RESTARTS).or(default);
        let seed = table.key("seed").within(SEED).or(seed());
        let engine = table.key("engine").or(engine());
        if let (Ok(restarts), Ok(most)) = (&restarts, &max_restarts)
            && most < restarts
        {
            let problem = Problem::new(format!("found {most}; expected at least {restarts}, as many as `restarts`"));
            return Err(table.report("max_restarts", problem.help("raise it, or lower `restarts`")));
        }
        Ok(Self {
            k: k?,
            restarts: restarts?,
            confirmations: confirmations?,
            max_restarts: max_restarts?,
            seed: seed?,
            engine: engine?,
        })
    }
}

impl Model {
    pub fn into_plan(self) -> ModelPlan<SegmentCount> {
        ModelPlan {
            k: self.k.into_plan(),
            restarts: self.restarts,
            confirmations: self.confirmations,
            max_restarts: self.max_restarts,
            seed: self.seed,
            engine: self.engine,
        }
    }
}

impl Word for Engine {
    const ALL: &'static [Self] = &[Self::Segwatch, Self::Linfa];

    fn word(self) -> &'static str {
        self.name()
    }
}
