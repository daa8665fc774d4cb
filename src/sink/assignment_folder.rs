//! Labelled customers as of a day: `OUT/<pipeline>/assignments/as-of=DATE/`, there whole or not at all.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::UInt32Type;
use sha2::{Digest, Sha256};

use super::staging::Staging;
use super::{SinkError, Table, parquet_file, versioned};
use crate::record::{AssignmentRecord, OutputFile, SCHEMA_VERSION};
use crate::source::hex;

pub(super) const RECORD: &str = "assignment.json";
/// What the name of a day's folder begins with.
pub(super) const AS_OF: &str = "as-of=";
const CUSTOMERS: &str = "customers.parquet";

pub(super) fn folder(out: &Path, pipeline: &str) -> PathBuf {
    out.join(pipeline).join("assignments")
}

/// The assignments of a pipeline, oldest day first, each with its folder.
///
/// # Errors
/// When they cannot be listed, or one's `assignment.json` cannot be understood.
pub fn assignments(out: &Path, pipeline: &str) -> Result<Vec<(PathBuf, AssignmentRecord)>, SinkError> {
    let parent = folder(out, pipeline);
    let entries = match fs::read_dir(&parent) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(SinkError::io(&parent, "cannot be listed")(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(SinkError::io(&parent, "cannot be listed"))?.path();
        let named = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(AS_OF));
        let record = path.join(RECORD);
        if named && record.is_file() {
            let parsed: AssignmentRecord = versioned::read(&record, SCHEMA_VERSION, |reason| SinkError::Damaged {
                path: record.clone(),
                reason,
                help: "remove its folder; segwatch assign --as-of makes it again",
            })?;
            found.push((path, parsed));
        }
    }
    found.sort_by_key(|(_, record)| record.as_of);
    Ok(found)
}

/// The segment of each customer of an assignment, by the customer's id; `None` for those whom the model dropped.
///
/// # Errors
/// When its table cannot be read.
pub fn read_segments(folder: &Path) -> Result<HashMap<String, Option<u32>>, SinkError> {
    let batch = parquet_file::read(&folder.join(CUSTOMERS))?;
    let missing = |name: &str| SinkError::table(CUSTOMERS)(format!("column {name} is missing"));
    let ids = batch.column_by_name("customer_id").and_then(|ids| ids.as_string_opt::<i32>());
    let ids = ids.ok_or_else(|| missing("customer_id"))?;
    let segments = batch.column_by_name("segment").and_then(|labels| labels.as_primitive_opt::<UInt32Type>());
    let segments = segments.ok_or_else(|| missing("segment"))?;
    Ok((0..ids.len())
        .map(|row| (ids.value(row).to_owned(), segments.is_valid(row).then(|| segments.value(row))))
        .collect())
}

/// Writes an assignment in the place of one of the same day, and returns its folder and record with its files.
///
/// # Errors
/// When it cannot be written; the one that was there stays then.
pub fn write_assignment(
    out: &Path,
    mut record: AssignmentRecord,
    tables: &[Table],
) -> Result<(PathBuf, AssignmentRecord), SinkError> {
    let parent = folder(out, &record.pipeline);
    let name = format!("{AS_OF}{}", record.as_of);
    let mut staging = Staging::begin(&parent)?;
    record.files = tables
        .iter()
        .map(|table| OutputFile {
            path: table.path.clone(),
            bytes: table.bytes.len() as u64,
            sha256: hex(&Sha256::digest(&table.bytes)),
            rows: Some(table.rows),
        })
        .collect();
    for table in tables {
        staging.write(&format!("{name}/{}", table.path), &table.bytes)?;
    }
    let mut json = serde_json::to_vec_pretty(&record).map_err(SinkError::table(RECORD))?;
    json.push(b'\n');
    staging.write(&format!("{name}/{RECORD}"), &json)?;
    let place = parent.join(&name);
    staging.put_instead(&name, &place)?;
    Ok((place, record))
}
