//! The stages of a run: their names, their seconds, their rows. The only clock of a run.

use std::sync::Arc;
use std::time::Instant;

use super::{Cache, Reuse, RunOptions};
use crate::numeric::real;
use crate::progress::Progress;
use crate::record::Stage;

/// Is told which stage begins.
pub trait Watch: Sync {
    /// A stage begins, and counts in `progress` how far it is.
    fn begin(&self, stage: &str, progress: &Arc<Progress>);

    /// It ended, with so many of its results from earlier runs.
    fn end(&self, stage: &str, reuse: Reuse) {
        let _ = (stage, reuse);
    }
}

/// Nobody watches.
pub struct Unwatched;

impl Watch for Unwatched {
    fn begin(&self, _: &str, _: &Arc<Progress>) {}
}

/// The stages gone through so far.
pub(crate) struct Stages<'a> {
    watch: &'a dyn Watch,
    cache: &'a Cache,
    done: Vec<Stage>,
}

impl<'a> Stages<'a> {
    pub fn new(options: &RunOptions<'a>) -> Self {
        Self::watched(options.watch, options.cache)
    }

    /// Those of a command that is no run.
    pub fn watched(watch: &'a dyn Watch, cache: &'a Cache) -> Self {
        Self { watch, cache, done: Vec::new() }
    }

    /// Goes through a stage; `work` counts how far it is, and gives its result and the rows it worked through.
    pub fn go<T, E>(&mut self, name: &str, work: impl FnOnce(&Arc<Progress>) -> Result<(T, u64), E>) -> Result<T, E> {
        let span = tracing::info_span!("stage", otel.name = name, rows = tracing::field::Empty).entered();
        tracing::debug!(stage = name, "begins");
        let progress = Arc::default();
        self.watch.begin(name, &progress);
        let before = self.cache.reuse();
        let start = Instant::now();
        let (result, rows) = work(&progress)?;
        let seconds = start.elapsed().as_secs_f64();
        // Traces have no unsigned numbers.
        span.record("rows", i64::try_from(rows).ok());
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
