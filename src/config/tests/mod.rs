//! Tests of the configuration as a whole.

mod cases;
mod drift;
mod files;
mod mutation;

mod plan;
mod recorded;
mod reference;
mod schema;
mod shipped;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::config::load;
use crate::plan::Plan;
use crate::problem::Problems;

/// A pipeline with every key there is, none at its default. Two of its features, because one cannot have both `sql`
/// and `query`.
const FULL: &str = include_str!("full.toml");

/// A folder with this text as its pipeline.toml, and the files that [`FULL`] names.
fn folder(text: impl AsRef<[u8]>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pipeline.toml"), text).unwrap();
    fs::write(folder.path().join("orders.sql"), "SELECT * FROM sales\n").unwrap();
    fs::write(folder.path().join("favourite_month.sql"), "SELECT customer_id, 1 AS value FROM orders\n").unwrap();
    templates(folder.path());
    folder
}

/// The folder of templates that [`FULL`] names.
fn templates(folder: &Path) {
    fs::create_dir_all(folder.join("templates/sections")).unwrap();
    fs::write(folder.join("templates/sections/trust.html"), "<p>{{ header.pipeline }}</p>\n").unwrap();
}

fn load_text(text: impl AsRef<[u8]>) -> Result<Plan, Problems> {
    load(folder(text).path(), &|_| None)
}

/// A file of the project, rewritten first where `UPDATE` is set.
fn checked_in(path: &str, current: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, current).unwrap();
    }
    fs::read_to_string(&path).unwrap_or_default()
}
