//! What a command read and made, as `OpenLineage` events: lines of JSON, appended to a file.
//!
//! Format: <https://openlineage.io/spec/2-0-2/OpenLineage.json>, names of datasets after
//! <https://openlineage.io/docs/spec/naming>. A first line says that the command began, a second one how it ended; of one that
//! is killed there is no second.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::SinkError;
use crate::plan::{Place, Plan, SourcePlan};
use crate::record::{AssignmentRecord, InputFile, OutputFile, RunRecord, SourceRows};
use crate::source::hex;

/// Who says it.
const PRODUCER: &str = concat!("https://crates.io/crates/segwatch/", env!("CARGO_PKG_VERSION"));
const EVENT: &str = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

/// The command of this process whose end is still to be told. Held while its beginning or its end is, so that a signal in
/// between tells neither too little nor too much.
static UNDERWAY: Mutex<Option<Lineage>> = Mutex::new(None);

fn underway() -> MutexGuard<'static, Option<Lineage>> {
    UNDERWAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The schedule's job that began a command: `NAMESPACE/NAME/RUN`, as the integrations with schedulers put it into
/// `OPENLINEAGE_PARENT_ID`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineageParent {
    namespace: String,
    name: String,
    run: Uuid,
}

impl LineageParent {
    /// The parent that a text names; `None` of a text that names none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (job, run) = text.rsplit_once('/')?;
        let (namespace, name) = job.rsplit_once('/')?;
        let run = Uuid::parse_str(run).ok()?;
        Some(Self { namespace: namespace.to_owned(), name: name.to_owned(), run })
    }
}

/// A command as a job of the lineage.
#[derive(Debug)]
pub struct LineageJob<'a> {
    /// The command, as in `run`.
    pub command: &'static str,
    /// What is run.
    pub plan: &'a Plan,
    /// Where outputs go.
    pub out: &'a Place,
    /// The namespace of jobs.
    pub namespace: String,
    /// The job that began this one.
    pub parent: Option<LineageParent>,
}

/// What a command made.
#[derive(Debug, Clone, Copy)]
pub enum Product<'a> {
    /// A run.
    Run(&'a RunRecord),
    /// An assignment.
    Assignment(&'a AssignmentRecord),
}

/// A command whose beginning has been told.
#[derive(Debug)]
struct Lineage {
    file: PathBuf,
    run: Uuid,
    parent: Option<LineageParent>,
    job: Value,
    /// Namespace and name of each source and of the pipeline's folder of outputs.
    sources: Vec<(String, Dataset)>,
    out: Dataset,
}

/// Appends the event of a command that begins to `file`. [`end_lineage`] appends that of its end.
///
/// # Errors
/// When `file` cannot be written.
pub fn begin_lineage(file: &Path, job: LineageJob<'_>) -> Result<(), SinkError> {
    let LineageJob { command, plan, out, namespace, parent } = job;
    let of_source = |source: &SourcePlan| {
        let location = &source.location;
        (source.name.clone(), Dataset::of(&location.written, location.place.local()))
    };
    let mut documentation = plan.description.clone();
    if documentation.is_empty() {
        documentation = format!("segwatch {command} of the pipeline {}", plan.name);
    }
    let facets = json!({
        "jobType": facet("2-0-4/JobTypeJobFacet", json!({
            "processingType": "BATCH", "integration": "SEGWATCH", "jobType": "COMMAND",
        })),
        "documentation": facet("1-1-0/DocumentationJobFacet", json!({ "description": documentation })),
        "sql": facet("1-1-0/SQLJobFacet", json!({ "query": plan.orders.sql.text })),
    });
    let lineage = Lineage {
        file: file.to_owned(),
        run: Uuid::new_v4(),
        parent,
        job: json!({ "namespace": namespace, "name": format!("{}.{command}", plan.name), "facets": facets }),
        sources: plan.sources.iter().map(of_source).collect(),
        out: Dataset::of(&out.to_string(), out.local()).below(&plan.name),
    };
    let mut underway = underway();
    lineage.tell("START", json!({}), &lineage.named(), &[])?;
    *underway = Some(lineage);
    Ok(())
}

/// Appends how the command ended whose beginning was told: with what it made, or with why it failed. Where none was told,
/// nothing.
///
/// # Errors
/// When the file cannot be written.
pub fn end_lineage(end: Result<Product<'_>, &str>) -> Result<(), SinkError> {
    let mut underway = underway();
    let Some(lineage) = underway.take() else { return Ok(()) };
    match end {
        Ok(Product::Run(record)) => lineage.run_made(record),
        Ok(Product::Assignment(record)) => lineage.assignment_made(record),
        Err(message) => {
            let error = json!({ "message": message, "programmingLanguage": "Rust" });
            let facets = json!({ "errorMessage": facet("1-0-1/ErrorMessageRunFacet", error) });
            lineage.tell("FAIL", facets, &lineage.named(), &[])
        }
    }
}

/// Appends that the command was ended by a signal.
pub(super) fn abort_lineage() {
    let lineage = underway().take();
    // The process ends now, whatever becomes of this line.
    drop(lineage.map(|lineage| lineage.tell("ABORT", json!({}), &lineage.named(), &[])));
}

impl Lineage {
    fn run_made(&self, record: &RunRecord) -> Result<(), SinkError> {
        let verdict = &record.verdict.value;
        let own = json!({
            "runId": record.run_id,
            "asOf": record.as_of,
            "verdict": verdict.kind.name(),
            "ari": verdict.ari,
            "threshold": record.threshold,
            "retrainMonths": record.recommendation.retrain.value.months,
        });
        let runs = self.out.below("runs").json(json!({
            "facets": { "version": version(&record.run_id), "storage": parquet() },
            "outputFacets": { "outputStatistics": written(None, &record.files) },
        }));
        self.tell(
            "COMPLETE",
            json!({ "segwatch_run": own_facet(own) }),
            &self.read(&record.inputs, &record.sources),
            &[runs],
        )
    }

    fn assignment_made(&self, record: &AssignmentRecord) -> Result<(), SinkError> {
        let own = json!({
            "asOf": record.as_of,
            "model": record.model.source,
            "labelled": record.labelled,
            "changed": record.changed,
        });
        let mut inputs = self.read(&record.inputs, &record.sources);
        // The model is in an entry of the registry or in a run.
        if let Some((kind, name)) = record.model.source.split_once('/') {
            inputs.push(self.out.below(kind).json(json!({ "facets": { "version": version(name) } })));
        }
        let assignments = self.out.below("assignments").json(json!({
            "facets": { "version": version(&format!("as-of={}", record.as_of)), "storage": parquet() },
            "outputFacets": { "outputStatistics": written(Some(record.customers), &record.files) },
        }));
        self.tell("COMPLETE", json!({ "segwatch_assignment": own_facet(own) }), &inputs, &[assignments])
    }

    /// The sources by their names alone.
    fn named(&self) -> Vec<Value> {
        self.sources.iter().map(|(_, dataset)| dataset.json(json!({}))).collect()
    }

    /// The sources, with how much was read of each.
    fn read(&self, files: &[InputFile], rows: &[SourceRows]) -> Vec<Value> {
        let read = |(name, dataset): &(String, Dataset)| {
            let files = files.iter().filter(|file| file.source == *name).collect::<Vec<_>>();
            let digests = files.iter().map(|file| file.sha256.as_str()).collect::<Vec<_>>().join("\n");
            let statistics = json!({
                "rowCount": rows.iter().find(|source| source.source == *name).map(|source| source.rows),
                "size": files.iter().map(|file| file.bytes).sum::<u64>(),
                "fileCount": files.len(),
            });
            dataset.json(json!({
                "facets": { "version": version(&hex(&Sha256::digest(digests))) },
                "inputFacets": { "inputStatistics": facet("1-0-0/InputStatisticsInputDatasetFacet", statistics) },
            }))
        };
        self.sources.iter().map(read).collect()
    }

    fn tell(&self, kind: &str, facets: Value, inputs: &[Value], outputs: &[Value]) -> Result<(), SinkError> {
        let engine = json!({ "version": env!("CARGO_PKG_VERSION"), "name": "segwatch" });
        let mut all = json!({ "processing_engine": facet("1-1-1/ProcessingEngineRunFacet", engine) });
        if let Some(LineageParent { namespace, name, run }) = &self.parent {
            let parent =
                json!({ "run": { "runId": run.to_string() }, "job": { "namespace": namespace, "name": name } });
            all["parent"] = facet("1-2-0/ParentRunFacet", parent);
        }
        let event = json!({
            "eventType": kind,
            "eventTime": DateTime::<Utc>::from(SystemTime::now()).to_rfc3339_opts(SecondsFormat::Millis, true),
            "producer": PRODUCER,
            "schemaURL": EVENT,
            "run": { "runId": self.run.to_string(), "facets": with(all, facets) },
            "job": self.job,
            "inputs": inputs,
            "outputs": outputs,
        });
        append(&self.file, &event.to_string()).map_err(SinkError::io(&self.file, "cannot be written"))
    }
}

/// Appends a line by one call, so that lines of several processes do not mix.
fn append(file: &Path, line: &str) -> io::Result<()> {
    File::options().append(true).create(true).open(file)?.write_all(format!("{line}\n").as_bytes())
}

/// A dataset as lineage names it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Dataset {
    namespace: String,
    name: String,
}

impl Dataset {
    /// That at a place as it is `written`, which is `local` where it is a path. Values of variables are not told: a path with
    /// variables stays as it is written.
    fn of(written: &str, local: Option<&Path>) -> Self {
        if let Some((scheme, rest)) = written.split_once("://") {
            let (container, path) = rest.split_once('/').unwrap_or((rest, ""));
            return Self { namespace: format!("{scheme}://{container}"), name: path.trim_end_matches('/').to_owned() };
        }
        let absolute = local.filter(|_| !written.contains("${")).and_then(|path| std::path::absolute(path).ok());
        let name = absolute.map_or_else(|| written.to_owned(), |path| path.display().to_string());
        Self { namespace: "file".to_owned(), name: name.trim_end_matches('/').to_owned() }
    }

    fn below(&self, name: &str) -> Self {
        let name = if self.name.is_empty() { name.to_owned() } else { format!("{}/{name}", self.name) };
        Self { namespace: self.namespace.clone(), name }
    }

    /// As JSON, with what else is said of it.
    fn json(&self, more: Value) -> Value {
        with(json!({ "namespace": self.namespace, "name": self.name }), more)
    }
}

/// An object with the fields of another beside its own.
fn with(mut object: Value, more: Value) -> Value {
    if let (Value::Object(object), Value::Object(more)) = (&mut object, more) {
        object.extend(more);
    }
    object
}

/// A facet of the specification, by its version and name.
fn facet(schema: &str, fields: Value) -> Value {
    let name = schema.rsplit('/').next().unwrap_or_default();
    let schema = format!("https://openlineage.io/spec/facets/{schema}.json#/$defs/{name}");
    with(json!({ "_producer": PRODUCER, "_schemaURL": schema }), fields)
}

/// A facet of segwatch's own: its fields are those of the records, in docs/outputs.md.
fn own_facet(fields: Value) -> Value {
    let schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunFacet";
    with(json!({ "_producer": PRODUCER, "_schemaURL": schema }), fields)
}

fn version(version: &str) -> Value {
    facet("1-0-1/DatasetVersionDatasetFacet", json!({ "datasetVersion": version }))
}

fn parquet() -> Value {
    facet("1-0-1/StorageDatasetFacet", json!({ "storageLayer": "file", "fileFormat": "parquet" }))
}

fn written(rows: Option<u64>, files: &[OutputFile]) -> Value {
    let mut statistics = json!({
        "size": files.iter().map(|file| file.bytes).sum::<u64>(),
        "fileCount": files.len(),
    });
    if let Some(rows) = rows {
        statistics["rowCount"] = json!(rows);
    }
    facet("1-0-2/OutputStatisticsOutputDatasetFacet", statistics)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset(written: &str, local: Option<&str>) -> (String, String) {
        let Dataset { namespace, name } = Dataset::of(written, local.map(Path::new));
        (namespace, name)
    }

    #[test]
    fn datasets_are_named_as_the_specification_names_them() {
        let file = |name: &str| ("file".to_owned(), name.to_owned());
        assert_eq!(dataset("/data/orders", Some("/data/orders")), file("/data/orders"));
        assert_eq!(dataset("/data/orders/", Some("/data/orders/")), file("/data/orders"));
        assert!(dataset("orders.csv", Some("orders.csv")).1.ends_with("/orders.csv"));
        assert_eq!(dataset("${SECRET}/orders", Some("/hidden/orders")), file("${SECRET}/orders"));
        let bucket = |name: &str| ("s3://bucket".to_owned(), name.to_owned());
        assert_eq!(dataset("s3://bucket/a/b.csv", None), bucket("a/b.csv"));
        assert_eq!(dataset("s3://bucket", None), bucket(""));
        assert_eq!(Dataset::of("s3://bucket", None).below("shop").name, "shop");
        assert_eq!(Dataset::of("s3://bucket/out/", None).below("shop").name, "out/shop");
    }

    #[test]
    fn a_parent_is_a_namespace_a_name_and_a_run() {
        let run = "01890c7e-5a3f-7bd6-9e0f-0123456789ab";
        let parent = LineageParent::parse(&format!("air/flow/monthly.run/{run}")).unwrap();
        assert_eq!((parent.namespace.as_str(), parent.name.as_str()), ("air/flow", "monthly.run"));
        assert_eq!(parent.run.to_string(), run);
        for wrong in ["", "monthly", "airflow/monthly", "airflow/monthly/7", run] {
            assert_eq!(LineageParent::parse(wrong), None, "{wrong}");
        }
    }
}
