//! Which files a source has.

use std::path::{Path, PathBuf};

use crate::plan::{SourceFormat, SourcePlan};
use crate::problem::Problem;

/// A file of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceFile {
    /// The source's name.
    pub source: String,
    /// The file as the user would name it: variables stay unresolved.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
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

/// The files of `source`, sorted by path. Folders are searched to any depth; names that begin with `.` or `_` are
/// passed over, as every tool that writes such folders means them to be.
pub(super) fn files_of(source: &SourcePlan) -> Result<Vec<SourceFile>, Vec<Problem>> {
    let written = &source.location.written;
    let key = format!("sources.{}.path", source.name);
    let problem = |message: String, help: &str| vec![Problem::new(message).of(&key).help(help)];
    let resolved = &source.location.resolved;
    let pattern = resolved.to_string_lossy();

    let mut paths = Vec::new();
    if resolved.is_file() {
        paths.push((resolved.clone(), written.clone()));
    } else if resolved.is_dir() {
        walk(resolved, &mut |path| {
            let below = path.strip_prefix(resolved).unwrap_or(path).display();
            paths.push((path.to_owned(), format!("{}/{below}", written.trim_end_matches('/'))));
        })
        .map_err(|error| problem(format!("the folder {written} cannot be listed: {error}"), "check its permissions"))?;
    } else if pattern.contains(['*', '?', '[']) {
        let matches = glob::glob(&pattern).map_err(|error| {
            problem(format!("{written} is not a pattern: {error}"), "write a glob such as orders/*.csv")
        })?;
        let folder = written.rsplit_once('/').map(|(folder, _)| folder).filter(|folder| !folder.contains('*'));
        for path in matches.filter_map(Result::ok).filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let shown = folder.map_or_else(|| format!("{written} ({name})"), |folder| format!("{folder}/{name}"));
            paths.push((path.clone(), shown));
        }
    } else {
        return Err(problem(
            format!("there is no file or folder {written}"),
            "check the path and the variables in it; a glob such as orders/*.csv and a folder also serve",
        ));
    }
    if paths.is_empty() {
        return Err(problem(
            format!("{written} has no files"),
            "check the path; names that begin with . or _ do not count",
        ));
    }
    paths.sort();

    let mut problems = Vec::new();
    let mut files = Vec::new();
    for (path, shown) in paths {
        let (packing, by_name) = kind(&path);
        match source.format.or(by_name) {
            Some(SourceFormat::Parquet) if packing != Packing::Plain => problems.push(
                Problem::new(format!("{shown} is a packed Parquet file, which is not read"))
                    .of(&key)
                    .help("unpack it; Parquet compresses inside"),
            ),
            Some(format) => files.push(SourceFile { source: source.name.clone(), shown, path, format, packing }),
            None => problems.push(
                Problem::new(format!("{shown} is neither .csv, .csv.gz, .csv.zst nor .parquet"))
                    .of(&key)
                    .help(format!("name the files so, or set sources.{}.format", source.name)),
            ),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn walk(folder: &Path, found: &mut impl FnMut(&Path)) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '_']));
        if hidden {
            continue;
        }
        if path.is_dir() {
            walk(&path, found)?;
        } else {
            found(&path);
        }
    }
    Ok(())
}

fn kind(path: &Path) -> (Packing, Option<SourceFormat>) {
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
