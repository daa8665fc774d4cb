//! A folder for what is needed for a moment: it goes when it is dropped, at a signal, or with the next one.

use std::fs;
use std::path::{Path, PathBuf};

use super::staging::Staging;
use super::{SinkError, claim};

/// A folder among the system's temporary ones.
#[derive(Debug)]
pub struct Scratch {
    staging: Staging,
}

impl Scratch {
    /// An empty folder. What interrupted commands left of such folders is removed.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new() -> Result<Self, SinkError> {
        let parent = std::env::temp_dir();
        claim::sweep(&parent);
        Ok(Self { staging: Staging::begin(&parent)? })
    }

    /// The path of `name` in it.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.staging.path(name)
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.staging.path("")
    }

    /// Writes a file into it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), SinkError> {
        let path = self.path(name);
        fs::write(&path, bytes).map_err(SinkError::io(Path::new(&path), "cannot be written"))
    }
}
