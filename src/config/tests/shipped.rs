//! The pipelines that come with segwatch, and the one that `segwatch init` writes.

use std::fs;
use std::path::Path;

use super::schema::refusals;
use crate::config::{load, starter};

#[test]
fn the_starter_is_a_good_pipeline() {
    let folder = tempfile::tempdir().unwrap();
    for file in starter() {
        fs::write(folder.path().join(file.name), file.text).unwrap();
    }
    let plan = load(folder.path(), &|_| None).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(plan.sources[0].location.place.local().unwrap(), folder.path().join("data/orders.csv"));
    assert_eq!(plan.features.len(), 3);
    assert_eq!(refusals(starter()[0].text), Vec::<String>::new());
}

/// What the starter has in comments works once the `#` is taken away.
#[test]
fn the_starter_without_its_comment_signs_is_a_good_pipeline() {
    let folder = tempfile::tempdir().unwrap();
    for file in starter() {
        let is_key = |line: &str| line.strip_prefix("# ").is_some_and(|line| line.split(' ').nth(1) == Some("="));
        let lines = file.text.lines().map(|line| if is_key(line) { &line[2..] } else { line });
        fs::write(folder.path().join(file.name), lines.collect::<Vec<_>>().join("\n")).unwrap();
    }
    let plan = load(folder.path(), &|_| None).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(plan.sources[0].delimiter, b';');
    assert!(plan.windows.first_end.is_some() && plan.contract.retrain_cost.is_some());
}

#[test]
fn the_pipelines_that_ship_are_good() {
    for place in ["pipelines", "tests/pipelines"] {
        let Ok(entries) = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(place)) else { continue };
        for entry in entries {
            let folder = entry.unwrap().path();
            let Ok(text) = fs::read_to_string(folder.join("pipeline.toml")) else { continue };
            load(&folder, &|_| Some("/data".to_owned())).unwrap_or_else(|problems| panic!("{problems}"));
            assert_eq!(refusals(&text), Vec::<String>::new(), "{}", folder.display());
        }
    }
}
