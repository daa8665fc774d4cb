//! A stream whose bytes are counted as they are read.

use std::io::{self, Read};
use std::sync::Arc;

use crate::progress::Progress;

/// Reads on from another stream.
pub(super) struct Metered<R> {
    inner: R,
    progress: Arc<Progress>,
}

impl<R> Metered<R> {
    pub fn new(inner: R, progress: &Arc<Progress>) -> Self {
        Self { inner, progress: Arc::clone(progress) }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.progress.add(read as u64);
        Ok(read)
    }
}
