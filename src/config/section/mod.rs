//! The sections of `pipeline.toml`: as written, how each is read, and what it is in the plan.
//!
//! The documentation of these types is that of the keys: the JSON Schema and docs/configuration.md are made of it.

mod checks;
mod contract;
mod feature;
mod model;
mod orders;
mod persona;
mod pipeline;
mod report;
mod source;
mod stability;
mod windows;

pub use pipeline::Pipeline;
