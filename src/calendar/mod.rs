//! Calendar arithmetic in wall-clock time.
//!
//! Everything inside segwatch is in the wall-clock time of the pipeline's time zone: months begin at the first
//! midnight people there saw, days are the days they lived. Instants are converted once, at the source.

mod period;

pub use period::{Period, PeriodError, Unit};
