//! The stages of a run: their names, their seconds, their rows. The only clock of a run.

use std::time::Instant;

use super::{Cache, Reuse, RunOptions};
use crate::numeric::real;
use crate::record::Stage;

/// Is told which stage begins.
pub trait Watch: Sync {
    /// A stage begins.
    fn begin(&self, stage: &str);

    /// It ended, with so many of its results from earlier runs.
    fn end(&self, stage: &str, reuse: Reuse) {
        let _ = (stage, reuse);
    }
}

/// Nobody watches.
pub struct Unwatched;

impl Watch for Unwatched {
    fn begin(&self, _: &str) {}
}

/// The stages gone through so far.
pub(super) struct Stages<'a> {
    watch: &'a dyn Watch,
    cache: &'a Cache,
    done: Vec<Stage>,
}

impl<'a> Stages<'a> {
    pub fn new(options: &RunOptions<'a>) -> Self {
        Self { watch: options.watch, cache: options.cache, done: Vec::new() }
    }

    /// Goes through a stage; `work` gives its result and the rows it worked through.
    pub fn go<T, E>(&mut self, name: &str, work: impl FnOnce() -> Result<(T, u64), E>) -> Result<T, E> {
        tracing::debug!(stage = name, "begins");
        self.watch.begin(name);
        let before = self.cache.reuse();
        let start = Instant::now();
        let (result, rows) = work()?;
        let seconds = start.elapsed().as_secs_f64();
        let now = self.cache.reuse();
        let (reused, computed) = (now.reused - before.reused, now.computed - before.computed);
        let rows_per_second = (real(rows) / seconds).round();
        tracing::info!(stage = name, rows, seconds, rows_per_second, reused, computed, "done");
        self.watch.end(name, Reuse { reused, computed });
        self.done.push(Stage { name: name.to_owned(), seconds, rows });
        Ok(result)
    }

    pub fn into_records(self) -> Vec<Stage> {
        self.done
    }
}
