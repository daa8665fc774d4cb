//! Files of a source in an object store: found there, and brought here before they are read.
//!
//! Every byte of a file is read for its digest in any case, so the whole of it is copied once, and the rest goes as for
//! files on this machine.

use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::file::SourceFile;
use super::files::{Found, is_hidden, is_pattern, shown_match};
use crate::plan::{Address, SourcePlan};
use crate::problem::Problem;
use crate::store::{Store, StoreError};

/// The objects that an address names: itself, those that match a pattern, or all below it.
pub(super) fn find(address: &Address, written: &str) -> Result<Vec<Found>, Problem> {
    let problem = |error: StoreError| Problem::new(format!("{written} {}", error.message())).help(error.help());
    if is_pattern(&address.path) {
        return matching(address, written, problem);
    }
    let store = Store::open(address).map_err(problem)?;
    if let Some(object) = store.object().map_err(problem)? {
        let path = PathBuf::from(&address.path);
        return Ok(vec![Found { path, shown: written.to_owned(), object: Some(object) }]);
    }
    let below = store.list("").map_err(problem)?.into_iter();
    let seen = below.filter(|object| !object.path.split('/').any(is_hidden));
    Ok(seen
        .map(|object| Found {
            path: PathBuf::from(&object.path),
            shown: format!("{}/{}", written.trim_end_matches('/'), object.path),
            object: Some(object),
        })
        .collect())
}

/// The objects that match a pattern, in which `*` stands for anything but `/`, and `**` for folders.
fn matching(address: &Address, written: &str, problem: impl Fn(StoreError) -> Problem) -> Result<Vec<Found>, Problem> {
    let pattern = Pattern::new(&address.path).map_err(|error| {
        Problem::new(format!("{written} is not a pattern: {error}")).help("write a pattern such as orders/*.csv")
    })?;
    let options = MatchOptions { require_literal_separator: true, ..MatchOptions::default() };
    let literal = address.path.split('/').take_while(|part| !is_pattern(part)).collect::<Vec<_>>().join("/");
    let listed = Store::open(&address.at("")).and_then(|store| store.list(&literal)).map_err(problem)?;
    let matches = listed.into_iter().filter(|object| pattern.matches_with(&object.path, options));
    Ok(matches
        .map(|object| {
            let name = object.path.rsplit('/').next().unwrap_or_default();
            let shown = shown_match(written, name);
            Found { path: PathBuf::from(&object.path), shown, object: Some(object) }
        })
        .collect())
}

/// Brings the files of a source into `folder`, which is there, and says there where they are from now on.
pub(super) fn bring(
    source: &SourcePlan,
    address: &Address,
    files: &mut [SourceFile],
    folder: &Path,
) -> Result<(), Problem> {
    let problem = |error: &StoreError| {
        Problem::new(error.message())
            .in_file(error.place())
            .of(format!("sources.{}.path", source.name))
            .help(error.help())
    };
    let from = if is_pattern(&address.path) { address.at("") } else { address.clone() };
    let store = Store::open(&from).map_err(|error| problem(&error))?;
    let mut objects = Vec::new();
    for (number, file) in files.iter_mut().enumerate() {
        let Some(object) = file.object.clone() else { continue };
        // Names in a store may be none here; what a file is has been told by its name before.
        let path = folder.join(format!("{}-{number}", source.name));
        file.path.clone_from(&path);
        objects.push((object, path));
    }
    store.download(&objects).map_err(|error| problem(&error))
}
