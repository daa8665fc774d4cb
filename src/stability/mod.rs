//! Does a segmentation hold? Three quantities for every origin and later window, the age curve over all origins,
//! the two cadences read from it, and the verdict on the reference model. Pure functions over labels.

mod cadence;
mod comparison;
mod curve;
mod quantity;
mod verdict;

pub use cadence::{Cadence, CadenceOutcome};
pub use comparison::Comparison;
pub use curve::AgePoint;
pub use quantity::Quantity;
pub use verdict::{Verdict, VerdictKind};
