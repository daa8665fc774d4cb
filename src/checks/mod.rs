//! The data of a run beside their history: what changed in them that no customer did.
//!
//! A run keeps a profile of its data ([`crate::record::DataProfile`]), and the next is compared with it in three ways. Files and
//! columns by their names. The *same orders*, of which every run samples the same ones, by their ids, customers and
//! times, and months that both runs have by their medians and counts: whatever is another there was rewritten. And
//! months that are *new* with those before them in the same data, which finds what only the newest delivery has, and
//! needs no earlier run.
//!
//! What is found is evidence; what it does to the run is the configuration's to say.

mod columns;
mod counts;
mod duplicates;
mod freshness;
mod history;
mod ids;
mod nulls;
mod sample;
mod tell;
mod times;
mod units;
mod volume;

#[cfg(test)]
mod tests;

use crate::plan::{Check, ChecksPlan, Consequence};
use crate::record::{DataProfile, EarlierProfile, Evidence, Finding, InputFile};

pub use columns::FileHeader;
pub use tell::{notices, problems};

/// Fewer values than this, of a month or of a sample, say nothing.
const ENOUGH: u64 = 20;

/// What can be told before a row is read: of the files' digests and headers.
#[must_use]
pub fn of_files(inputs: &[InputFile], headers: &[FileHeader], earlier: Option<&EarlierProfile>) -> Vec<Evidence> {
    let mut found = duplicates::duplicates(inputs);
    found.extend(earlier.into_iter().flat_map(|earlier| columns::columns(headers, &earlier.profile)));
    found
}

/// What can be told of the rows.
#[must_use]
pub fn of_rows(plan: &ChecksPlan, now: &DataProfile, earlier: Option<&EarlierProfile>) -> Vec<Evidence> {
    let earlier = earlier.map(|earlier| &earlier.profile);
    let mut found = nulls::nulls(plan, now, earlier);
    found.extend(units::units(plan, now, earlier));
    let times = times::times(plan, now, earlier);
    let ids = ids::ids(plan, now, earlier);
    // Orders that are named or timed in another way are in no month what they were.
    let rewritten = times.iter().any(|found| matches!(found, Evidence::TimesMoved { .. }))
        || ids.iter().any(|found| matches!(found, Evidence::OrderIds { .. }));
    found.extend(times.into_iter().chain(ids));
    found.extend(freshness::freshness(plan, now));
    found.extend(volume::volume(plan, now, earlier));
    if let Some(earlier) = earlier.filter(|_| !rewritten) {
        found.extend(counts::counts(plan, now, earlier));
    }
    found
}

/// What the evidence does to the run, by the configuration and by what was accepted for this run.
#[must_use]
pub fn judged(plan: &ChecksPlan, accepted: &[Check], evidence: Vec<Evidence>) -> Vec<Finding> {
    let judged = evidence.into_iter().filter_map(|evidence| {
        let check = evidence.check();
        let consequence = match plan.consequence(check) {
            Consequence::Off => return None,
            _ if accepted.contains(&check) => Consequence::Warning,
            consequence => consequence,
        };
        Some(Finding { check, consequence, evidence })
    });
    let mut findings = judged.collect::<Vec<_>>();
    findings.sort_by_key(|finding| finding.check);
    findings
}
