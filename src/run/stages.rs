//! The stages of a run: their names, their seconds, their rows. The only clock of a run.

use std::time::Instant;

use crate::numeric::real;
use crate::record::Stage;

/// Is told which stage begins.
pub trait Watch: Sync {
    /// A stage begins.
    fn begin(&self, stage: &str);
}

/// Nobody watches.
pub struct Unwatched;

impl Watch for Unwatched {
    fn begin(&self, _: &str) {}
}

/// The stages gone through so far.
pub(super) struct Stages<'a> {
    watch: &'a dyn Watch,
    done: Vec<Stage>,
}

impl<'a> Stages<'a> {
    pub fn new(watch: &'a dyn Watch) -> Self {
        Self { watch, done: Vec::new() }
    }

    /// Goes through a stage; `work` gives its result and the rows it worked through.
    pub fn go<T, E>(&mut self, name: &str, work: impl FnOnce() -> Result<(T, u64), E>) -> Result<T, E> {
        self.watch.begin(name);
        let start = Instant::now();
        let (result, rows) = work()?;
        let seconds = start.elapsed().as_secs_f64();
        tracing::info!(stage = name, rows, seconds, rows_per_second = (real(rows) / seconds).round(), "done");
        self.done.push(Stage { name: name.to_owned(), seconds, rows });
        Ok(result)
    }

    pub fn into_records(self) -> Vec<Stage> {
        self.done
    }
}
