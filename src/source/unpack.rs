//! A file as a plain stream, with limits: on the bytes between two marks, and on how far a packed file may expand.

use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::rc::Rc;
use std::sync::Arc;

use super::file::{Packing, SourceFile};
use super::metered::Metered;
use crate::progress::Progress;

/// Up to here a packed file may expand as far as it likes.
const FREE_BYTES: u64 = 64 << 20;
/// Beyond it, to so many times its size: tables of text come to between 3 and 50.
pub(super) const MAX_EXPANSION: u64 = 200;

/// Why a stream ends before its file does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excess {
    /// No mark came within the bytes allowed.
    TooLong,
    /// The packed file expands too far.
    Expansion,
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "too many bytes before the end of a record"),
            Self::Expansion => write!(f, "expands to more than {MAX_EXPANSION} times its size"),
        }
    }
}

impl std::error::Error for Excess {}

impl Excess {
    /// The excess behind an error of a stream.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// The plain bytes of a file.
pub(super) struct Plain {
    inner: Box<dyn Read>,
    given: u64,
    allowed: u64,
    /// Bytes of the packed file that have been used; `None` where it is not packed.
    stored: Option<Rc<Cell<u64>>>,
}

impl Plain {
    /// Opens `file`, of which `allowed` bytes may be read before [`Self::allow`]; `progress` counts its bytes as stored.
    pub fn open(file: &SourceFile, allowed: u64, progress: &Arc<Progress>) -> io::Result<Self> {
        let stored = Rc::new(Cell::new(0));
        let file_read = Metered::new(File::open(&file.path)?, progress);
        let counted = Counted { file: file_read, bytes: Rc::clone(&stored) };
        let (inner, stored): (Box<dyn Read>, _) = match file.packing {
            Packing::Plain => (Box::new(counted), None),
            Packing::Gzip => (Box::new(flate2::read::MultiGzDecoder::new(counted)), Some(stored)),
            Packing::Zstd => (Box::new(zstd::Decoder::new(counted)?), Some(stored)),
        };
        Ok(Self { inner, given: 0, allowed, stored })
    }

    /// Allows reading up to so many bytes from the beginning.
    pub fn allow(&mut self, bytes: u64) {
        self.allowed = bytes;
    }
}

impl Read for Plain {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given >= self.allowed {
            return Err(io::Error::other(Excess::TooLong));
        }
        let read = self.inner.read(buffer)?;
        self.given += read as u64;
        let stored = self.stored.as_ref().map_or(u64::MAX, |stored| stored.get());
        if self.given > FREE_BYTES.max(stored.saturating_mul(MAX_EXPANSION)) && self.stored.is_some() {
            return Err(io::Error::other(Excess::Expansion));
        }
        Ok(read)
    }
}

struct Counted {
    file: Metered<File>,
    bytes: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.bytes.set(self.bytes.get() + read as u64);
        Ok(read)
    }
}
