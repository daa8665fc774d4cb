//! How far a stage has come: counted where its work is done, looked at from elsewhere.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a stage counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of its input.
    Bytes,
    /// Windows.
    Windows,
    /// Models fitted.
    Fits,
    /// Pairs of an origin and a later window.
    Pairs,
    /// Markets followed.
    Markets,
}

impl Unit {
    /// Its name, in the plural.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Windows => "windows",
            Self::Fits => "fits",
            Self::Pairs => "pairs",
            Self::Markets => "markets",
        }
    }
}

/// How far a stage has come.
#[derive(Debug, Default)]
pub struct Progress {
    expected: OnceLock<(u64, Unit)>,
    done: AtomicU64,
}

/// A look at a [`Progress`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// What is done, at most `total`.
    pub done: u64,
    /// All there is to do, 1 or more.
    pub total: u64,
    /// What is counted.
    pub unit: Unit,
}

impl Progress {
    /// Says how much there is to do; once, and before any of it is done.
    pub fn expect(&self, total: u64, unit: Unit) {
        // Said twice, it is the first that counts.
        let _ = self.expected.set((total, unit));
    }

    /// Counts so much as done, from any thread.
    pub fn add(&self, done: u64) {
        self.done.fetch_add(done, Ordering::Relaxed);
    }

    /// How far it is; `None` where nothing is expected.
    #[must_use]
    pub fn reached(&self) -> Option<Reached> {
        let &(total, unit) = self.expected.get().filter(|(total, _)| *total > 0)?;
        // A file that a query reads twice counts twice.
        let done = self.done.load(Ordering::Relaxed).min(total);
        Some(Reached { done, total, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_is_counted_from_all_threads_and_never_beyond_the_whole() {
        let progress = Progress::default();
        progress.add(1);
        assert_eq!(progress.reached(), None, "nobody said how much there is");
        progress.expect(1000, Unit::Fits);
        progress.expect(7, Unit::Bytes);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..200).for_each(|_| progress.add(1)));
            }
        });
        assert_eq!(progress.reached(), Some(Reached { done: 801, total: 1000, unit: Unit::Fits }));
        progress.add(500);
        assert_eq!(progress.reached().map(|reached| reached.done), Some(1000));
    }

    #[test]
    fn of_nothing_there_is_no_progress() {
        let progress = Progress::default();
        progress.expect(0, Unit::Windows);
        assert_eq!(progress.reached(), None);
    }
}
