//! What DataFusion's operators take, counted with everything else that a run holds.

use std::fmt;

use datafusion::common::DataFusionError;
use datafusion::execution::memory_pool::{MemoryPool, MemoryReservation};

use crate::memory::Memory;

/// A pool that has what the run may hold.
#[derive(Debug)]
pub(super) struct CountedPool(pub Memory);

impl fmt::Display for CountedPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes held", self.0.held())
    }
}

impl MemoryPool for CountedPool {
    fn name(&self) -> &'static str {
        "counted"
    }

    fn grow(&self, _: &MemoryReservation, additional: usize) {
        // It cannot be refused; what was too much is found at the end.
        let _ = self.0.take(additional as u64);
    }

    fn shrink(&self, _: &MemoryReservation, shrink: usize) {
        self.0.give_back(shrink as u64);
    }

    fn try_grow(&self, _: &MemoryReservation, additional: usize) -> Result<(), DataFusionError> {
        if self.0.take(additional as u64) {
            return Ok(());
        }
        // It has been counted, which is what the user is told; this ends the query.
        self.0.give_back(additional as u64);
        Err(DataFusionError::ResourcesExhausted(format!("{additional} bytes more than may be held")))
    }

    fn reserved(&self) -> usize {
        usize::try_from(self.0.held()).unwrap_or(usize::MAX)
    }
}
