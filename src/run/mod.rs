//! A run, stage by stage: inputs → orders → windows → features → fits → comparisons → conclusions → files.

mod cache;
mod check;
mod choose;
mod conclude;
mod content;
mod fit;
mod identity;
mod in_service;
mod inputs;
mod notices;
mod orders;
mod prepare;
mod replay;
mod stages;
mod tables;
mod write;

use thiserror::Error;

use crate::memory::{Memory, NeedsMemory};
use crate::problem::Problems;
use crate::record::Promotion;
use crate::report::ReportError;
use crate::sink::SinkError;
use crate::source::SourceError;

pub use cache::{Cache, Reuse};
pub use check::{CheckOptions, History};
pub use choose::choose_k;
pub use conclude::{Conclusions, NoiseFloors, ReferenceLabels, compare_windows, conclude, noise_floors, window_rivals};
pub use fit::{FittedWindows, RunWindow, fit};
pub(crate) use inputs::inputs;
pub use inputs::{FilesHere, files_here};
pub use orders::{KeptOrders, ReadOptions, read_orders};
pub use prepare::{Prepared, prepare};
pub use replay::replayable;
pub use stages::{Unwatched, Watch};
pub use write::{begin, write};

pub(crate) use stages::Stages;

/// Customers a window needs for each segment.
const CUSTOMERS_PER_SEGMENT: u64 = 20;

/// What a run is about, what it may use, and who watches it. The result depends on `as_of` and `in_service` alone, and what
/// is said of the data on `checks`.
#[derive(Clone, Copy)]
pub struct RunOptions<'a> {
    /// Orders from this day on are left out, and windows that end after it.
    pub as_of: Option<chrono::NaiveDate>,
    /// The newest entry of the registry; `None`: the first window's model is the reference model.
    pub in_service: Option<&'a Promotion>,
    /// How the data are checked.
    pub checks: CheckOptions<'a>,
    /// Threads, 1 or more.
    pub threads: usize,
    /// Partitions of the orders' query, 1 or more.
    pub partitions: usize,
    /// What may be held.
    pub memory: &'a Memory,
    /// What earlier runs computed.
    pub cache: &'a Cache,
    /// Is told of each stage.
    pub watch: &'a dyn Watch,
}

/// Why a run fails.
#[derive(Debug, Error)]
pub enum RunError {
    /// Orders or features cannot be had.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// More is needed than may be held.
    #[error(transparent)]
    Memory(#[from] NeedsMemory),
    /// The data do not carry the run.
    #[error("{0}")]
    Data(Problems),
    /// The run cannot be written.
    #[error(transparent)]
    Sink(#[from] SinkError),
    /// The report cannot be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// What should not happen.
    #[error("{0}")]
    Internal(String),
}

impl RunError {
    pub(crate) fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }
}
