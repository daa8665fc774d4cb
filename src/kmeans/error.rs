//! What can be wrong with a fit, found before it starts.

use thiserror::Error;

/// Hyper-parameters that no fit can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KMeansParamsError {
    /// No clusters.
    #[error("k is 0: a fit needs 1 cluster or more")]
    NoClusters,
    /// More clusters than labels can tell apart.
    #[error("k is {found}: lower it to {most} or less")]
    TooManyClusters {
        /// What was asked for.
        found: usize,
        /// The largest k.
        most: usize,
    },
    /// No starts.
    #[error("restarts is 0: a fit needs 1 start or more")]
    NoRestarts,
    /// No confirmations.
    #[error("confirmations is 0: the best solution is found at least once, so ask for 1 or more")]
    NoConfirmations,
    /// A ceiling below the floor.
    #[error("max_restarts is {max_restarts}, below restarts, which is {restarts}: raise the one or lower the other")]
    CeilingBelowFloor {
        /// The ceiling.
        max_restarts: u32,
        /// The floor.
        restarts: u32,
    },
    /// A sample that cannot hold the clusters.
    #[error("sample_rows is {sample_rows}, below k, which is {k}: a start needs a row per cluster")]
    SampleTooSmall {
        /// The size of the sample.
        sample_rows: usize,
        /// The number of clusters.
        k: usize,
    },
    /// No iterations.
    #[error("max_iterations is 0: a fit needs 1 iteration or more")]
    NoIterations,
}

/// Why a matrix cannot be fitted, or why rows cannot be assigned.
#[derive(Debug, Clone, Error)]
pub enum KMeansError {
    /// The hyper-parameters are at fault.
    #[error(transparent)]
    Params(#[from] KMeansParamsError),
    /// Nothing to fit, or nothing to assign to.
    #[error("the matrix is empty ({rows} rows, {columns} columns): it needs a row and a column")]
    Empty {
        /// Rows of the matrix.
        rows: usize,
        /// Columns of the matrix.
        columns: usize,
    },
    /// A value that is no number, or infinite.
    #[error("row {row}, column {column} is {value}: every value must be finite; fill or drop missing ones first")]
    NotFinite {
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
        /// The value.
        value: f64,
    },
    /// A value whose square leaves no room for a sum.
    #[error(
        "row {row}, column {column} is {value:e}: beyond {limit:e}, squared distances overflow; scale the features"
    )]
    TooLarge {
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
        /// The value.
        value: f64,
        /// The largest magnitude that can be worked with.
        limit: f64,
    },
    /// Fewer rows than clusters.
    #[error("{rows} rows cannot make {k} clusters: lower k, or bring more rows")]
    TooFewRows {
        /// Rows of the matrix.
        rows: usize,
        /// The number of clusters.
        k: usize,
    },
    /// Fewer distinct rows than clusters.
    #[error(
        "the {rows} rows hold only {distinct} distinct ones, which cannot make {k} clusters: lower k, or look for \
         constant features"
    )]
    TooFewDistinctRows {
        /// Rows of the matrix.
        rows: usize,
        /// Distinct rows among them.
        distinct: usize,
        /// The number of clusters.
        k: usize,
    },
    /// Rows of another width than the centroids.
    #[error("the rows have {found} columns, the centroids {expected}: both must hold the same features")]
    ColumnMismatch {
        /// Columns of the rows.
        found: usize,
        /// Columns of the centroids.
        expected: usize,
    },
    /// linfa-clustering gave up.
    #[error("linfa-clustering could not fit the rows: {0}")]
    SecondOpinion(String),
    /// An error of linfa's own, which its traits ask to be passed on.
    #[error(transparent)]
    Linfa(#[from] linfa::error::Error),
}

impl KMeansError {
    /// The same of a matrix of which the rows looked at begin at row `first`.
    #[must_use]
    pub fn in_rows_from(mut self, first: usize) -> Self {
        if let Self::NotFinite { row, .. } | Self::TooLarge { row, .. } = &mut self {
            *row += first;
        }
        self
    }
}
