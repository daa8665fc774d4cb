//! A declared source as a table: its columns, its rows as a stream, and what became of each row.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use chrono_tz::Tz;
use datafusion::arrow::array::Array;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::streaming::StreamingTable;
use datafusion::common::DataFusionError;
use datafusion::execution::TaskContext;
use datafusion::physical_plan::SendableRecordBatchStream;
use datafusion::physical_plan::stream::RecordBatchReceiverStreamBuilder;
use datafusion::physical_plan::streaming::PartitionStream;

use super::cell;
use super::csv_file::{self, CsvLayout};
use super::file::SourceFile;
use super::guard::guarded;
use super::normal::normal_type;
use super::parquet_file::{self, ParquetLayout};
use super::tally::Tally;
use crate::checks::FileHeader;
use crate::plan::{ColumnType, SourceFormat, SourcePlan};
use crate::problem::Problem;
use crate::progress::Progress;
use crate::record::{ColumnProfile, SourceProfile, SourceRows};

/// A source whose files have been found and whose columns are known.
#[derive(Clone)]
pub(super) struct SourceTable {
    inner: Arc<Inner>,
}

struct Inner {
    name: String,
    files: Vec<SourceFile>,
    columns: Vec<Column>,
    schema: SchemaRef,
    delimiter: u8,
    zone: Tz,
    /// Counts the bytes read.
    progress: Arc<Progress>,
    /// What became of the rows of each file, once it has been read to its end; a problem when it could not be.
    outcomes: Mutex<BTreeMap<usize, Result<Tally, Problem>>>,
}

#[derive(Debug, Clone)]
struct Column {
    name: String,
    declared: Option<ColumnType>,
}

impl SourceTable {
    /// Reads the headers of `files`, which are not empty, and settles the columns.
    pub fn open(
        plan: &SourcePlan,
        files: Vec<SourceFile>,
        zone: Tz,
        progress: &Arc<Progress>,
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut fields: Option<Vec<(String, DataType)>> = None;
        for file in &files {
            match stored_columns(plan, file) {
                Err(problem) => problems.push(problem),
                Ok(found) => {
                    problems.extend(repeated_names(file, &found));
                    match &fields {
                        None => {
                            problems.extend(undeclared(plan, file, &found));
                            fields = Some(found);
                        }
                        Some(first) => problems.extend(differences(plan, &files, file, first, &found)),
                    }
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let fields = fields.unwrap_or_default();
        let columns = fields
            .iter()
            .map(|(name, _)| Column { name: name.clone(), declared: plan.types.get(name).copied() })
            .collect::<Vec<_>>();
        let schema = columns
            .iter()
            .zip(&fields)
            .map(|(column, (name, stored))| Field::new(name, type_of(column.declared, stored), true))
            .collect::<Vec<_>>();
        Ok(Self {
            inner: Arc::new(Inner {
                name: plan.name.clone(),
                files,
                columns,
                schema: Arc::new(Schema::new(schema)),
                delimiter: plan.delimiter,
                zone,
                progress: Arc::clone(progress),
                outcomes: Mutex::default(),
            }),
        })
    }

    /// The table as DataFusion reads it: a partition a file, of the files of these numbers.
    pub fn provider(&self, files: &[usize]) -> Result<StreamingTable, DataFusionError> {
        let partitions = files
            .iter()
            .map(|&index| Arc::new(FileStream { table: self.clone(), index }) as Arc<dyn PartitionStream>)
            .collect();
        StreamingTable::try_new(Arc::clone(&self.inner.schema), partitions)
    }

    /// The source's name.
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// Names and types of the columns.
    pub fn schema(&self) -> &SchemaRef {
        &self.inner.schema
    }

    /// How much of the input is read.
    pub fn progress(&self) -> &Progress {
        &self.inner.progress
    }

    /// The numbers of the source's files.
    pub fn files(&self) -> Vec<usize> {
        (0..self.inner.files.len()).collect()
    }

    /// Reads those of the files that no query has read to their end, so that every row is counted.
    pub fn read_what_is_left(&self, files: &[usize]) {
        for &index in files {
            if !self.inner.outcomes().contains_key(&index) {
                self.inner.read(index, &mut |_| ControlFlow::Continue(()));
            }
        }
    }

    /// What became of the rows of the files, after they have been read.
    pub fn tally(&self, files: &[usize]) -> Result<Tally, Vec<Problem>> {
        let mut total = Tally::default();
        let mut problems = Vec::new();
        let outcomes = self.inner.outcomes();
        for outcome in files.iter().filter_map(|index| outcomes.get(index)) {
            match outcome {
                Ok(tally) => total.merge(tally.clone()),
                Err(problem) => problems.push(problem.clone()),
            }
        }
        if problems.is_empty() { Ok(total) } else { Err(problems) }
    }

    /// The columns, with what is empty in them.
    pub fn profile(&self, tally: &Tally) -> SourceProfile {
        let columns = self.inner.columns.iter().zip(self.inner.schema.fields());
        let columns = columns.map(|(column, field)| ColumnProfile {
            name: column.name.clone(),
            kind: field.data_type().to_string(),
            declared: column.declared.is_some(),
            nulls: tally.nulls(&column.name),
        });
        SourceProfile {
            source: self.inner.name.clone(),
            rows: tally.rows() - tally.rejected_rows(),
            columns: columns.collect(),
        }
    }

    /// The row counts as recorded.
    pub fn record(&self, tally: &Tally) -> SourceRows {
        SourceRows {
            source: self.inner.name.clone(),
            rows: tally.rows(),
            accepted: tally.rows() - tally.rejected_rows(),
            rejected: tally.rejections(),
        }
    }
}

impl Inner {
    fn outcomes(&self) -> std::sync::MutexGuard<'_, BTreeMap<usize, Result<Tally, Problem>>> {
        // A poisoned lock means that a reader panicked; the map itself is whole.
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a file; its outcome is kept when it was read to its end, so that a second scan changes nothing.
    fn read(&self, index: usize, emit: &mut dyn FnMut(RecordBatch) -> ControlFlow<()>) {
        let Some(file) = self.files.get(index) else { return };
        let mut stopped = false;
        let mut nulls = vec![0; self.columns.len()];
        let emit = &mut |batch: RecordBatch| {
            for (count, column) in nulls.iter_mut().zip(batch.columns()) {
                *count += column.null_count() as u64;
            }
            let flow = emit(batch);
            stopped = flow.is_break();
            flow
        };
        let outcome = guarded(file, || match file.format {
            SourceFormat::Csv => {
                let columns = self
                    .columns
                    .iter()
                    .map(|column| (column.name.clone(), column.declared.unwrap_or(ColumnType::Text)))
                    .collect::<Vec<_>>();
                let layout =
                    CsvLayout { columns: &columns, schema: &self.schema, delimiter: self.delimiter, zone: self.zone };
                csv_file::read(file, index, &layout, &self.progress, emit)
            }
            SourceFormat::Parquet => {
                let columns =
                    self.columns.iter().map(|column| (column.name.clone(), column.declared)).collect::<Vec<_>>();
                let layout = ParquetLayout { columns: &columns, schema: &self.schema, zone: self.zone };
                parquet_file::read(file, index, &layout, &self.progress, emit)
            }
        });
        let outcome = outcome.map(|mut tally| {
            self.columns.iter().zip(&nulls).for_each(|(column, cells)| tally.empty(&column.name, *cells));
            tally
        });
        if !stopped || outcome.is_err() {
            self.outcomes().insert(index, outcome);
        }
    }
}

/// One file as a partition.
struct FileStream {
    table: SourceTable,
    index: usize,
}

impl fmt::Debug for FileStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} file {}", self.table.name(), self.index)
    }
}

impl PartitionStream for FileStream {
    fn schema(&self) -> &SchemaRef {
        &self.table.inner.schema
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        let mut builder = RecordBatchReceiverStreamBuilder::new(Arc::clone(&self.table.inner.schema), 4);
        let (sender, table, index) = (builder.tx(), self.table.clone(), self.index);
        builder.spawn_blocking(move || {
            table.inner.read(index, &mut |batch| match sender.blocking_send(Ok(batch)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            });
            match table.inner.outcomes().get(&index) {
                // The query ends; the caller finds the problem itself in the table.
                Some(Err(problem)) => Err(DataFusionError::Execution(problem.to_string())),
                _ => Ok(()),
            }
        });
        builder.build()
    }
}

/// The columns of a file, as far as its header can be read.
pub(super) fn header(plan: &SourcePlan, file: &SourceFile) -> Option<FileHeader> {
    let columns = stored_columns(plan, file).ok()?;
    let columns = columns.into_iter().map(|(name, stored)| {
        let declared = plan.types.get(&name).copied();
        ColumnProfile { kind: type_of(declared, &stored).to_string(), declared: declared.is_some(), name, nulls: 0 }
    });
    Some(FileHeader { source: plan.name.clone(), file: file.shown.clone(), columns: columns.collect() })
}

/// Names and stored types of a file's columns.
fn stored_columns(plan: &SourcePlan, file: &SourceFile) -> Result<Vec<(String, DataType)>, Problem> {
    guarded(file, || match file.format {
        SourceFormat::Csv => csv_file::header(file, plan.delimiter)
            .map(|names| names.into_iter().map(|name| (name, DataType::Utf8)).collect::<Vec<_>>()),
        SourceFormat::Parquet => parquet_file::header(file),
    })
}

/// The type of a column in SQL.
fn type_of(declared: Option<ColumnType>, stored: &DataType) -> DataType {
    declared.map_or_else(|| normal_type(stored), cell::arrow_type)
}

fn repeated_names(file: &SourceFile, fields: &[(String, DataType)]) -> Vec<Problem> {
    let mut seen = BTreeMap::new();
    for (name, _) in fields {
        *seen.entry(name).or_insert(0) += 1;
    }
    seen.into_iter()
        .filter(|(_, times)| *times > 1)
        .map(|(name, times)| {
            Problem::new(format!("the header names column \"{name}\" {times} times"))
                .in_file(&file.shown)
                .at(1, None)
                .help("every column needs a name of its own")
        })
        .collect()
}

fn undeclared(plan: &SourcePlan, file: &SourceFile, fields: &[(String, DataType)]) -> Vec<Problem> {
    plan.types
        .keys()
        .filter(|declared| !fields.iter().any(|(name, _)| name == *declared))
        .map(|declared| {
            Problem::new(format!("there is no column \"{declared}\"; {}", listed(fields)))
                .in_file(&file.shown)
                .of(format!("sources.{}.types", plan.name))
                .help("correct the name in pipeline.toml, or ask for the column to be delivered")
        })
        .collect()
}

fn differences(
    plan: &SourcePlan,
    files: &[SourceFile],
    file: &SourceFile,
    first: &[(String, DataType)],
    found: &[(String, DataType)],
) -> Vec<Problem> {
    let first_file = files.first().map_or("the first file", |file| file.shown.as_str());
    let mut problems = Vec::new();
    for (name, stored) in first {
        match found.iter().find(|(other, _)| other == name) {
            None => problems.push(format!("there is no column \"{name}\", which {first_file} has")),
            Some((_, other)) if normal_type(other) != normal_type(stored) => {
                problems.push(format!("column \"{name}\" is {other} here and {stored} in {first_file}"));
            }
            Some(_) => {}
        }
    }
    for (name, _) in found {
        if !first.iter().any(|(other, _)| other == name) {
            problems.push(format!("column \"{name}\" is new: {first_file} does not have it"));
        }
    }
    problems
        .into_iter()
        .map(|message| {
            Problem::new(message)
                .in_file(&file.shown)
                .of(format!("sources.{}", plan.name))
                .help("all files of a source need the same columns")
        })
        .collect()
}

fn listed(fields: &[(String, DataType)]) -> String {
    let names = fields.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    format!("the file has {}", names.join(", "))
}
