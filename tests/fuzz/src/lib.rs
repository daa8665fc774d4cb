//! The modules of segwatch that read what others wrote, and those that they need: the very files.
#![allow(dead_code, unused_imports, reason = "what only a whole run needs")]

#[path = "../../../src/problem.rs"]
pub mod problem;
#[path = "../../../src/progress.rs"]
pub mod progress;
#[path = "../../../src/memory.rs"]
pub mod memory;
#[path = "../../../src/numeric/mod.rs"]
pub mod numeric;
#[path = "../../../src/calendar/mod.rs"]
pub mod calendar;
#[path = "../../../src/language/mod.rs"]
pub mod language;
#[path = "../../../src/template/mod.rs"]
pub mod template;
#[path = "../../../src/plan/mod.rs"]
pub mod plan;
#[path = "../../../src/config/mod.rs"]
pub mod config;
#[path = "../../../src/window/mod.rs"]
pub mod window;
#[path = "../../../src/feature/mod.rs"]
pub mod feature;
#[path = "../../../src/kmeans/mod.rs"]
pub mod kmeans;
#[path = "../../../src/validity/mod.rs"]
pub mod validity;
#[path = "../../../src/agreement/mod.rs"]
pub mod agreement;
#[path = "../../../src/ledger/mod.rs"]
pub mod ledger;
#[path = "../../../src/drift/mod.rs"]
pub mod drift;
#[path = "../../../src/survival/mod.rs"]
pub mod survival;
#[path = "../../../src/stability/mod.rs"]
pub mod stability;
#[path = "../../../src/selection/mod.rs"]
pub mod selection;
#[path = "../../../src/record/mod.rs"]
pub mod record;
#[path = "../../../src/model/mod.rs"]
pub mod model;
#[path = "../../../src/persona/mod.rs"]
pub mod persona;
pub mod source;
/// Files of the fuzzer are no objects in a store.
pub mod store {
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Object;
}

use std::path::{Path, PathBuf};

/// A file of this process in memory, for readers that read files.
pub struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    /// A folder with the files that configurations of the seeds name.
    pub fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let scratch = Self { folder: tempfile::tempdir_in(parent).expect("a folder") };
        scratch.write("orders.sql", b"SELECT * FROM sales\n");
        scratch.write("favourite_month.sql", b"SELECT customer_id, 1 AS value FROM orders\n");
        scratch
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and says where it is.
    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("room in memory");
        path
    }
}

impl Default for Scratch {
    fn default() -> Self {
        Self::new()
    }
}
