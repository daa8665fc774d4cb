//! Objects brought here, several at once and large ones in parts.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use futures::{StreamExt, TryStreamExt, stream};
use object_store::{GetOptions, ObjectStoreExt, path};

use super::{Object, SIDE_BY_SIDE, Store, StoreError};

/// Bytes asked for at once: a part that fails is asked for again, and not the whole.
const PART: u64 = 8 << 20;

impl Store {
    /// Writes objects to files, whose folders are there. Whole objects of one version each: one that changes meanwhile is
    /// an error.
    ///
    /// # Errors
    /// When one cannot be read, or not be written here.
    pub fn download(&self, objects: &[(Object, PathBuf)]) -> Result<(), StoreError> {
        let downloads = objects.iter().map(|(object, file)| self.download_one(object, file));
        self.runtime.block_on(stream::iter(downloads).buffer_unordered(SIDE_BY_SIDE).try_collect())
    }

    async fn download_one(&self, object: &Object, place: &Path) -> Result<(), StoreError> {
        let shown = self.shown(&object.path);
        let written = |error: std::io::Error| StoreError::local(&shown, "cannot be copied here", &error);
        let failed = |error: object_store::Error| match error {
            object_store::Error::Precondition { .. } => StoreError::changed(&shown),
            error => StoreError::new(&shown, "cannot be read", &error),
        };
        let key = self.key(&object.path)?;
        let mut file = File::create(place).map_err(written)?;
        if self.address.store.is_web() {
            // Not every web server gives parts.
            let mut whole = self.client.get(&key).await.map_err(failed)?.into_stream();
            while let Some(bytes) = whole.try_next().await.map_err(failed)? {
                file.write_all(&bytes).map_err(written)?;
            }
        } else {
            let starts = (0..object.bytes.div_ceil(PART)).map(|part| part * PART);
            let parts = starts.map(|start| self.part(&key, object, start..object.bytes.min(start + PART)));
            let mut parts = stream::iter(parts).buffered(2);
            while let Some(bytes) = parts.try_next().await.map_err(failed)? {
                file.write_all(&bytes).map_err(written)?;
            }
            if file.metadata().map_err(written)?.len() != object.bytes {
                return Err(StoreError::changed(&shown));
            }
        }
        let time = object.modified.into();
        file.set_modified(time).map_err(written)
    }

    async fn part(
        &self,
        key: &path::Path,
        object: &Object,
        range: std::ops::Range<u64>,
    ) -> object_store::Result<bytes::Bytes> {
        let options =
            GetOptions { range: Some(range.into()), if_match: object.version.clone(), ..GetOptions::default() };
        self.client.get_opts(key, options).await?.bytes().await
    }
}
