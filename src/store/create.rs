//! Objects that are created once: the first who writes one wins, and whoever comes later learns what is there.

use std::thread;
use std::time::Duration;

use object_store::{Error, ObjectStore, PutMode};

use super::{Store, StoreError};

/// Times that creating is tried again, and how long one waits the first time: twice as long each time.
const ATTEMPTS: u32 = 8;
const WAIT: Duration = Duration::from_millis(50);

/// What came of creating an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Created {
    /// It holds what was given, by this call or one before.
    Ours,
    /// It was there, and holds this.
    There(Vec<u8>),
}

impl Store {
    /// Creates an object unless there is one.
    ///
    /// A store may have done what it was asked and its answer be lost; then asking again finds the object there. So what is
    /// there is compared with what was given, and only a place with nothing in it is tried again.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        let key = self.key(path)?;
        let mut wait = WAIT;
        let mut attempt = 1;
        loop {
            let put = self.client.put_opts(&key, bytes.to_vec().into(), PutMode::Create.into());
            let Err(error) = self.runtime.block_on(put) else { return Ok(Created::Ours) };
            let final_ = matches!(
                error,
                Error::PermissionDenied { .. } | Error::Unauthenticated { .. } | Error::NotImplemented { .. }
            );
            if final_ {
                return Err(self.error(path, "cannot be written", &error));
            }
            match self.read(path) {
                Ok(Some(there)) if there == bytes => return Ok(Created::Ours),
                Ok(Some(there)) => return Ok(Created::There(there)),
                Ok(None) | Err(_) if attempt < ATTEMPTS => {}
                Ok(None) | Err(_) => return Err(self.error(path, "cannot be written", &error)),
            }
            attempt += 1;
            thread::sleep(wait);
            wait *= 2;
        }
    }
}
