//! Logs as a collector reads them: each line of standard error by itself.

use std::path::Path;

use serde_json::Value;

use crate::command_line::small_pipeline;
use crate::support::{Answer, segwatch_with};

fn ask(arguments: &[&str], level: &str) -> (Answer, Vec<Value>) {
    let logged = arguments.iter().chain(&["--log-format", "json"]);
    let answer = segwatch_with(logged, &[("SEGWATCH_LOG", Path::new(level))]);
    let lines =
        answer.err.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")));
    let lines = lines.collect::<Vec<Value>>();
    for line in &lines {
        let time = line["timestamp"].as_str().unwrap();
        assert!(chrono::DateTime::parse_from_rfc3339(time).is_ok() && time.ends_with('Z'), "{line}");
        assert!(line["level"].is_string() && line["message"].is_string(), "{line}");
    }
    (answer, lines)
}

#[test]
fn a_run_logs_its_stages_with_named_fields_and_its_end() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let (pipeline, out) = (folder.path().to_str().unwrap(), folder.path().join("out"));
    let arguments = ["run", pipeline, "--out", out.to_str().unwrap(), "--as-of", "2023-06-15", "--format", "json"];
    let (answer, lines) = ask(&arguments, "segwatch=trace");
    assert_eq!(answer.code, 0, "{}", answer.err);
    let record: Value = serde_json::from_str(&answer.out).unwrap();
    let done = lines.iter().filter(|line| line["message"] == "done").collect::<Vec<_>>();
    let recorded = record["stages"].as_array().unwrap();
    assert_eq!(done.len(), recorded.len());
    for (line, stage) in done.iter().zip(recorded) {
        assert_eq!(
            (&line["stage"], &line["rows"], &line["seconds"]),
            (&stage["name"], &stage["rows"], &stage["seconds"])
        );
        assert_eq!(line["level"], "INFO");
    }
    let run = lines.iter().find(|line| line["message"] == "run").unwrap();
    assert_eq!((&run["run_id"], &run["verdict"]), (&record["run_id"], &record["verdict"]["kind"]));
    assert_eq!(run["written"], true);
    assert!(Path::new(run["path"].as_str().unwrap()).join("run.json").is_file(), "{run}");
    let last = lines.last().unwrap();
    assert_eq!((&last["message"], &last["exit_code"]), (&Value::from("ended"), &Value::from(0)));
}

#[test]
fn a_failure_is_one_line_whatever_is_logged_and_however_results_are_written() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    std::fs::write(folder.path().join("orders.csv"), "order_id,customer_id\n\u{1b}[2J,\"\n").unwrap();
    let (pipeline, out) = (folder.path().to_str().unwrap(), folder.path().join("out"));
    let run = ["run", pipeline, "--out", out.to_str().unwrap()];
    for (level, format) in [("off", "text"), ("off", "json"), ("trace", "text")] {
        let arguments = run.iter().copied().chain(["--format", format]).collect::<Vec<_>>();
        let (answer, lines) = ask(&arguments, level);
        assert_eq!(answer.code, 3, "{}", answer.err);
        let failures = lines.iter().filter(|line| line["message"] == "failed").collect::<Vec<_>>();
        let [failure] = failures.as_slice() else { panic!("{failures:?}") };
        assert_eq!((&failure["level"], &failure["exit_code"]), (&Value::from("ERROR"), &Value::from(3)));
        let problems = failure["problems"].as_array().unwrap();
        assert!(problems.iter().all(|problem| problem["message"].is_string() && problem["help"].is_string()));
        if format == "json" {
            let document: Value = serde_json::from_str(&answer.out).unwrap();
            assert_eq!(document["error"]["problems"], failure["problems"]);
        } else {
            assert_eq!(answer.out, "");
        }
        assert_eq!(lines.len() == 1, level == "off", "{lines:?}");
    }
}

#[test]
fn a_command_that_is_not_understood_is_a_line_too() {
    let (answer, lines) = ask(&["rum"], "off");
    assert_eq!((answer.code, lines.len()), (2, 1), "{}", answer.err);
    assert_eq!(lines[0]["exit_code"], 2);
    assert!(lines[0]["problems"][0]["message"].as_str().unwrap().contains("'rum'"), "{}", lines[0]);
}

#[test]
fn what_is_logged_in_text_stays_text() {
    let answer = segwatch_with(["run", "/nowhere/at/all", "-v"], &[]);
    assert_eq!(answer.code, 2);
    assert!(!answer.err.contains('{'), "{}", answer.err);
    assert!(answer.err.contains("ended exit_code=2"), "{}", answer.err);
}
