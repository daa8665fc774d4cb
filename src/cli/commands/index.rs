//! The page over all runs of a pipeline, made again after every command that changes what it shows.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::failure::Failure;
use crate::report::{self, Index};
use crate::sink;

/// Assignments that the page lists.
const DAYS: usize = 14;
/// Times that the page is made again because something came in between.
const ATTEMPTS: u32 = 20;

/// Makes the page again where it is missing or says something else.
///
/// Two commands that end at the same moment may each have missed what the other wrote. So the page is made again until
/// it is the one that is there.
pub(super) fn renew(out: &Path, pipeline: &str) -> Result<(), Failure> {
    for _ in 0..ATTEMPTS {
        let pages = pages(out, pipeline)?;
        if sink::read_index(out, pipeline)? == pages {
            return Ok(());
        }
        sink::write_index(out, pipeline, &pages)?;
    }
    Ok(())
}

fn pages(out: &Path, pipeline: &str) -> Result<BTreeMap<String, String>, Failure> {
    let runs = sink::past_runs(out, pipeline)?;
    let registry = sink::promotions(out, pipeline).ok();
    let assignments = sink::past_assignments(out, pipeline, DAYS)?;
    let index = Index { pipeline, runs: &runs, registry: registry.as_deref(), assignments: &assignments };
    let pages = report::render_index(&index)?;
    Ok(pages.into_iter().map(|page| (page.file, page.html)).collect())
}
