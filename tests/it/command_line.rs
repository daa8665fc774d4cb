//! The command line as a user meets it.

use std::path::Path;

use crate::support::{files, only_run, repository, segwatch, segwatch_without};

/// A year and a half of orders of 400 customers in three groups, in a pipeline of quarterly windows.
pub fn small_pipeline(folder: &Path) {
    let mut orders = String::from("order_id,customer_id,ordered_at,amount\n");
    let mut number = 0_u64;
    for month in 0..18_u64 {
        for customer in 0..400_u64 {
            // A fixed scramble: no generator, so that the file is the same everywhere.
            let draw = (customer * 7919 + month * 104_729 + customer * month * 31) % 97;
            let (buys, amount) = match customer % 3 {
                0 => (draw < 80, 20 + draw % 10),
                1 => (draw < 45, 90 + draw % 20),
                _ => (draw < 35, 300 + draw % 60),
            };
            if buys {
                number += 1;
                let (year, month, day) = (2023 + month / 12, month % 12 + 1, draw % 28 + 1);
                let line = format!("o{number:05},c{customer:03},{year}-{month:02}-{day:02} 12:00:00,{amount}.99\n");
                orders.push_str(&line);
            }
        }
    }
    std::fs::write(folder.join("orders.csv"), orders).unwrap();
    std::fs::write(folder.join("orders.sql"), "SELECT customer_id, order_id, ordered_at, amount FROM sales\n").unwrap();
    std::fs::write(
        folder.join("pipeline.toml"),
        r#"name = "small"
time_zone = "UTC"
[sources.sales]
path = "orders.csv"
types = { ordered_at = "timestamp", amount = "decimal(12,2)" }
[orders]
sql = "orders.sql"
amounts = ["amount"]
[windows]
kind = "rolling"
length = "3 months"
step = "1 month"
[features.frequency]
sql = "count(*)"
[features.monetary]
sql = "avg(amount)"
[model]
k = 3
"#,
    )
    .unwrap();
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_run_writes_its_tables_once_and_its_report_again() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let out = folder.path().join("out");
    let arguments = ["run", text(folder.path()), "--out", text(&out)];

    let first = segwatch(arguments);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.contains("Verdict: "), "{}", first.out);
    let run = only_run(&out, "small");
    let written = files(&run, &[]);
    let tables = ["windows", "models", "stability", "segments", "transitions", "drift", "lifetimes", "policies"];
    let tables = tables.map(|table| format!("{table}.parquet"));
    for name in tables.iter().map(String::as_str).chain(["run.json", "report.html"]) {
        assert!(written.contains_key(name), "{name} is missing of {:?}", written.keys());
    }
    assert_eq!(written.keys().filter(|name| name.starts_with("features/")).count(), 16);
    assert_eq!(written.keys().filter(|name| name.starts_with("assignments/")).count(), 16);

    let second = segwatch(arguments);
    assert_eq!((second.code, &second.out), (0, &first.out));
    assert_eq!(files(&run, &[]), written, "a second run of the same month writes nothing");

    let again = segwatch(["report", text(&run)]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(files(&run, &[]), written, "the report from the tables is the report of the run");
    let may_read = |name: &str| std::fs::metadata(run.join(name)).unwrap().permissions();
    assert_eq!(may_read("report.html"), may_read("run.json"), "a report rendered again is for the same readers");

    let history = segwatch(["history", text(folder.path()), "--out", text(&out), "--format", "json"]);
    let history: serde_json::Value = serde_json::from_str(&history.out).unwrap();
    assert_eq!(history.as_array().unwrap().len(), 1);
}

#[test]
fn what_was_said_of_the_data_can_be_looked_at_without_them() {
    let out = tempfile::tempdir().unwrap();
    for command in ["history", "models"] {
        let pipeline = repository("pipelines/olist");
        let answer = segwatch_without([command, text(&pipeline), "--out", text(out.path())], "OLIST_DIR");
        assert_eq!(answer.code, 0, "{command}: {}", answer.err);
    }
}

#[test]
fn rows_add_up_and_the_record_holds_the_digest_of_every_file() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let out = folder.path().join("out");
    let answer =
        segwatch(["run", text(folder.path()), "--out", text(&out), "--format", "json", "--as-of", "2024-03-15"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let record: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    let number = |value: &serde_json::Value| value.as_u64().unwrap();
    let orders = &record["orders"];
    assert_eq!(number(&orders["rows"]), number(&orders["used"]) + number(&orders["out_of_range"]));
    assert!(number(&orders["out_of_range"]) > 0, "orders after the day asked for are out of range");
    assert_eq!(record["as_of"], "2024-03-15");
    assert_eq!(record["windows"], 12);
    let run = only_run(&out, "small");
    for file in record["files"].as_array().unwrap() {
        let bytes = std::fs::read(run.join(file["path"].as_str().unwrap())).unwrap();
        assert_eq!(bytes.len() as u64, number(&file["bytes"]));
    }
}

#[test]
fn a_dry_run_and_a_validation_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let out = folder.path().join("out");
    let dry = segwatch(["run", text(folder.path()), "--out", text(&out), "--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(dry.out.contains("16 windows"), "{}", dry.out);
    let valid = segwatch(["validate", text(folder.path())]);
    assert_eq!((valid.code, valid.out.trim()), (0, "small is valid: 1 sources, 2 features"), "{}", valid.err);
    assert!(!out.exists());
}

#[test]
fn the_starter_pipeline_is_valid_once_its_data_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let pipeline = folder.path().join("mine");
    let init = segwatch(["init", text(&pipeline)]);
    assert_eq!(init.code, 0, "{}", init.err);
    assert_eq!(segwatch(["init", text(&pipeline)]).code, 2, "a folder that is not empty is left alone");
    assert_eq!(segwatch(["validate", text(&pipeline)]).code, 3, "the data are not there yet");
    std::fs::create_dir(pipeline.join("data")).unwrap();
    small_pipeline(&pipeline.join("data"));
    let valid = segwatch(["validate", text(&pipeline)]);
    assert_eq!(valid.code, 0, "{}", valid.err);
}

#[test]
fn problems_are_the_same_in_json_with_the_same_code() {
    let case = repository("tests/cases/config-ten-mistakes/pipeline");
    let as_text = segwatch(["validate", text(&case)]);
    let as_json = segwatch(["validate", text(&case), "--format", "json"]);
    assert_eq!((as_text.code, as_json.code), (2, 2));
    let answer: serde_json::Value = serde_json::from_str(&as_json.out).unwrap();
    let problems = answer["error"]["problems"].as_array().unwrap();
    assert!(problems.len() >= 10);
    for problem in problems {
        assert!(as_text.err.contains(problem["message"].as_str().unwrap()));
    }
}

#[test]
fn a_verdict_can_be_an_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let out = folder.path().join("out");
    let run = |fail_on: &str| segwatch(["run", text(folder.path()), "--out", text(&out), "--fail-on", fail_on]).code;
    let (retrain, undecided) = (run("retrain"), run("undecidable"));
    let record = segwatch(["run", text(folder.path()), "--out", text(&out), "--format", "json"]).out;
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    let expected = match record["verdict"]["kind"].as_str().unwrap() {
        "keep" => (0, 0),
        "retrain" => (10, 0),
        _ => (0, 4),
    };
    assert_eq!((retrain, undecided), expected);
}

#[test]
fn help_completions_and_man_pages_come_from_one_definition() {
    let help = segwatch(["--help"]);
    assert_eq!(help.code, 0);
    for command in
        ["demo", "init", "validate", "run", "assign", "promote", "models", "report", "history", "completions", "man"]
    {
        assert!(help.out.contains(command), "{command}");
        assert!(segwatch([command, "--help"]).out.contains("Example"), "{command} has examples");
    }
    assert!(segwatch(["completions", "bash"]).out.contains("fail-on"));
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(segwatch(["man", text(folder.path())]).code, 0);
    assert!(folder.path().join("segwatch-run.1").is_file());
    assert_eq!(segwatch(["run"]).code, 2, "a missing argument is a mistake of usage");
}
