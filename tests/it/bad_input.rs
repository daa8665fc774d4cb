//! Every case of `tests/cases`: a pipeline with something wrong in it, and the whole message it gets.
//!
//! A case is a folder with `pipeline/` and `expected.txt`, the message with the pipeline's path as `[PIPELINE]`.
//! `config-*` cases are validated and end with 2, `data-*` cases are run and end with 3, `sql-*` cases are run and end
//! with 2. `UPDATE_EXPECT=1` writes what came instead; read it before it is committed.

use std::fs;
use std::path::Path;

use crate::support::{files, repository, segwatch};

#[test]
fn every_bad_input_gets_its_whole_message_and_leaves_nothing_behind() {
    let mut cases = fs::read_dir(repository("tests/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect::<Vec<_>>();
    cases.sort();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let wrong = cases.iter().filter_map(|case| run(case).err()).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} of {} cases:\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

fn run(case: &Path) -> Result<(), String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let pipeline = case.join("pipeline").to_string_lossy().into_owned();
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_string_lossy().into_owned();
    let (arguments, code): (Vec<&str>, i32) = match name.split('-').next() {
        Some("config") => (vec!["validate", &pipeline], 2),
        Some("sql") => (vec!["run", &pipeline, "--out", &folder], 2),
        Some("data") => (vec!["run", &pipeline, "--out", &folder], 3),
        _ => return Err(format!("{name}: names of cases begin with config-, sql- or data-")),
    };
    let answer = segwatch(&arguments);
    let message = answer.err.replace(&pipeline, "[PIPELINE]");
    let file = case.join("expected.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, &message).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if answer.code != code {
        return Err(format!("{name}: ended with {} instead of {code}\n{}{message}", answer.code, answer.out));
    }
    if !answer.out.is_empty() || message.trim_end() != expected.trim_end() {
        return Err(format!("{name}: said\n{}{message}\ninstead of\n{expected}", answer.out));
    }
    // Orders that were read whole are kept for the next time.
    if files(out.path(), &[]).keys().any(|path| !path.contains("/cache/orders-")) {
        return Err(format!("{name}: left something in the output folder"));
    }
    Ok(())
}
