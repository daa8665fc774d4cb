//! Does a segmentation hold? Three quantities for every origin and later window, the age curve over all origins,
//! the two cadences read from it, and the verdict on the reference model. Pure functions over labels.

mod cadence;
mod compare;
mod comparison;
mod curve;
mod independence;
mod quantity;
mod verdict;

pub use cadence::{Cadence, CadenceOutcome, MIN_INDEPENDENT_ORIGINS};
pub use compare::{ComparisonError, FittedWindow, Protocol, compare};
pub use comparison::{Comparison, Flag};
pub use curve::{AgePoint, age_curve};
pub use independence::independent;
pub use quantity::Quantity;
pub use verdict::{RIVAL_INERTIA_RATIO, RivalOptimum, Verdict, VerdictKind};
