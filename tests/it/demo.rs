//! The demo: a planted truth, and what is found of it.

use chrono::{Datelike, NaiveDate};

use crate::support::{only_run, segwatch};

#[test]
fn the_planted_drift_is_found_within_a_month() {
    let out = tempfile::tempdir().unwrap();
    let answer = segwatch(["demo", "--out", out.path().to_str().unwrap(), "--format", "json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let record: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    let truth = std::fs::read(out.path().join("demo/pipeline/truth.json")).unwrap();
    let truth: serde_json::Value = serde_json::from_slice(&truth).unwrap();

    let date = |value: &serde_json::Value| value.as_str().unwrap().parse::<NaiveDate>().unwrap();
    let months = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month()).unwrap();
    let planted = date(&truth["drift"]["date"]);
    // The first window that shows the drift for good: its last month is the month found.
    let since = date(&record["verdict"]["below_since"]);
    let late = months(since) - 1 - months(planted);
    assert!((0..=1).contains(&late), "planted on {planted}, below since the window that ends on {since}");
    assert_eq!(record["verdict"]["kind"], "retrain");
    assert!(only_run(out.path(), "demo").join("report.html").is_file());
}

#[test]
fn a_model_promoted_after_the_drift_is_kept() {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().to_str().unwrap();
    let demo = segwatch(["demo", "--out", out, "--format", "json"]);
    assert_eq!(demo.code, 0, "{}", demo.err);
    let before: serde_json::Value = serde_json::from_str(&demo.out).unwrap();
    let pipeline = format!("{out}/demo/pipeline");
    // Planted on 1 February: the first window wholly after it.
    let promote = ["promote", &pipeline, "2025-05-01", "--by", "test", "--reason", "after the drift", "--out", out];
    assert_eq!(segwatch(promote).code, 0);
    let run = segwatch(["run", &pipeline, "--out", out, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&before["verdict"]["kind"], &record["verdict"]["kind"]), (&"retrain".into(), &"keep".into()));
    for since in ["drift_since", "below_since"] {
        assert_eq!(record["verdict"][since], serde_json::Value::Null, "{since}");
    }
    assert_eq!(record["reference"]["window_end"], "2025-05-01");
    assert_eq!(record["verdict"]["age_months"], 8.0);
    assert!(record["segments_now"].as_array().unwrap().iter().all(|row| row["event"] == "survived"));
    // How models age in this market does not depend on which of them is in service.
    for same in ["age_curve", "survival", "policies"] {
        assert_eq!(record[same], before[same], "{same}");
    }
}
