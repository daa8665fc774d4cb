//! Is the verdict to be trusted? Markets whose truth is known, followed as a scheduler follows real ones.
//!
//! - `trial` follows one market through its windows.
//! - `own_orders`: the pipeline's own orders, in which nothing can drift any more.
//! - `simulated`: markets without a drift, and with one of known kind, size and month, at the pipeline's settings.
//! - `calibrate` does all of it.

mod calibrate;
mod own_orders;
mod simulated;
mod trial;

pub use calibrate::{CalibrationOptions, calibrate, placebo, power};
pub use own_orders::own_orders;
pub use simulated::simulated;
pub use trial::{Look, Trial, trial};
