//! Which segment of one model is which of another: contingency table → matching → fates → identities.
//!
//! Rows are the segments of the earlier model, columns those of the later one, over the same customers. Segments are
//! numbered anew by every fit; nothing here reads a meaning into a number.

mod event;
mod fate;
mod identity;
mod matching;
mod overlap;
mod transition;

pub use event::Event;
pub use fate::{Fate, fates};
pub use identity::Identities;
pub use matching::{Matching, relabelled_share};
pub use overlap::{jaccard, jaccard_interval};
pub use transition::{Flow, flows};
