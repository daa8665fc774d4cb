//! How much memory a run may hold. A step counts what it takes, or asks before it takes it, so that what cannot be is said in
//! words and nothing is killed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;

/// What a run may hold besides the program itself. Clones count together.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// Bytes; `None`: whatever there is.
    limit: Option<u64>,
    counts: Arc<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    held: AtomicU64,
    most: AtomicU64,
}

/// A step needs more than there may be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("needs at least {} for {what}{}; --memory allows {}", at_least(*needed), guessed(*guess), at_most(*limit))]
pub struct NeedsMemory {
    /// Bytes, with all that is held already.
    pub needed: u64,
    /// What for.
    pub what: String,
    /// Bytes, by the share of the work that was done when they were refused.
    pub guess: Option<u64>,
    /// Bytes allowed.
    pub limit: u64,
}

impl Memory {
    /// As much as `limit` bytes.
    #[must_use]
    pub fn limited(limit: u64) -> Self {
        Self { limit: Some(limit), counts: Arc::default() }
    }

    /// Whether there is a limit.
    #[must_use]
    pub fn is_limited(&self) -> bool {
        self.limit.is_some()
    }

    /// Bytes counted now.
    #[must_use]
    pub fn held(&self) -> u64 {
        self.counts.held.load(Ordering::Relaxed)
    }

    /// Counts `bytes` more, and says whether that much may be held. What may not is to be let go of, and stays counted, so
    /// that in the end it is known how much it would have been.
    #[must_use]
    pub fn take(&self, bytes: u64) -> bool {
        let held = self.counts.held.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        self.counts.most.fetch_max(held, Ordering::Relaxed);
        self.limit.is_none_or(|limit| held <= limit)
    }

    /// Counts `bytes` less.
    pub fn give_back(&self, bytes: u64) {
        let less = |held: u64| Some(held.saturating_sub(bytes));
        // It never refuses.
        let _ = self.counts.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }

    /// What is held is `bytes` now.
    pub fn restate(&self, bytes: u64) {
        self.counts.held.store(bytes, Ordering::Relaxed);
    }

    /// Whether all that was counted so far, for `what`, could be held.
    ///
    /// # Errors
    /// When it could not.
    pub fn sufficed(&self, what: impl FnOnce() -> String) -> Result<(), NeedsMemory> {
        self.allows(self.counts.most.load(Ordering::Relaxed), what)
    }

    /// Whether `bytes` more may be held, for `what`.
    ///
    /// # Errors
    /// When they may not.
    pub fn ask(&self, bytes: u64, what: impl FnOnce() -> String) -> Result<(), NeedsMemory> {
        self.allows(self.held().saturating_add(bytes), what)
    }

    fn allows(&self, needed: u64, what: impl FnOnce() -> String) -> Result<(), NeedsMemory> {
        match self.limit {
            Some(limit) if needed > limit => Err(NeedsMemory { needed, what: what(), guess: None, limit }),
            _ => Ok(()),
        }
    }
}

/// Bytes as `--memory` takes them, never fewer than there are, so that what is asked for is enough.
fn at_least(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}

fn guessed(bytes: Option<u64>) -> String {
    bytes.map_or_else(String::new, |bytes| {
        format!(", about {} by the share of the input that was read", at_least(bytes))
    })
}

/// Never more than there are.
fn at_most(bytes: u64) -> String {
    if bytes < 1_000_000 { format!("{bytes} B") } else { format!("{} MB", bytes / 1_000_000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_needed_is_enough() {
        let needed = |bytes: u64, limit: u64| {
            let memory = Memory::limited(limit);
            assert!(memory.take(1_500_000));
            memory.ask(bytes, || "windows".to_owned()).map_err(|error| error.to_string())
        };
        assert_eq!(needed(500_000, 2_000_000), Ok(()));
        assert_eq!(needed(500_001, 2_000_000), Err("needs at least 3 MB for windows; --memory allows 2 MB".to_owned()));
        assert_eq!(Memory::default().ask(u64::MAX, String::new), Ok(()));
        assert_eq!([1, 1_000_000, 1_000_001].map(at_least), ["1 MB", "1 MB", "2 MB"]);
    }

    #[test]
    fn what_was_let_go_of_is_counted_to_the_end() {
        let memory = Memory::limited(10);
        assert!(memory.take(6));
        memory.give_back(2);
        assert!(memory.take(6) && !memory.take(5));
        assert!(!memory.take(100));
        let refused = memory.sufficed(|| "orders".to_owned()).unwrap_err();
        assert_eq!((refused.needed, refused.limit), (115, 10));
    }
}
