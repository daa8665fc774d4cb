//! Files that were delivered twice: a source has the same bytes under two names.

use std::collections::BTreeMap;

use crate::record::{Evidence, InputFile};

pub(super) fn duplicates(inputs: &[InputFile]) -> Vec<Evidence> {
    let mut firsts = BTreeMap::new();
    let mut found = Vec::new();
    for input in inputs {
        let first = *firsts.entry((&input.source, &input.sha256)).or_insert(input);
        // A source may be given by a path that names a file twice.
        if first.path != input.path {
            found.push(Evidence::SameFile {
                source: input.source.clone(),
                first: first.path.clone(),
                second: input.path.clone(),
                sha256: input.sha256.clone(),
            });
        }
    }
    found
}
