//! The digest of each input file, as stored.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::file::SourceFile;
use super::metered::Metered;
use crate::problem::Problem;
use crate::progress::{Progress, Unit};
use crate::record::InputFile;

/// Digests of `files`, in their order; `progress` counts their bytes.
pub(super) fn digests(files: &[SourceFile], progress: &Arc<Progress>) -> Result<Vec<InputFile>, Vec<Problem>> {
    // A file that cannot be asked for its size cannot be read either.
    let size = |file: &SourceFile| file.path.metadata().map_or(0, |file| file.len());
    progress.expect(files.iter().map(size).sum(), Unit::Bytes);
    let mut inputs = Vec::with_capacity(files.len());
    let mut problems = Vec::new();
    for (file, digest) in files.iter().zip(files.par_iter().map(|file| digest(file, progress)).collect::<Vec<_>>()) {
        match digest {
            Ok((bytes, sha256)) => {
                inputs.push(InputFile { source: file.source.clone(), path: file.shown.clone(), bytes, sha256 });
            }
            Err(error) => problems.push(
                Problem::new(format!("cannot be read: {error}")).in_file(&file.shown).help("check its permissions"),
            ),
        }
    }
    if problems.is_empty() { Ok(inputs) } else { Err(problems) }
}

fn digest(file: &SourceFile, progress: &Arc<Progress>) -> io::Result<(u64, String)> {
    sha256(Metered::new(File::open(&file.path)?, progress))
}

/// Length and digest of all that can be read.
pub(crate) fn sha256(mut reader: impl Read) -> io::Result<(u64, String)> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    let mut bytes = 0_u64;
    loop {
        let read = reader.read(&mut buffer)?;
        let Some(chunk) = buffer.get(..read).filter(|chunk| !chunk.is_empty()) else { break };
        hasher.update(chunk);
        bytes += chunk.len() as u64;
    }
    Ok((bytes, hex(&hasher.finalize())))
}

/// Lower-case hexadecimal digits of `bytes`.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
