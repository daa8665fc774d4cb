//! `run.json`: refused, or a record that is the same after it is written and read again, and whose configuration is a plan
//! or refused.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use segwatch_fuzz::config;
use segwatch_fuzz::record::{RunDifference, RunRecord, RunSummary};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    drop(serde_json::from_str::<RunSummary>(text));
    let Ok(record) = serde_json::from_str::<RunRecord>(text) else { return };
    let written = serde_json::to_string(&record).expect("a record can be written");
    let again: RunRecord = serde_json::from_str(&written).expect("and read again");
    assert_eq!(record, again);
    drop(config::recorded(&record.configuration, Path::new("/nowhere"), &|_| None));
    drop(serde_json::to_string(&RunDifference::between(&record, &again)));
});
