//! Which files a source has.

use std::path::{Path, PathBuf};

use super::file::{Packing, SourceFile, kind};
use super::remote;
use crate::plan::{Place, SourceFormat, SourcePlan};
use crate::problem::Problem;
use crate::store::Object;

/// The files of `source`, sorted by path. Folders are searched to any depth; names that begin with `.` or `_` are
/// passed over, as every tool that writes such folders means them to be.
pub(super) fn files_of(source: &SourcePlan) -> Result<Vec<SourceFile>, Vec<Problem>> {
    let written = &source.location.written;
    let key = format!("sources.{}.path", source.name);
    let mut found = match &source.location.place {
        Place::Local(path) => local(path, written),
        Place::Remote(address) => remote::find(address, written),
    }
    .map_err(|problem| vec![problem.of(&key)])?;
    if found.is_empty() {
        let problem = Problem::new(format!("{written} has no files"));
        return Err(vec![problem.of(&key).help("check the path; names that begin with . or _ do not count")]);
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));

    let mut problems = Vec::new();
    let mut files = Vec::new();
    for Found { path, shown, object } in found {
        let (packing, by_name) = kind(&path);
        match source.format.or(by_name) {
            Some(SourceFormat::Parquet) if packing != Packing::Plain => problems.push(
                Problem::new(format!("{shown} is a packed Parquet file, which is not read"))
                    .of(&key)
                    .help("unpack it; Parquet compresses inside"),
            ),
            Some(format) => {
                files.push(SourceFile { source: source.name.clone(), shown, path, object, format, packing });
            }
            None => problems.push(
                Problem::new(format!("{shown} is neither .csv, .csv.gz, .csv.zst nor .parquet"))
                    .of(&key)
                    .help(format!("name the files so, or set sources.{}.format", source.name)),
            ),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

/// A file that was found.
pub(super) struct Found {
    /// Where it is, or what it is called in its store.
    pub path: PathBuf,
    /// As the user would name it.
    pub shown: String,
    /// The object, of a store.
    pub object: Option<Object>,
}

/// The files on this machine that a path, a folder or a pattern names.
fn local(resolved: &Path, written: &str) -> Result<Vec<Found>, Problem> {
    let problem = |message: String, help: &str| Problem::new(message).help(help);
    let pattern = resolved.to_string_lossy();
    let mut found = Vec::new();
    if resolved.is_file() {
        found.push((resolved.to_owned(), written.to_owned()));
    } else if resolved.is_dir() {
        walk(resolved, &mut |path| {
            let below = path.strip_prefix(resolved).unwrap_or(path).display();
            found.push((path.to_owned(), format!("{}/{below}", written.trim_end_matches('/'))));
        })
        .map_err(|error| problem(format!("the folder {written} cannot be listed: {error}"), "check its permissions"))?;
    } else if is_pattern(&pattern) {
        let matches = glob::glob(&pattern).map_err(|error| {
            problem(format!("{written} is not a pattern: {error}"), "write a glob such as orders/*.csv")
        })?;
        for path in matches.filter_map(Result::ok).filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let shown = shown_match(written, &name);
            found.push((path.clone(), shown));
        }
    } else {
        return Err(problem(
            format!("there is no file or folder {written}"),
            "check the path and the variables in it; a glob such as orders/*.csv and a folder also serve",
        ));
    }
    Ok(found.into_iter().map(|(path, shown)| Found { path, shown, object: None }).collect())
}

/// Whether a path is a pattern.
pub(super) fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?', '['])
}

/// How a file is shown whose `name` a pattern matches.
pub(super) fn shown_match(written: &str, name: &str) -> String {
    let folder = written.rsplit_once('/').map(|(folder, _)| folder).filter(|folder| !folder.contains('*'));
    folder.map_or_else(|| format!("{written} ({name})"), |folder| format!("{folder}/{name}"))
}

/// Whether a name means that it is passed over.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with(['.', '_'])
}

fn walk(folder: &Path, found: &mut impl FnMut(&Path)) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| is_hidden(&name.to_string_lossy())) {
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
