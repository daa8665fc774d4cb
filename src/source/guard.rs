//! Readers of formats that others wrote, kept from taking the program down with them.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use super::file::SourceFile;
use crate::problem::Problem;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What `read` makes of `file`; a panic in it is a problem of the file.
pub(super) fn guarded<T>(file: &SourceFile, read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    let outer = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(outer);
    result.unwrap_or_else(|_| {
        Err(Problem::new("is damaged, in a way that the reader of its format does not know")
            .in_file(&file.shown)
            .help("deliver the file again"))
    })
}

/// From now on nothing is printed of panics that become problems of a file. Others are printed as before.
pub fn silence_guarded_panics() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !GUARDED.get() {
            print(panic);
        }
    }));
}
