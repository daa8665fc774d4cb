//! From files to orders to features: the one place, beside [`crate::sink`], that knows DataFusion.
//!
//! Files → typed rows, those rejected counted by reason → the pipeline's SQL → the orders contract → orders in
//! memory, sorted → the features of each window. Every row is accounted for on the way.

mod cell;
mod contract;
mod csv_file;
mod determinism;
mod digest;
mod features;
mod files;
mod normal;
mod orders;
mod parquet_file;
mod placebo;
mod session;
mod table;
mod tally;

use std::sync::Arc;

use datafusion::common::DataFusionError;
use datafusion::prelude::{DataFrame, SessionContext};
use futures::StreamExt;
use thiserror::Error;

use contract::Contract;
use determinism::RowOrder;
pub(crate) use digest::hex;
pub use features::{WindowFeatures, window_features};
use files::SourceFile;
pub use orders::{CustomerDirectory, Orders};
use table::SourceTable;
use tally::Tally;

use crate::numeric::real;
use crate::plan::Plan;
use crate::problem::{Blame, Problem, Problems};
use crate::record::{InputFile, Rejection, SourceRows};

/// Version of DataFusion.
pub const ENGINE_VERSION: &str = datafusion::DATAFUSION_VERSION;

/// Why orders or features cannot be had.
#[derive(Debug, Error)]
pub enum SourceError {
    /// Something the user gave is wrong.
    #[error(transparent)]
    Problems(#[from] Problems),
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
}

/// The orders of a run, and what became of every row on the way to them.
pub struct OrdersRead {
    /// The orders that keep the contract.
    pub orders: Orders,
    /// Rows of each source.
    pub sources: Vec<SourceRows>,
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
        if problems.is_empty() { Ok(Self { by_source }) } else { Err(Problems::new(Blame::Data, problems)) }
    }

    /// Size and digest of every file.
    ///
    /// # Errors
    /// Every file that cannot be read.
    pub fn digest(&self) -> Result<Vec<InputFile>, Problems> {
        let files = self.by_source.iter().flatten().cloned().collect::<Vec<_>>();
        digest::digests(&files).map_err(|problems| Problems::new(Blame::Data, problems))
    }

    fn open(&self, plan: &Plan) -> Result<Vec<SourceTable>, Problems> {
        let mut problems = Vec::new();
        let mut tables = Vec::new();
        for (source, files) in plan.sources.iter().zip(&self.by_source) {
            match SourceTable::open(source, files.clone(), plan.time_zone) {
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
    let tables = inputs.open(plan)?;
    let context = session::session(1)?;
    let (_, contract) = plan_orders(&context, plan, &tables).await?;
    check_features(plan, &contract).await
}

/// Reads the orders: every row of every source, on `partitions` partitions.
///
/// # Errors
/// As [`check`]; and when a file cannot be read to its end, or more rows are rejected than `orders.max_rejected` allows.
pub async fn read_orders(plan: &Plan, inputs: &Inputs, partitions: usize) -> Result<OrdersRead, SourceError> {
    let tables = inputs.open(plan)?;
    let context = session::session(partitions)?;
    let (frame, contract) = plan_orders(&context, plan, &tables).await?;
    check_features(plan, &contract).await?;

    let mut tally = Tally::default();
    let collected = collect(frame, &contract, &mut tally).await;
    let drained = tables.clone();
    tokio::task::spawn_blocking(move || drained.iter().for_each(SourceTable::read_what_is_left))
        .await
        .map_err(|error| SourceError::Engine(error.to_string()))?;

    let mut problems = Vec::new();
    let mut sources = Vec::new();
    for table in &tables {
        match table.tally() {
            Ok(tally) => {
                problems.extend(too_many_rejected(plan, table.name(), &tally));
                sources.push(table.record(&tally));
            }
            Err(found) => problems.extend(found),
        }
    }
    // A file that cannot be read is why the query failed, and says more than the query's own error.
    let batches = match collected {
        Ok(batches) => batches,
        Err(_) if !problems.is_empty() => return Err(Problems::new(Blame::Data, problems).into()),
        Err(error) => return Err(query_failed(plan, &error)),
    };
    let orders = Orders::gather(&contract, &batches, &mut tally)?;
    problems.extend(too_many_rejected(plan, "orders", &tally));
    if !problems.is_empty() {
        return Err(Problems::new(Blame::Data, problems).into());
    }
    Ok(OrdersRead { orders, sources, rows: tally.rows(), rejected: tally.rejections() })
}

async fn plan_orders(
    context: &SessionContext,
    plan: &Plan,
    tables: &[SourceTable],
) -> Result<(DataFrame, Contract), SourceError> {
    for table in tables {
        context.register_table(table.name(), Arc::new(table.provider()?))?;
    }
    let blame = |problems: Vec<Problem>| {
        let problems = problems.into_iter().map(|problem| problem.in_file(&plan.orders.sql.file)).collect();
        Problems::new(Blame::Configuration, problems)
    };
    let frame = session::query(context, &plan.orders.sql.text)
        .await
        .map_err(|error| blame(vec![session::problem(&error).help(tables_known(tables))]))?;
    let unrepeatable = determinism::check(frame.logical_plan(), RowOrder::Any)?;
    if !unrepeatable.is_empty() {
        return Err(blame(unrepeatable).into());
    }
    let contract = Contract::bind(&plan.orders, frame.schema().as_arrow(), plan.time_zone)
        .map_err(|problems| Problems::new(Blame::Configuration, problems))?;
    Ok((frame, contract))
}

async fn check_features(plan: &Plan, contract: &Contract) -> Result<(), SourceError> {
    let problems = features::check(&plan.features, contract.schema()).await?;
    if problems.is_empty() { Ok(()) } else { Err(Problems::new(Blame::Configuration, problems).into()) }
}

async fn collect(
    frame: DataFrame,
    contract: &Contract,
    tally: &mut Tally,
) -> Result<Vec<datafusion::arrow::record_batch::RecordBatch>, DataFusionError> {
    let mut stream = frame.execute_stream().await?;
    let mut batches = Vec::new();
    while let Some(batch) = stream.next().await {
        batches.push(contract.accept(&batch?, tally)?);
    }
    Ok(batches)
}

fn tables_known(tables: &[SourceTable]) -> String {
    let names = tables.iter().map(SourceTable::name).collect::<Vec<_>>().join(", ");
    format!("the sources are {names}; columns of a CSV file are text unless sources.NAME.types says otherwise")
}

fn query_failed(plan: &Plan, error: &DataFusionError) -> SourceError {
    let problem = session::problem(error).in_file(&plan.orders.sql.file).help(
        "the query failed on a row; declare types in sources.NAME.types so that such rows are rejected one by one",
    );
    Problems::one(Blame::Data, problem).into()
}

fn too_many_rejected(plan: &Plan, name: &str, tally: &Tally) -> Option<Problem> {
    let (rejected, rows) = (tally.rejected_rows(), tally.rows());
    let share = real(rejected) / real(rows.max(1));
    (share > plan.orders.max_rejected).then(|| {
        let reasons = tally
            .rejections()
            .iter()
            .map(|rejection| {
                let samples = rejection.samples.iter().take(2);
                let samples = samples.map(|sample| format!("{} has \"{}\"", sample.row, sample.value));
                format!(
                    "{}: {} in {} {} ({})",
                    rejection.column,
                    rejection.reason,
                    rejection.rows,
                    if rejection.rows == 1 { "row" } else { "rows" },
                    samples.collect::<Vec<_>>().join(", ")
                )
            })
            .collect::<Vec<_>>()
            .join("\n  ");
        Problem::new(format!(
            "{rejected} of {rows} rows are rejected, {:.1} %, and orders.max_rejected allows {:.1} %:\n  {reasons}",
            share * 100.0,
            plan.orders.max_rejected * 100.0
        ))
        .of(name)
        .help("correct the data, or raise orders.max_rejected if these rows may be left out")
    })
}
