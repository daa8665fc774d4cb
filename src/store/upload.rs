//! Files sent to a store.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use object_store::{MultipartUpload, ObjectStoreExt};

use super::{Store, StoreError};

/// A file that is larger is sent in parts of this size, and the object is there when all of them are.
pub(super) const PART: usize = 16 << 20;

impl Store {
    /// Puts a file in the place of whatever is there. When it fails, parts that were sent are taken back.
    ///
    /// # Errors
    /// When it cannot be read here, or not be written there.
    pub fn upload(&self, path: &str, file: &Path) -> Result<(), StoreError> {
        let shown = self.shown(path);
        let key = self.key(path)?;
        let unread = |error: std::io::Error| StoreError::local(&shown, "cannot be copied there", &error);
        let failed = |error: object_store::Error| self.error(path, "cannot be written", &error);
        let mut file = File::open(file).map_err(unread)?;
        let mut first = part(&mut file).map_err(unread)?;
        self.runtime.block_on(async {
            if first.len() < PART {
                return self.client.put(&key, first.into()).await.map(drop).map_err(failed);
            }
            let mut upload = self.client.put_multipart(&key).await.map_err(failed)?;
            let sent = async {
                while !first.is_empty() {
                    upload.put_part(std::mem::take(&mut first).into()).await.map_err(failed)?;
                    first = part(&mut file).map_err(unread)?;
                }
                upload.complete().await.map(drop).map_err(failed)
            };
            let sent = sent.await;
            if sent.is_err() {
                // What cannot be taken back either is for the store's own rule about unfinished uploads.
                drop(upload.abort().await);
            }
            sent
        })
    }
}

/// The next bytes of a file: a part's worth, or what is left.
fn part(file: &mut File) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(PART);
    file.take(PART as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}
