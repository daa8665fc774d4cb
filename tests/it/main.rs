//! All integration tests, in one binary: each further one would link DataFusion again.

mod agreement;
mod architecture;
mod bad_input;
mod command_line;
mod olist;
mod repeatability;
mod stability;
mod support;
