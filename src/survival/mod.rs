//! How long models hold, from lives of which some had not ended when they were last looked at. Pure functions over
//! times; what a life is and when it ends is decided elsewhere.
//!
//! Lifetimes → innermost intervals → survival function → with a block bootstrap and the number of lifetimes that share
//! no data → effective sample size → bounds.

mod assured;
mod bootstrap;
mod bounds;
mod cholesky;
mod curve;
mod effective;
mod function;
mod innermost;
mod lifetime;
mod product_limit;
mod turnbull;

pub use assured::assured_lifetime;
pub use bootstrap::BlockBootstrap;
pub use curve::{SurvivalPoint, survival_curve};
pub use function::SurvivalFunction;
pub use lifetime::Lifetime;
