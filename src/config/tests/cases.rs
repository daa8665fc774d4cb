//! Every mistake that has a folder in tests/cases is told as its expected.txt says.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::load;

/// The case folders of the configuration. Each has `pipeline/` and `expected.txt`.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_ours = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with("config-");
    let mut cases: Vec<PathBuf> = entries.filter(is_ours).collect();
    cases.sort();
    cases
}

/// `UPDATE=1` writes the messages as they are: read what changed before keeping it.
#[test]
fn every_mistake_is_told_as_expected() {
    let cases = cases();
    assert!(cases.len() >= 30, "{} cases", cases.len());
    for case in cases {
        let pipeline = case.join("pipeline");
        let problems = load(&pipeline, &|_| None).expect_err(&case.display().to_string());
        let told = format!("{problems}\n").replace(&pipeline.display().to_string(), "[PIPELINE]");
        let expected = case.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &told).unwrap();
        }
        assert_eq!(told, fs::read_to_string(&expected).unwrap_or_default(), "{}", case.display());
    }
}
