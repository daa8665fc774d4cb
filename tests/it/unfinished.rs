//! Runs that are there or not there: begun once, written once, and removed when they are stopped.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::command_line::small_pipeline;
use crate::support::{Answer, files, only_run, segwatch};

fn run(folder: &Path, more: &[&str]) -> Answer {
    let out = folder.join("out");
    let fixed = ["run", folder.to_str().unwrap(), "--out", out.to_str().unwrap()];
    segwatch(fixed.iter().chain(more))
}

/// When each file and folder below a folder was last changed, by path.
fn changes(folder: &Path) -> Vec<(String, SystemTime)> {
    let (mut found, mut pending) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = pending.pop() {
        found.push((next.display().to_string(), fs::metadata(&next).unwrap().modified().unwrap()));
        if next.is_dir() {
            pending.extend(fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found.sort();
    found
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names = names.collect::<Vec<_>>();
    names.sort();
    names
}

#[test]
fn a_finished_month_run_again_touches_no_file_and_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let first = run(folder.path(), &[]);
    assert_eq!(first.code, 0, "{}", first.err);
    let before = changes(&folder.path().join("out"));
    assert!(before.len() > 40, "{before:?}");
    let second = run(folder.path(), &[]);
    assert_eq!((second.code, second.out), (0, first.out));
    assert_eq!(changes(&folder.path().join("out")), before);
}

#[test]
fn a_run_that_is_being_made_is_not_begun_again_and_one_left_by_the_dead_is() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let dry = run(folder.path(), &["--dry-run", "--format", "json"]);
    let dry: serde_json::Value = serde_json::from_str(&dry.out).unwrap();
    let run_id = dry["run_id"].as_str().unwrap();
    let runs = folder.path().join("out/small/runs");
    let claimed = runs.join(format!(".segwatch-{run_id}"));
    fs::create_dir_all(claimed.join("run")).unwrap();
    fs::write(claimed.join("run/run.json"), "half").unwrap();
    fs::write(claimed.join("lock"), "123456\n").unwrap();
    let holder = fs::File::open(claimed.join("lock")).unwrap();
    holder.lock().unwrap();

    let refused = run(folder.path(), &[]);
    let expected =
        format!("{run_id} is being made already, by process 123456\n  help: wait until it ends; nothing was done\n");
    assert_eq!((refused.code, refused.out.as_str(), refused.err), (6, "", expected));
    let json = run(folder.path(), &["--format", "json"]);
    let error: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json.code, &error["error"]["exit_code"]), (6, &6.into()));
    assert_eq!(fs::read_to_string(claimed.join("run/run.json")).unwrap(), "half", "what is held is left alone");
    // Another day is another run.
    let other = run(folder.path(), &["--as-of", "2024-03-15"]);
    assert_eq!(other.code, 0, "{}", other.err);

    drop(holder);
    let granted = run(folder.path(), &[]);
    assert_eq!(granted.code, 0, "{}", granted.err);
    let found = names(&runs);
    assert!(found.len() == 2 && found.contains(&run_id.to_owned()), "{found:?}");
}

#[test]
fn a_folder_that_is_no_run_in_the_place_of_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    assert_eq!(run(folder.path(), &[]).code, 0);
    let made = only_run(&folder.path().join("out"), "small");
    fs::remove_file(made.join("run.json")).unwrap();
    let before = files(&made, &[]);
    let answer = run(folder.path(), &[]);
    assert_eq!(answer.code, 2, "{}", answer.err);
    assert!(answer.err.contains(made.to_str().unwrap()) && answer.err.contains("run.json"), "{}", answer.err);
    assert_eq!(files(&made, &[]), before);
    assert_eq!(names(made.parent().unwrap()).len(), 1);
}

#[test]
fn a_report_of_another_version_is_replaced_together_with_its_digest() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    assert_eq!(run(folder.path(), &[]).code, 0);
    let made = only_run(&folder.path().join("out"), "small");
    let whole = files(&made, &[]);
    fs::write(made.join("report.html"), "of another version").unwrap();
    let record = String::from_utf8(whole["run.json"].clone()).unwrap();
    let pages = serde_json::from_str::<serde_json::Value>(&record).unwrap()["files"].clone();
    let page = pages.as_array().unwrap().iter().find(|file| file["path"] == "report.html").unwrap().clone();
    fs::write(made.join("run.json"), record.replace(page["sha256"].as_str().unwrap(), &"0".repeat(64))).unwrap();
    fs::write(made.join("notes.txt"), "theirs").unwrap();
    let answer = segwatch(["report", made.to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(files(&made, &["notes.txt"]), whole);
    assert_eq!(fs::read_to_string(made.join("notes.txt")).unwrap(), "theirs");
    assert_eq!(names(made.parent().unwrap()).len(), 1, "nothing unfinished is left");
}
