//! The orders' query: planned once, and read whole or file by file.

use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::DataFusionError;
use datafusion::prelude::{DataFrame, SessionContext};
use futures::StreamExt;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::contract::{Contract, with_code};
use super::customer_codes::CustomerCodes;
use super::determinism::{self, RowOrder};
use super::orders::{Orders, Profiling};
use super::part::{CodedPart, OrdersPart, PartKey, Tallies};
use super::table::SourceTable;
use super::tally::Tally;
use super::{ENGINE_VERSION, Inputs, OrdersRead, SourceError, features, hex, row_by_row, session};
use crate::memory::{Memory, NeedsMemory};
use crate::numeric::real;
use crate::plan::Plan;
use crate::problem::{Blame, Problem, Problems};
use crate::progress::Reached;
use crate::record::InputFile;

/// A hash of the program's sources and of the versions of its libraries.
pub(crate) const BUILD: &str = env!("SEGWATCH_BUILD");

/// Hex digits of a part's hash.
const DIGITS: usize = 32;

/// The orders' query over a pipeline's sources, found to be possible.
pub struct OrdersQuery<'a> {
    plan: &'a Plan,
    tables: Vec<SourceTable>,
    contract: Contract,
    /// Columns of the orders that features and their customers' revenue are made from.
    read: BTreeSet<String>,
    obstacle: Option<&'static str>,
}

#[derive(Serialize)]
struct Identity<'a> {
    segwatch: &'static str,
    engine: &'static str,
    sql: &'a str,
    amounts: &'a [String],
    time_zone: &'static str,
    sources: Vec<SourceIdentity<'a>>,
    orders: String,
    /// Source, name and digest of each. Rejected rows are named by the file's name.
    files: Vec<[&'a str; 3]>,
}

#[derive(Serialize)]
struct SourceIdentity<'a> {
    name: &'a str,
    delimiter: u8,
    types: Vec<(&'a str, String)>,
    columns: String,
}

impl<'a> OrdersQuery<'a> {
    /// Plans the query, and checks sources, SQL and contract without reading rows.
    ///
    /// # Errors
    /// All problems of the sources' columns, else all of the orders' SQL, else all of the features' SQL.
    pub async fn plan(plan: &'a Plan, inputs: &Inputs) -> Result<Self, SourceError> {
        let tables = inputs.open(plan)?;
        let context = session::session(1, &Memory::default())?;
        let frame = frame(plan, &tables, &context, None).await?;
        let unrepeatable = determinism::check(frame.logical_plan(), RowOrder::Any)?;
        if !unrepeatable.is_empty() {
            return Err(in_sql(plan, unrepeatable).into());
        }
        let contract = Contract::bind(&plan.orders, frame.schema().as_arrow(), plan.time_zone)
            .map_err(|problems| Problems::new(Blame::Configuration, problems))?;
        let orders = with_code(contract.schema());
        let problems = features::check(&plan.features, &orders).await?;
        if !problems.is_empty() {
            return Err(Problems::new(Blame::Configuration, problems).into());
        }
        let amount = plan.orders.amounts.first().map(String::as_str);
        let read = features::columns_read(&plan.features, amount, &orders).await?;
        let obstacle = row_by_row::obstacle(frame.logical_plan())?;
        let obstacle = if tables.len() == 1 { obstacle } else { Some("there are several sources") };
        Ok(Self { plan, tables, contract, read, obstacle })
    }

    /// Why the orders cannot be read file by file; `None` when they can.
    #[must_use]
    pub fn obstacle(&self) -> Option<&'static str> {
        self.obstacle
    }

    /// The parts that the orders can be read in: one a file where that is possible, else one of all files. `inputs` are
    /// the digests of the query's files.
    ///
    /// # Errors
    /// Should not happen.
    pub fn parts(&self, inputs: &[InputFile]) -> Result<Vec<PartKey>, SourceError> {
        let size = if self.obstacle.is_none() { 1 } else { inputs.len().max(1) };
        let key = |files: &[InputFile]| {
            let bytes = files.iter().map(|file| file.bytes).sum();
            Ok(PartKey { hash: self.hash(files)?, files: files.len(), bytes })
        };
        inputs.chunks(size).map(key).collect()
    }

    fn hash(&self, files: &[InputFile]) -> Result<String, SourceError> {
        let sources = self.plan.sources.iter().zip(&self.tables).map(|(source, table)| SourceIdentity {
            name: &source.name,
            delimiter: source.delimiter,
            types: source.types.iter().map(|(name, kind)| (name.as_str(), kind.name())).collect(),
            columns: format!("{:?}", table.schema()),
        });
        let identity = Identity {
            segwatch: BUILD,
            engine: ENGINE_VERSION,
            sql: &self.plan.orders.sql.text,
            amounts: &self.plan.orders.amounts,
            time_zone: self.plan.time_zone.name(),
            sources: sources.collect(),
            orders: format!("{:?}", self.contract.schema()),
            files: files.iter().map(|file| [file.source.as_str(), &file.path, &file.sha256]).collect(),
        };
        let json = serde_json::to_vec(&identity).map_err(|error| SourceError::Engine(error.to_string()))?;
        let mut digits = hex(&Sha256::digest(json));
        digits.truncate(DIGITS);
        Ok(digits)
    }

    /// Whether a part that was kept has this query's columns.
    #[must_use]
    pub fn fits(&self, part: &OrdersPart) -> bool {
        part.schema.fields() == self.contract.schema().fields() && part.tallies.sources.len() == self.tables.len()
    }

    /// Reads all files, on `partitions` partitions.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn read_all(&self, partitions: usize, memory: &Memory) -> Result<OrdersPart, SourceError> {
        self.read(None, partitions, memory).await
    }

    /// Reads the file of that number of the only source.
    ///
    /// # Errors
    /// When the query fails, or cannot be read file by file.
    pub async fn read_file(&self, number: usize, memory: &Memory) -> Result<OrdersPart, SourceError> {
        match self.obstacle {
            None => self.read(Some(number), 1, memory).await,
            Some(obstacle) => Err(SourceError::Engine(format!("the orders cannot be read file by file: {obstacle}"))),
        }
    }

    async fn read(&self, file: Option<usize>, partitions: usize, memory: &Memory) -> Result<OrdersPart, SourceError> {
        let context = session::session(partitions, memory)?;
        let frame = frame(self.plan, &self.tables, &context, file).await?;
        let mut tallies = Tallies::default();
        let collected = collect(frame, &self.contract, &mut tallies.orders, memory).await;
        let reached = self.tables.first().and_then(|table| table.progress().reached());
        let drained = self.tables.clone();
        tokio::task::spawn_blocking(move || {
            for table in &drained {
                table.read_what_is_left(&files_of(table, file));
            }
        })
        .await
        .map_err(|error| SourceError::Engine(error.to_string()))?;

        let mut unreadable = Vec::new();
        for table in &self.tables {
            let tally = table.tally(&files_of(table, file)).map_err(|found| unreadable.extend(found));
            tallies.sources.push(tally.unwrap_or_default());
        }
        // A file that cannot be read is why the query failed, and says more than the query's own error.
        match collected {
            Ok(batches) => Ok(OrdersPart::new(self.contract.schema(), batches, tallies, unreadable)),
            Err(error) => {
                memory.sufficed(|| "the query of the orders".to_owned()).map_err(|needs| {
                    let all = |reached: Reached| needs.needed.saturating_mul(reached.total) / reached.done.max(1);
                    NeedsMemory { guess: reached.map(all), ..needs }
                })?;
                unreadable.extend(self.too_many_of_sources(&tallies.sources));
                if unreadable.is_empty() { Err(self.failed(&error)) } else { Err(data(unreadable)) }
            }
        }
    }

    /// A part as [`Self::gather`] takes it, its customers coded by `customers`.
    ///
    /// # Errors
    /// When there are more customers than codes.
    pub fn coded(
        &self,
        part: OrdersPart,
        customers: &CustomerCodes,
        memory: &Memory,
    ) -> Result<CodedPart, SourceError> {
        Ok(part.coded(&self.contract, customers, memory)?)
    }

    /// A part that was kept, counted as one that is read.
    #[must_use]
    pub fn counted(&self, part: OrdersPart, memory: &Memory) -> OrdersPart {
        part.counted(&self.contract, memory)
    }

    /// The orders of all `parts`, which are in the order of [`Self::parts`] and coded by `customers`: each once, sorted, and
    /// checked as a whole.
    ///
    /// # Errors
    /// When they are more than may be held, a file could not be read to its end, or more rows are rejected than
    /// `orders.max_rejected` allows.
    pub fn gather(
        &self,
        parts: Vec<CodedPart>,
        customers: CustomerCodes,
        profiling: Profiling,
        memory: &Memory,
    ) -> Result<OrdersRead, SourceError> {
        let of_parts = |part: &CodedPart| part.tallies.orders.rows() - part.tallies.orders.rejected_rows();
        let what = || "the orders and their customers".to_owned();
        memory.ask(customers.bytes() + Orders::gathering_bytes(parts.iter().map(of_parts).sum()), what)?;
        memory.sufficed(what)?;
        let mut problems = Vec::new();
        let mut sources = vec![Tally::default(); self.tables.len()];
        let mut tally = Tally::default();
        let mut batches = Vec::new();
        for (number, part) in parts.into_iter().enumerate() {
            problems.extend(part.unreadable);
            for (total, of_part) in sources.iter_mut().zip(part.tallies.sources) {
                total.merge(if self.obstacle.is_none() { of_part.of_file(number) } else { of_part });
            }
            tally.merge(part.tallies.orders);
            batches.extend(part.orders);
        }
        problems.extend(self.too_many_of_sources(&sources));
        let (orders, profile) = Orders::gather(&self.contract, &self.read, batches, customers, &mut tally, profiling)?;
        problems.extend(too_many_rejected(self.plan, "orders", &tally));
        if !problems.is_empty() {
            return Err(data(problems));
        }
        memory.restate(orders.bytes());
        let tables = || self.tables.iter().zip(&sources);
        let columns = tables().map(|(table, tally)| table.profile(tally)).collect();
        let sources = tables().map(|(table, tally)| table.record(tally)).collect();
        let (rows, rejected) = (tally.rows(), tally.rejections());
        Ok(OrdersRead { orders, sources, columns, profile, rows, rejected })
    }

    fn too_many_of_sources(&self, tallies: &[Tally]) -> Vec<Problem> {
        let sources = self.tables.iter().zip(tallies);
        sources.filter_map(|(table, tally)| too_many_rejected(self.plan, table.name(), tally)).collect()
    }

    fn failed(&self, error: &DataFusionError) -> SourceError {
        let problem = session::problem(error).in_file(&self.plan.orders.sql.file).help(
            "the query failed on a row; declare types in sources.NAME.types so that such rows are rejected one by one",
        );
        Problems::one(Blame::Data, problem).into()
    }
}

/// The query over all files, or over one of the only source.
async fn frame(
    plan: &Plan,
    tables: &[SourceTable],
    context: &SessionContext,
    file: Option<usize>,
) -> Result<DataFrame, SourceError> {
    for table in tables {
        context.register_table(table.name(), Arc::new(table.provider(&files_of(table, file))?))?;
    }
    let query = session::query(context, &plan.orders.sql.text).await;
    Ok(query.map_err(|error| in_sql(plan, vec![session::problem(&error).help(tables_known(tables))]))?)
}

fn files_of(table: &SourceTable, file: Option<usize>) -> Vec<usize> {
    file.map_or_else(|| table.files(), |file| vec![file])
}

async fn collect(
    frame: DataFrame,
    contract: &Contract,
    tally: &mut Tally,
    memory: &Memory,
) -> Result<Option<Vec<RecordBatch>>, DataFusionError> {
    let mut stream = frame.execute_stream().await?;
    let mut batches = Some(Vec::new());
    while let Some(batch) = stream.next().await {
        let orders = contract.accept(&batch?, tally)?;
        // Beyond the limit they are counted to the end, and no more than that.
        let may_be = memory.take(contract.coded_bytes(&orders));
        match &mut batches {
            Some(batches) if may_be => batches.push(orders),
            _ => batches = None,
        }
    }
    Ok(batches)
}

fn data(problems: Vec<Problem>) -> SourceError {
    Problems::new(Blame::Data, problems).into()
}

fn in_sql(plan: &Plan, problems: Vec<Problem>) -> Problems {
    let problems = problems.into_iter().map(|problem| problem.in_file(&plan.orders.sql.file)).collect();
    Problems::new(Blame::Configuration, problems)
}

fn tables_known(tables: &[SourceTable]) -> String {
    let names = tables.iter().map(SourceTable::name).collect::<Vec<_>>().join(", ");
    format!("the sources are {names}; columns of a CSV file are text unless sources.NAME.types says otherwise")
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
