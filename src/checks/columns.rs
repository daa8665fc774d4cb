//! Columns that are gone, or of another type.
//!
//! A type that the configuration declares, now or then, is the user's own: cells that do not have it are rejected one by
//! one. A column that is new changes nothing.

use crate::record::{ColumnProfile, DataProfile, Evidence};

/// The columns of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHeader {
    /// The source.
    pub source: String,
    /// The file, as the user would name it.
    pub file: String,
    /// Its columns; their nulls are not known.
    pub columns: Vec<ColumnProfile>,
}

/// Each column once, with the first file that is at fault.
pub(super) fn columns(headers: &[FileHeader], earlier: &DataProfile) -> Vec<Evidence> {
    let known = earlier.sources.iter().flat_map(|source| source.columns.iter().map(move |column| (source, column)));
    known
        .filter_map(|(source, before)| {
            let files = headers.iter().filter(|header| header.source == source.source);
            let mut faults = files.filter_map(|header| fault(header, before));
            faults.next()
        })
        .collect()
}

fn fault(header: &FileHeader, before: &ColumnProfile) -> Option<Evidence> {
    let (source, column) = (header.source.clone(), before.name.clone());
    let Some(after) = header.columns.iter().find(|after| after.name == before.name) else {
        return Some(Evidence::ColumnGone { source, column, file: header.file.clone() });
    };
    let changed = after.kind != before.kind && !after.declared && !before.declared;
    changed.then(|| Evidence::TypeChanged { source, column, before: before.kind.clone(), after: after.kind.clone() })
}
