//! A run's folder: Parquet tables, `run.json` and the report, there whole or not at all. Beside [`crate::source`]
//! the one place that knows Arrow and Parquet.

mod assigned;
mod assignment_folder;
mod check;
mod claim;
mod columns;
mod csv_file;
mod folder;
mod index;
mod lineage;
mod metrics;
mod mirror;
mod moves;
mod orders_cache;
mod parquet_file;
mod past;
mod profile;
mod registry;
mod results_cache;
mod row_tables;
mod scratch;
mod staging;
mod synced;
mod tidy;
mod versioned;
mod window_tables;

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::store::StoreError;

pub use assigned::{ASSIGNED_CSV, Assigned, assigned_csv, assigned_table, column_taken};
pub use assignment_folder::{assignments, read_segments, write_assignment};
pub use check::{Fault, FileFault, FilesChecked, check_files, differing_files};
pub use columns::Row;
pub use folder::{Begun, RunFolder, StagedRun, newest_run, read_file, run_folders};
pub use index::{read_index, write_index};
pub use lineage::{LineageJob, LineageParent, Product, begin_lineage, end_lineage};
pub use metrics::{metrics_file, write_metrics};
pub use mirror::{Mirror, Published, Wanted};
pub use orders_cache::{forget_other_parts, keep_part, read_part};
pub use past::{past_assignments, past_runs};
pub use profile::{PROFILE, earlier_profile, finished_run, profile_json, read_profile};
pub use registry::{in_service, promote, promotions};
pub use results_cache::{Results, keep_results, read_results};
pub use row_tables::{model_table, read_models, read_rows, row_table};
pub use scratch::Scratch;
pub use tidy::{keep_file, tidy};
pub use window_tables::{Assignment, assignment_table, feature_table};

/// Removes all that is unfinished and tells that the command was ended. The process may do nothing but end afterwards.
pub fn abandon() {
    claim::abandon();
    lineage::abort_lineage();
}

/// A table as the bytes of a Parquet file.
#[derive(Debug, Clone)]
pub struct Table {
    /// Path below the run's folder, with `/`.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Rows in it.
    pub rows: u64,
}

/// Why a run cannot be written, or not be read back.
#[derive(Debug, Error)]
pub enum SinkError {
    /// The operating system says no.
    #[error("{}: {action}: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system said.
        error: std::io::Error,
    },
    /// An object store says no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another process is at it.
    #[error("{what} is being made already{}", process.map(|process| format!(", by process {process}")).unwrap_or_default())]
    Running {
        /// The run.
        what: String,
        /// Who, as far as it is known.
        process: Option<u32>,
    },
    /// Rows and schema do not match, or a file is damaged.
    #[error("{what}: {error}")]
    Table {
        /// The table or file.
        what: String,
        /// What is wrong.
        error: String,
    },
    /// A run whose `run.json` is missing or cannot be understood.
    #[error("{}: {reason}", path.display())]
    NotARun {
        /// The folder.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file of an earlier command that cannot be understood.
    #[error("{}: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
        /// What to do about it.
        help: &'static str,
    },
}

impl SinkError {
    fn io(path: &Path, action: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { path, action, error }
    }

    fn table<E: std::fmt::Display>(what: &str) -> impl Fn(E) -> Self {
        let what = what.to_owned();
        move |error| Self::Table { what: what.clone(), error: error.to_string() }
    }
}
