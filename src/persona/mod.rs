//! What segments are called: by the first persona whose conditions their profile meets, else by what sets them apart.
//!
//! A name belongs to an identity of the [`ledger`](crate::ledger), so it goes on through re-fits as long as the segment
//! does; one that emerges gets a name that no other segment ever had.

mod condition;
mod naming;

pub use naming::{FittedSegment, names};
