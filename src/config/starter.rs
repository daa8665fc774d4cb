//! The pipeline that `segwatch init` writes.

/// A file of the starter pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StarterFile {
    /// Its name in the pipeline's folder.
    pub name: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// The files of a pipeline to start from, with comments that explain it: it needs nothing but the user's data.
#[must_use]
pub fn starter() -> [StarterFile; 2] {
    [
        StarterFile { name: "pipeline.toml", text: include_str!("starter/pipeline.toml") },
        StarterFile { name: "orders.sql", text: include_str!("starter/orders.sql") },
    ]
}
