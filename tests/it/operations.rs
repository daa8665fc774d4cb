//! What a scheduler and a monitoring system get from a run.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::command_line::small_pipeline;
use crate::support::{Answer, segwatch};

fn run(folder: &Path, as_of: &str, more: &[&str]) -> Answer {
    let (pipeline, out) = (folder.to_str().unwrap(), folder.join("out"));
    let fixed = ["run", pipeline, "--out", out.to_str().unwrap(), "--as-of", as_of, "--format", "json"];
    segwatch(fixed.iter().chain(more))
}

/// The value of a series as the file writes it.
fn value<'a>(metrics: &'a str, series: &str) -> &'a str {
    let line = metrics.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {series} in {metrics}"))
}

#[test]
fn metrics_are_those_of_the_newest_run_and_left_alone_when_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let file = folder.path().join("out/small/metrics.prom");
    let mut kept = String::new();
    for as_of in ["2024-04-01", "2024-05-01"] {
        let answer = run(folder.path(), as_of, &[]);
        assert_eq!(answer.code, 0, "{}", answer.err);
        let record: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        kept = fs::read_to_string(&file).unwrap();
        let verdict = record["verdict"]["kind"].as_str().unwrap();
        assert_eq!(value(&kept, &format!("segwatch_verdict{{pipeline=\"small\",verdict=\"{verdict}\"}}")), "1.0");
        let ari: f64 = value(&kept, "segwatch_ari{pipeline=\"small\"}").parse().unwrap();
        assert_eq!(Some(ari), record["verdict"]["ari"].as_f64());
        let used = value(&kept, "segwatch_orders{pipeline=\"small\",outcome=\"used\"}");
        assert_eq!(used.parse::<f64>().unwrap(), record["orders"]["used"].as_f64().unwrap());
    }
    let before = fs::metadata(&file).unwrap().modified().unwrap();
    // A month made up for says nothing of today.
    assert_eq!(run(folder.path(), "2024-03-01", &[]).code, 0);
    assert_eq!(run(folder.path(), "2024-05-01", &[]).code, 0);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), before);
    let elsewhere = folder.path().join("collector/segwatch.prom");
    assert_eq!(run(folder.path(), "2024-05-01", &["--metrics", elsewhere.to_str().unwrap()]).code, 0);
    assert_eq!(fs::read_to_string(elsewhere).unwrap(), kept);
}

#[test]
fn a_change_of_the_verdict_is_told_once_and_a_program_that_fails_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let (program, told) = (folder.path().join("tell.sh"), folder.path().join("told"));
    let script = format!(
        "#!/bin/sh\necho \"$SEGWATCH_PIPELINE $SEGWATCH_VERDICT_BEFORE-$SEGWATCH_VERDICT $(wc -c)\" >> {}\necho loud\nexit 7\n",
        told.display()
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let pipeline = folder.path().join("pipeline.toml");
    let configuration = fs::read_to_string(&pipeline).unwrap();
    let frequency = "[features.frequency]\nsql = \"count(*)\"\n";
    let tell = |as_of, clear| {
        // By the amount alone there are three groups that nothing moves between; with the frequency they are not that clear.
        fs::write(&pipeline, if clear { configuration.replace(frequency, "") } else { configuration.clone() }).unwrap();
        let answer = run(folder.path(), as_of, &["--on-change", program.to_str().unwrap()]);
        assert_eq!(answer.code, 0, "{}", answer.err);
        let record: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        let verdict = record["verdict"]["kind"].as_str().unwrap().to_owned();
        (verdict, answer.err)
    };
    // The last run is there already.
    let days = [("2023-07-01", false), ("2023-08-01", true), ("2023-09-01", true), ("2023-09-01", true)];
    let (mut before, mut expected) = (String::new(), Vec::new());
    for (day, clear) in days {
        let (verdict, err) = tell(day, clear);
        let changes = verdict != before;
        assert_eq!(err.contains("exit status: 7"), changes, "{err}");
        if changes {
            expected.push(format!("small {before}-{verdict}"));
        }
        before = verdict;
    }
    assert!(expected.len() > 1, "{expected:?}");
    let told = fs::read_to_string(told).unwrap();
    let told = told.lines().map(|line| line.rsplit_once(' ').unwrap()).collect::<Vec<_>>();
    assert_eq!(told.iter().map(|(words, _)| *words).collect::<Vec<_>>(), expected);
    assert!(told.iter().all(|(_, bytes)| bytes.parse::<usize>().unwrap() > 10_000), "{told:?}");
}
