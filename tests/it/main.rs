//! All integration tests, in one binary: each further one would link DataFusion again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "tests"
)]

mod agreement;
mod architecture;
mod assignment;
mod bad_input;
mod cache;
mod calibration;
mod checks;
mod choose_k;
mod command_line;
mod demo;
mod drift;
mod features;
mod hostile;
mod index;
mod ledger;
mod logs;
mod memory;
mod noise;
mod olist;
mod operations;
mod promotion;
mod repeatability;
mod schema;
mod stability;
mod support;
mod survival;
mod unfinished;
mod validity;
mod verify;
