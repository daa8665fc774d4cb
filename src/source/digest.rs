//! The digest of each input file, as stored.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::files::SourceFile;
use crate::problem::Problem;
use crate::record::InputFile;

/// Digests of `files`, in their order.
pub(super) fn digests(files: &[SourceFile]) -> Result<Vec<InputFile>, Vec<Problem>> {
    let mut inputs = Vec::with_capacity(files.len());
    let mut problems = Vec::new();
    for (file, digest) in files.iter().zip(files.par_iter().map(digest).collect::<Vec<_>>()) {
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

fn digest(file: &SourceFile) -> io::Result<(u64, String)> {
    sha256(File::open(&file.path)?)
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
