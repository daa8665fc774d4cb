//! From files to orders to features: the one place, beside [`crate::sink`], that knows DataFusion.
//!
//! Files → typed rows, those rejected counted by reason → the pipeline's SQL → the orders contract → orders in
//! memory, sorted → the features of each window. Every row is accounted for on the way.

mod cell;
mod contract;
mod counted_pool;
mod csv_file;
mod customer_codes;
mod determinism;
mod digest;
mod directory;
mod features;
mod file;
mod files;
mod guard;
mod metered;
mod normal;
mod orders;
mod parquet_file;
mod parquet_pages;
mod part;
mod placebo;
mod profile;
mod query;
mod read_only;
mod remote;
mod repeats;
mod row_by_row;
mod rows;
mod session;
mod table;
mod tally;
mod time_order;
mod unpack;

use std::path::Path;
use std::sync::Arc;

use datafusion::common::DataFusionError;
use thiserror::Error;

pub use customer_codes::CustomerCodes;
pub(crate) use digest::{hex, sha256};
pub use directory::CustomerDirectory;
pub use features::{Route, WindowFeatures, customers_of_windows, features_of_windows, routes, window_features};
use file::SourceFile;
pub use guard::silence_guarded_panics;
pub use orders::{Orders, Profiling};
pub use part::{CodedPart, OrdersPart, PartKey};
pub(crate) use query::BUILD;
pub use query::OrdersQuery;
use table::SourceTable;

use crate::checks::FileHeader;
use crate::memory::NeedsMemory;
use crate::plan::{Place, Plan};
use crate::problem::{Blame, Problems};
use crate::progress::Progress;
use crate::record::{InputFile, OrdersProfile, Rejection, SourceProfile, SourceRows};

/// Version of DataFusion.
pub const ENGINE_VERSION: &str = datafusion::DATAFUSION_VERSION;

/// Why orders or features cannot be had.
#[derive(Debug, Error)]
pub enum SourceError {
    /// Something the user gave is wrong.
    #[error(transparent)]
    Problems(#[from] Problems),
    /// More is needed than may be held.
    #[error(transparent)]
    Memory(#[from] NeedsMemory),
    /// The query engine failed.
    #[error("the query engine failed: {0}")]
    Engine(String),
}

impl From<DataFusionError> for SourceError {
    fn from(error: DataFusionError) -> Self {
        Self::Engine(error.strip_backtrace())
    }
}

impl From<datafusion::arrow::error::ArrowError> for SourceError {
    fn from(error: datafusion::arrow::error::ArrowError) -> Self {
        Self::Engine(error.to_string())
    }
}

/// The files of a pipeline's sources, found but not read.
pub struct Inputs {
    by_source: Vec<Vec<SourceFile>>,
    progress: Arc<Progress>,
}

/// The orders of a run, and what became of every row on the way to them.
pub struct OrdersRead {
    /// The orders that keep the contract.
    pub orders: Orders,
    /// Rows of each source.
    pub sources: Vec<SourceRows>,
    /// The columns of each source, with what is empty in them.
    pub columns: Vec<SourceProfile>,
    /// The profile of the orders, where it was asked for.
    pub profile: Option<OrdersProfile>,
    /// Rows that the orders' SQL returned.
    pub rows: u64,
    /// Those of them that were rejected.
    pub rejected: Vec<Rejection>,
}

impl Inputs {
    /// Finds the files of all sources.
    ///
    /// # Errors
    /// Every source without files, and every file of an unknown kind.
    pub fn find(plan: &Plan) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let mut by_source = Vec::new();
        for source in &plan.sources {
            match files::files_of(source) {
                Ok(files) => by_source.push(files),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() {
            Ok(Self { by_source, progress: Arc::default() })
        } else {
            Err(Problems::new(Blame::Data, problems))
        }
    }

    /// Counts the bytes that are read from now on in `progress`.
    pub fn count_in(&mut self, progress: &Arc<Progress>) {
        self.progress = Arc::clone(progress);
    }

    /// Whether there are files in a store, which are to be brought here before anything is read.
    #[must_use]
    pub fn are_remote(&self) -> bool {
        self.by_source.iter().flatten().any(|file| file.object.is_some())
    }

    /// Brings the files that are in a store into `folder`, which stays as long as they are read.
    ///
    /// # Errors
    /// Every source whose files cannot be brought.
    pub fn bring(&mut self, plan: &Plan, folder: &Path) -> Result<(), Problems> {
        let mut problems = Vec::new();
        for (source, files) in plan.sources.iter().zip(&mut self.by_source) {
            if let Place::Remote(address) = &source.location.place {
                problems.extend(remote::bring(source, address, files, folder).err());
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(Problems::new(Blame::Data, problems)) }
    }

    /// Size and digest of every file.
    ///
    /// # Errors
    /// Every file that cannot be read.
    pub fn digest(&self) -> Result<Vec<InputFile>, Problems> {
        let files = self.by_source.iter().flatten().cloned().collect::<Vec<_>>();
        digest::digests(&files, &self.progress).map_err(|problems| Problems::new(Blame::Data, problems))
    }

    /// What counts the bytes read.
    #[must_use]
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The columns of every file that can be read; the others are told of when the sources are checked.
    #[must_use]
    pub fn headers(&self, plan: &Plan) -> Vec<FileHeader> {
        let sources = plan.sources.iter().zip(&self.by_source);
        sources.flat_map(|(source, files)| files.iter().filter_map(|file| table::header(source, file))).collect()
    }

    fn open(&self, plan: &Plan) -> Result<Vec<SourceTable>, Problems> {
        let mut problems = Vec::new();
        let mut tables = Vec::new();
        for (source, files) in plan.sources.iter().zip(&self.by_source) {
            match SourceTable::open(source, files.clone(), plan.time_zone, &self.progress) {
                Ok(table) => tables.push(table),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() { Ok(tables) } else { Err(Problems::new(Blame::Data, problems)) }
    }
}

/// Checks sources, SQL and contract without reading rows.
///
/// # Errors
/// All problems of the sources' columns, else all of the orders' SQL, else all of the features' SQL.
pub async fn check(plan: &Plan, inputs: &Inputs) -> Result<(), SourceError> {
    OrdersQuery::plan(plan, inputs).await.map(drop)
}
