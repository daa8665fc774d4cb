//! What earlier runs of a pipeline computed, and this one need not: `OUT/<pipeline>/cache/`.
//!
//! A result is kept by the hash of all that it is made from, the program among it, so that the one that is found is the one
//! that would be computed. What is damaged is not found. In the end the results that this run used or computed are kept,
//! and no others.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::orders::KeptOrders;
use crate::sink::{self, Results};
use crate::source::{BUILD, hex};

/// Results of earlier runs, and those of this one.
#[derive(Debug, Default)]
pub struct Cache {
    place: Option<Place>,
    /// Of earlier runs.
    known: Results,
    /// Of this run, from wherever.
    used: Mutex<Results>,
    reused: AtomicU64,
    computed: AtomicU64,
}

#[derive(Debug)]
struct Place {
    out: PathBuf,
    pipeline: String,
    reads: bool,
}

/// How many results were found, and how many were not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reuse {
    /// Found.
    pub reused: u64,
    /// Computed.
    pub computed: u64,
}

/// What a result is kept by.
pub(super) struct Key(String);

impl Cache {
    /// Nothing is found, and nothing kept.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// That of a pipeline below `out`; when it does not `read`, nothing is found, and what is computed takes its place.
    #[must_use]
    pub fn open(out: &Path, pipeline: &str, reads: bool) -> Self {
        let known = if reads { sink::read_results(out, pipeline) } else { Results::new() };
        let place = Place { out: out.to_owned(), pipeline: pipeline.to_owned(), reads };
        Self { place: Some(place), known, ..Self::default() }
    }

    /// Whether anything is kept.
    pub(super) fn keeps(&self) -> bool {
        self.place.is_some()
    }

    /// Where orders are kept.
    pub(super) fn orders(&self) -> Option<KeptOrders<'_>> {
        let Place { out, pipeline, reads } = self.place.as_ref()?;
        Some(KeptOrders { out, pipeline, reads: *reads })
    }

    /// What `compute` gives, which is made from `of` and nothing else: found, or computed.
    ///
    /// # Errors
    /// As `compute`.
    pub(super) fn result<T, E>(
        &self,
        kind: &str,
        of: &impl Serialize,
        compute: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E>
    where
        T: Serialize + DeserializeOwned + PartialEq,
    {
        let Some(key) = self.key(kind, of) else { return compute() };
        let found = self.find(&key);
        self.count(found.is_some());
        let value = found.map_or_else(compute, Ok)?;
        self.put(key, &value);
        Ok(value)
    }

    /// What a result of some `kind` made from `of` is kept by; `None` where nothing is kept.
    pub(super) fn key(&self, kind: &str, of: &impl Serialize) -> Option<Key> {
        self.place.as_ref()?;
        let json = serde_json::to_vec(&(BUILD, kind, of)).ok()?;
        Some(Key(hex(&Sha256::digest(json))))
    }

    /// A result of an earlier run.
    pub(super) fn find<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        self.known.get(&key.0).and_then(|json| serde_json::from_str(json).ok())
    }

    /// Keeps a result for the next run.
    pub(super) fn put<T: Serialize + DeserializeOwned + PartialEq>(&self, key: Key, value: &T) {
        let Ok(json) = serde_json::to_string(value) else { return };
        // Only what reads back as it is: JSON has no infinite numbers.
        if serde_json::from_str::<T>(&json).is_ok_and(|read| read == *value) {
            self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.0, json);
        }
    }

    /// A file of an earlier run.
    pub(super) fn file(&self, run: &str, path: &str) -> Option<Vec<u8>> {
        let place = self.place.as_ref()?;
        sink::read_file(&place.out, &place.pipeline, run, path)
    }

    /// Counts a result as found or as computed.
    pub(super) fn count(&self, found: bool) {
        self.count_all(Reuse { reused: u64::from(found), computed: u64::from(!found) });
    }

    pub(super) fn count_all(&self, more: Reuse) {
        self.reused.fetch_add(more.reused, Ordering::Relaxed);
        self.computed.fetch_add(more.computed, Ordering::Relaxed);
    }

    /// How many were found so far, and how many were not.
    #[must_use]
    pub fn reuse(&self) -> Reuse {
        Reuse { reused: self.reused.load(Ordering::Relaxed), computed: self.computed.load(Ordering::Relaxed) }
    }

    /// Keeps the results of this run, and no others. What cannot be kept is computed again: no reason to fail.
    pub(super) fn keep(&self) {
        let Some(Place { out, pipeline, .. }) = &self.place else { return };
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = sink::keep_results(out, pipeline, &used) {
            tracing::warn!(%error, "the results cannot be kept for the next run");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask<T: Serialize + DeserializeOwned + PartialEq>(cache: &Cache, of: &str, value: T) -> (T, Reuse) {
        let found = cache.result::<_, ()>("test", &of, || Ok(value)).unwrap();
        (found, cache.reuse())
    }

    #[test]
    fn what_a_run_computed_or_used_is_found_by_the_next_and_nothing_else() {
        let out = tempfile::tempdir().unwrap();
        let first = Cache::open(out.path(), "shop", true);
        assert_eq!(ask(&first, "a", 0.1 + 0.2), (0.1 + 0.2, Reuse { reused: 0, computed: 1 }));
        ask(&first, "b", 2.0);
        first.keep();
        let second = Cache::open(out.path(), "shop", true);
        assert_eq!(ask(&second, "a", -1.0), (0.1 + 0.2, Reuse { reused: 1, computed: 0 }));
        second.keep();
        let third = Cache::open(out.path(), "shop", true);
        assert_eq!(ask(&third, "a", -1.0).0, 0.1 + 0.2);
        assert_eq!(ask(&third, "b", -1.0), (-1.0, Reuse { reused: 1, computed: 1 }), "the second run did not use it");
        assert_eq!(ask(&Cache::open(out.path(), "other", true), "a", -1.0).0, -1.0, "another pipeline's");
        assert_eq!(ask(&Cache::open(out.path(), "shop", false), "a", -1.0).0, -1.0, "one that does not read");
    }

    #[test]
    fn a_value_that_would_not_read_back_as_it_is_is_not_kept() {
        let out = tempfile::tempdir().unwrap();
        let first = Cache::open(out.path(), "shop", true);
        ask(&first, "infinite", Some(f64::INFINITY));
        ask(&first, "nothing", None::<f64>);
        first.keep();
        let second = Cache::open(out.path(), "shop", true);
        assert_eq!(ask(&second, "infinite", Some(1.0)).0, Some(1.0));
        assert_eq!(ask(&second, "nothing", Some(1.0)).0, None);
    }

    #[test]
    fn errors_are_not_kept() {
        let out = tempfile::tempdir().unwrap();
        let cache = Cache::open(out.path(), "shop", true);
        assert_eq!(cache.result::<u8, _>("test", &"a", || Err("no")), Err("no"));
        cache.keep();
        assert_eq!(ask(&Cache::open(out.path(), "shop", true), "a", 3_u8).0, 3);
    }

    #[test]
    fn a_cache_of_nothing_writes_nothing() {
        let cache = Cache::none();
        assert_eq!(ask(&cache, "a", 1_u8).0, 1);
        assert_eq!(ask(&cache, "a", 2_u8), (2, Reuse::default()));
        cache.keep();
    }
}
