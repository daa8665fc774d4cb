//! Where files are looked for, and how files that are no pipeline are met.

use std::fs;
use std::path::Path;

use super::{FULL, folder, load_text, templates};
use crate::config::load;

fn resolved(folder: &Path, path: &str, variable: Option<&str>) -> String {
    let text = FULL.replace("${SALES_DIR:-data}/sales-*.txt", path);
    fs::write(folder.join("pipeline.toml"), text).unwrap();
    let plan = load(folder, &|name| variable.filter(|_| name == "DIR").map(str::to_owned)).unwrap();
    plan.sources[0].location.place.to_string()
}

#[test]
fn paths_are_relative_to_the_pipeline_also_those_of_variables() {
    let folder = folder(FULL);
    let base = folder.path().display().to_string();
    assert_eq!(resolved(folder.path(), "./data/x.csv", None), format!("{base}/data/x.csv"));
    assert_eq!(resolved(folder.path(), "${DIR:-data}/x.csv", None), format!("{base}/data/x.csv"));
    assert_eq!(resolved(folder.path(), "${DIR:-data}/x.csv", Some("")), format!("{base}/data/x.csv"));
    assert_eq!(resolved(folder.path(), "${DIR:-data}/x.csv", Some("other")), format!("{base}/other/x.csv"));
    assert_eq!(resolved(folder.path(), "${DIR}/x.csv", Some("/elsewhere")), "/elsewhere/x.csv");
}

#[test]
fn a_folder_named_like_a_pattern_is_none() {
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().join("[a]");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("orders.sql"), "SELECT 1").unwrap();
    fs::write(inner.join("favourite_month.sql"), "SELECT 1").unwrap();
    templates(&inner);
    let base = outer.path().display().to_string();
    assert_eq!(resolved(&inner, "x.csv", None), format!("{base}/[a]/x.csv"));
    assert_eq!(resolved(&inner, "x-*.csv", None), format!("{base}/[[]a[]]/x-*.csv"));
}

#[test]
fn a_pipeline_is_given_by_its_folder_or_its_file() {
    let folder = folder(FULL);
    let by_folder = load(folder.path(), &|_| None).unwrap();
    let by_file = load(&folder.path().join("pipeline.toml"), &|_| None).unwrap();
    assert_eq!(by_folder, by_file);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let folder = folder(FULL);
    let outside = tempfile::NamedTempFile::new().unwrap();
    let sql = folder.path().join("orders.sql");
    fs::remove_file(&sql).unwrap();
    std::os::unix::fs::symlink(outside.path(), &sql).unwrap();
    let problems = load(folder.path(), &|_| None).unwrap_err();
    assert_eq!(problems.list[0].message, "\"orders.sql\" is not in the pipeline's folder");
}

#[test]
fn messages_keep_the_values_of_variables_to_themselves() {
    let text = FULL.replace("${SALES_DIR:-data}/sales-*.txt", "${DIR}/x.csv");
    for value in ["s3://secret/a/", "~secret"] {
        let folder = folder(&text);
        let problems = load(folder.path(), &|_| Some(value.to_owned())).unwrap_err();
        assert!(problems.to_string().contains("${DIR}/x.csv"), "{problems}");
        assert!(!problems.to_string().contains("secret"), "{problems}");
    }
}

#[test]
fn a_file_too_large_for_a_pipeline_is_not_read() {
    let problems = load_text("# comment\n".repeat(200_000)).unwrap_err();
    assert!(problems.list[0].message.contains("2000000 bytes"), "{problems}");
}

#[test]
fn a_flood_of_mistakes_is_cut_short() {
    let unknown: Vec<String> = (0..20_000).map(|i| format!("key_{i} = 1\n")).collect();
    for text in [unknown.concat(), "a = 1\n".repeat(20_000), "a\n".repeat(20_000), "a = \"\n".repeat(20_000)] {
        let problems = load_text(&text).unwrap_err();
        assert!(problems.list.len() <= 101, "{}", problems.list.len());
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let text = format!("\u{feff}{}", FULL.replace('\n', "\r\n"));
    assert_eq!(load_text(text).unwrap().written, load_text(FULL).unwrap().written);
}
