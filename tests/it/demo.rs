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
    let run = only_run(out.path(), "demo");
    for report in ["report.html", "report.fr.html", "report.pt-BR.html"] {
        assert!(run.join(report).is_file(), "{report}");
    }
}
