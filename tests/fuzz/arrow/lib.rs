//! Arrow, by the name that DataFusion gives it.

pub use arrow;
