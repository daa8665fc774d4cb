//! How many segments to take: how good the segmentations of several k are, and which one is recommended.

mod bootstrap;
mod candidate;
mod choice;
mod knee;

pub use bootstrap::{Bootstrap, BootstrapError, BootstrapStability, Known, bootstrap_stability};
pub use candidate::Candidate;
pub use choice::{Choice, ChoiceReason, STABLE, choose};
pub use knee::{height_above_chord, knee};
