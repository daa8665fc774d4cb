//! Does a segmentation hold? Pure functions over labels.
//!
//! - `compare`: three quantities for every origin and later window, each beside the noise `floor` (its `signal`) and the
//!   contract's threshold (its `standing`); `season` tells seasons from drifts.
//! - `curve`: a quantity by age, over all origins.
//! - `lifetimes` → `age_survival` → `cadence`: how long models hold, and how often each thing is to be done.
//! - `policies`: what other intervals would have cost.
//! - `verdict`: what is to be said of the reference model.

mod age_survival;
mod cadence;
mod compare;
mod comparison;
mod curve;
mod floor;
mod independence;
mod lifetimes;
mod policies;
mod quantity;
#[cfg(test)]
mod sample;
mod season;
mod signal;
mod verdict;

pub use age_survival::{AgeSurvival, age_survival};
pub use cadence::{Cadence, CadenceOutcome, CadenceTerms, MIN_INDEPENDENT_ORIGINS};
pub use compare::{Compared, ComparedPair, ComparisonError, FittedWindow, Pair, PairFates, Protocol, compare};
pub use comparison::{Comparison, Flag};
pub use curve::{AgePoint, age_curve};
pub use floor::{FALSE_ALARMS, level_of_look, noise_floor};
pub use independence::independent;
pub use lifetimes::{OriginLifetime, lifetimes};
pub use policies::{Policy, PolicyKind, PolicyTerms, Sensitivity, policies, recommended, sensitivity};
pub use quantity::Quantity;
pub use season::{tell_seasons, twins};
pub use signal::{Signal, Standing};
pub use verdict::{CLEAR_LEAD, RivalOptimum, Unmonitorable, Verdict, VerdictKind};
