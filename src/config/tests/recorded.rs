//! A plan and the plan of what a run with it records.

use std::path::Path;

use super::{FULL, folder};
use crate::config::{load, recorded, starter};
use crate::plan::{Computation, Plan};
use crate::problem::Problems;

const VARIABLES: fn(&str) -> Option<String> = |name| Some(format!("/data/{name}"));

/// What `run.json` says of a plan, read again.
fn again(plan: &Plan) -> Result<Plan, Problems> {
    let json = serde_json::to_string(&plan.written).unwrap();
    recorded(&serde_json::from_str(&json).unwrap(), &plan.folder, &VARIABLES)
}

/// A plan but for the names of its SQL files, which are not recorded.
fn without_names(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.orders.sql.file.clear();
    for feature in &mut plan.features {
        if let Computation::Query(query) = &mut feature.computation {
            query.file.clear();
        }
    }
    plan
}

#[test]
fn what_is_recorded_is_the_plan() {
    let full = folder(FULL);
    let start = tempfile::tempdir().unwrap();
    for file in starter() {
        std::fs::write(start.path().join(file.name), file.text).unwrap();
    }
    let mut folders = vec![full.path().to_owned(), start.path().to_owned()];
    for place in ["pipelines", "tests/pipelines"] {
        let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(place));
        folders.extend(entries.into_iter().flatten().map(|entry| entry.unwrap().path()));
    }
    assert!(folders.len() >= 5, "{folders:?}");
    for folder in folders {
        let plan = load(&folder, &VARIABLES).unwrap_or_else(|problems| panic!("{}: {problems}", folder.display()));
        let found = again(&plan).unwrap_or_else(|problems| panic!("{}: {problems}", folder.display()));
        assert_eq!(without_names(&found), without_names(&plan), "{}", folder.display());
    }
}

#[test]
fn what_no_run_records_is_refused() {
    let plan = load(folder(FULL).path(), &VARIABLES).unwrap();
    let mut other = plan.clone();
    other.written["model"]["seeds"] = 7.into();
    assert!(again(&other).is_err(), "an unknown key");
    let mut other = plan.clone();
    other.written["sources"] = serde_json::json!({});
    assert!(again(&other).unwrap_err().to_string().contains("sources is no list"));
    let mut other = plan;
    other.written["model"].as_object_mut().unwrap().remove("seed");
    assert!(again(&other).unwrap_err().to_string().contains("another version"));
}
