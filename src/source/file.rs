//! A file of a source.

use std::path::{Path, PathBuf};

use crate::plan::SourceFormat;
use crate::store::Object;

/// A file of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceFile {
    /// The source's name.
    pub source: String,
    /// The file as the user would name it: variables stay unresolved.
    pub shown: String,
    /// Where it is; of an object in a store, where it is once it has been brought here.
    pub path: PathBuf,
    /// The object that it is, in a store.
    pub object: Option<Object>,
    /// What it is.
    pub format: SourceFormat,
    /// How it is packed.
    pub packing: Packing,
}

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// As it is.
    Plain,
    /// gzip, by `.gz`.
    Gzip,
    /// Zstandard, by `.zst`.
    Zstd,
}

/// How a file is packed and what it is, by its name.
pub(super) fn kind(path: &Path) -> (Packing, Option<SourceFormat>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let (name, packing) = if let Some(inner) = name.strip_suffix(".gz") {
        (inner, Packing::Gzip)
    } else if let Some(inner) = name.strip_suffix(".zst") {
        (inner, Packing::Zstd)
    } else {
        (name.as_str(), Packing::Plain)
    };
    let format = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("csv" | "tsv" | "txt") => Some(SourceFormat::Csv),
        Some("parquet") => Some(SourceFormat::Parquet),
        _ => None,
    };
    (packing, format)
}
