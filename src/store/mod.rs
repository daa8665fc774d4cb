//! Object stores: what is in one, brought here and sent there. Every call blocks, has its time-outs and tries again a few
//! times; what a store answers is told without secrets.
//!
//! Credentials come from the environment, as every tool for these stores reads them: see docs/stores.md.

mod client;
mod create;
mod download;
mod error;
mod profile;
mod secrets;
mod upload;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutMode, UpdateVersion};
use tokio::runtime::{Builder, Runtime};

pub use create::Created;
pub use error::StoreError;

use crate::plan::Address;

/// Requests at the same time.
const SIDE_BY_SIDE: usize = 8;

/// All below an address.
pub struct Store {
    client: Arc<dyn ObjectStore>,
    runtime: Runtime,
    address: Address,
}

/// An object as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Its path below the store's address; empty when it is the address itself.
    pub path: String,
    /// Its length; 0 where a web server does not say.
    pub bytes: u64,
    /// Its version, where the store has versions: other bytes have another.
    pub version: Option<String>,
    /// When it was written.
    pub modified: DateTime<Utc>,
}

impl Store {
    /// Opens what is below an address. Nothing is asked of the store yet.
    ///
    /// # Errors
    /// When credentials or settings in the environment make no sense.
    pub fn open(address: &Address) -> Result<Self, StoreError> {
        let client = client::client(address).map_err(|reason| StoreError::settings(address, &reason))?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| StoreError::settings(address, &error.to_string()))?;
        Ok(Self { client, runtime, address: address.clone() })
    }

    /// The object at the address itself, if there is one.
    ///
    /// # Errors
    /// When the store does not say.
    pub fn object(&self) -> Result<Option<Object>, StoreError> {
        if self.address.store.is_web() {
            let object = Object { path: String::new(), bytes: 0, version: None, modified: DateTime::UNIX_EPOCH };
            return Ok(Some(object));
        }
        self.look("")
    }

    /// The object at a path, if there is one.
    ///
    /// # Errors
    /// When the store does not say.
    fn look(&self, path: &str) -> Result<Option<Object>, StoreError> {
        let key = self.key(path)?;
        match self.runtime.block_on(self.client.head(&key)) {
            Ok(meta) => Ok(Some(Object {
                path: path.to_owned(),
                bytes: meta.size,
                version: meta.e_tag,
                modified: meta.last_modified,
            })),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.error(path, "cannot be looked at", &error)),
        }
    }

    /// The objects below a path, sorted by path.
    ///
    /// # Errors
    /// When the store does not list them.
    pub fn list(&self, path: &str) -> Result<Vec<Object>, StoreError> {
        let key = self.key(path)?;
        let listed = self.client.list(Some(&key)).try_collect::<Vec<_>>();
        let listed = self.runtime.block_on(listed).map_err(|error| self.error(path, "cannot be listed", &error))?;
        let base = self.key("")?;
        let mut objects = listed
            .into_iter()
            .filter_map(|meta| {
                let below = meta.location.prefix_match(&base)?.map(|part| part.as_ref().to_owned()).collect::<Vec<_>>();
                Some(Object {
                    path: below.join("/"),
                    bytes: meta.size,
                    version: meta.e_tag,
                    modified: meta.last_modified,
                })
            })
            .collect::<Vec<_>>();
        objects.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(objects)
    }

    /// What an object holds; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let key = self.key(path)?;
        let read = async {
            let bytes = self.client.get(&key).await?.bytes().await?;
            Ok::<_, object_store::Error>(bytes.to_vec())
        };
        match self.runtime.block_on(read) {
            Ok(read) => Ok(Some(read)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.error(path, "cannot be read", &error)),
        }
    }

    /// Puts `bytes` in the place of the version of an object that is known. Says whether it was that version still.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn replace(&self, path: &str, bytes: &[u8], known: &str) -> Result<bool, StoreError> {
        let key = self.key(path)?;
        let mode = PutMode::Update(UpdateVersion { e_tag: Some(known.to_owned()), version: None });
        match self.runtime.block_on(self.client.put_opts(&key, bytes.to_vec().into(), mode.into())) {
            Ok(_) => Ok(true),
            // An answer that was lost may have been a yes, and the second try the no.
            Err(object_store::Error::Precondition { .. }) => Ok(self.read(path)?.is_some_and(|there| there == bytes)),
            Err(error) => Err(self.error(path, "cannot be written", &error)),
        }
    }

    /// Removes objects; those that are not there are no fault.
    ///
    /// # Errors
    /// When one cannot be removed.
    pub fn remove(&self, paths: &[String]) -> Result<(), StoreError> {
        for path in paths {
            let key = self.key(path)?;
            match self.runtime.block_on(self.client.delete(&key)) {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(self.error(path, "cannot be removed", &error)),
            }
        }
        Ok(())
    }

    /// The address of an object.
    #[must_use]
    pub fn shown(&self, path: &str) -> String {
        if path.is_empty() { self.address.to_string() } else { self.address.below(path).to_string() }
    }

    #[cfg(test)]
    fn in_memory() -> Self {
        let crate::plan::Place::Remote(address) = crate::plan::Place::parse("s3://bucket/out").unwrap() else {
            panic!()
        };
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        Self { client: Arc::new(object_store::memory::InMemory::new()), runtime, address }
    }

    fn key(&self, path: &str) -> Result<Path, StoreError> {
        // A web server's address is one file's, and the whole of it is in the client.
        let base = if self.address.store.is_web() { "" } else { &self.address.path };
        let whole = if base.is_empty() || path.is_empty() { format!("{base}{path}") } else { format!("{base}/{path}") };
        Path::parse(&whole)
            .map_err(|error| StoreError::new(&self.shown(path), "is no name of an object", &error.into()))
    }

    fn error(&self, path: &str, action: &'static str, error: &object_store::Error) -> StoreError {
        StoreError::new(&self.shown(path), action, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_created_once_and_replaced_only_as_it_is_known() {
        let store = Store::in_memory();
        assert_eq!(store.create("a/run.json", b"one").unwrap(), Created::Ours);
        assert_eq!(store.create("a/run.json", b"one").unwrap(), Created::Ours, "as after an answer that was lost");
        assert_eq!(store.create("a/run.json", b"two").unwrap(), Created::There(b"one".to_vec()));
        let known = store.look("a/run.json").unwrap().unwrap().version.unwrap();
        assert!(store.replace("a/run.json", b"three", &known).unwrap());
        assert!(store.replace("a/run.json", b"three", &known).unwrap(), "as after an answer that was lost");
        assert!(!store.replace("a/run.json", b"four", &known).unwrap());
        assert_eq!(store.read("a/run.json").unwrap().unwrap(), b"three");
        store.remove(&["a/run.json".to_owned(), "none".to_owned()]).unwrap();
        assert_eq!(store.read("a/run.json").unwrap(), None);
        assert_eq!(store.look("a/run.json").unwrap(), None);
    }

    #[test]
    fn files_of_any_size_are_the_same_there_and_back() {
        let (store, folder) = (Store::in_memory(), tempfile::tempdir().unwrap());
        let sizes = [0, 1, upload::PART - 1, upload::PART, upload::PART + 1, 2 * upload::PART];
        for (number, size) in sizes.into_iter().enumerate() {
            let bytes = (0..size).map(|byte| (byte % 251) as u8).collect::<Vec<_>>();
            let file = folder.path().join(number.to_string());
            std::fs::write(&file, &bytes).unwrap();
            store.upload(&format!("below/{number}"), &file).unwrap();
        }
        store.create("beside", b"").unwrap();
        let objects = store.list("below").unwrap();
        assert_eq!(objects.len(), sizes.len());
        let back = objects.into_iter().map(|object| (folder.path().join("back").join(&object.path), object));
        std::fs::create_dir_all(folder.path().join("back/below")).unwrap();
        let back = back.map(|(file, object)| (object, file)).collect::<Vec<_>>();
        store.download(&back).unwrap();
        for (object, file) in back {
            let sent = std::fs::read(folder.path().join(object.path.strip_prefix("below/").unwrap())).unwrap();
            assert!(std::fs::read(file).unwrap() == sent, "{}", object.path);
        }
    }

    #[test]
    fn an_object_that_changed_since_it_was_listed_is_not_read() {
        let (store, folder) = (Store::in_memory(), tempfile::tempdir().unwrap());
        store.create("a", b"one").unwrap();
        let listed = store.list("").unwrap().remove(0);
        let known = listed.version.clone().unwrap();
        assert!(store.replace("a", b"two", &known).unwrap());
        let error = store.download(&[(listed, folder.path().join("a"))]).unwrap_err();
        assert_eq!(error.to_string(), "s3://bucket/out/a: cannot be read: it was changed meanwhile");
    }
}
