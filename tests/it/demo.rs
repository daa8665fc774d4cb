//! The demo: a planted truth, and what is found of it.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use segwatch::ledger::Event;
use segwatch::record::tables::SegmentRow;
use segwatch::sink::{read_models, read_rows};

use crate::support::{only_run, segwatch};

#[test]
fn the_planted_drift_is_found_within_a_month_and_segments_keep_their_names() {
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
    names_go_on_with_the_segments(&run);
}

/// Re-fitted every month for three years: names go on with the segments, which the ledger matches by their customers.
fn names_go_on_with_the_segments(run: &Path) {
    let features = ["recency_days", "frequency", "monetary", "review_score"].map(str::to_owned);
    let models = read_models(run, &features).unwrap();
    let fates = read_rows::<SegmentRow>(run).unwrap();
    let mut ends = models.iter().map(|row| row.window_end).collect::<Vec<_>>();
    ends.dedup();
    let named = |end: NaiveDate, segment: Option<u32>| {
        let row = models.iter().find(|row| row.window_end == end && Some(row.segment) == segment).unwrap();
        (row.segment_name.as_str(), row.since)
    };
    let mut before = models.iter().filter(|row| row.window_end == ends[0]).map(|row| row.segment_name.as_str());
    let mut known = before.by_ref().collect::<BTreeSet<_>>();
    assert_eq!(known.len(), 4, "{known:?}");
    let mut new = 0;
    for pair in ends.windows(2) {
        for fate in fates.iter().filter(|row| (row.origin_end, row.window_end) == (pair[0], pair[1])) {
            if fate.event == Event::Survived {
                assert_eq!(named(pair[1], fate.matched_segment), named(pair[0], fate.segment));
            } else if fate.event == Event::Emerged {
                let (name, since) = named(pair[1], fate.matched_segment);
                assert_eq!(since, pair[1]);
                assert!(known.insert(name), "{name} is the name of another segment");
                new += 1;
            }
        }
    }
    // The drift turns most of those who fill big baskets into another kind of customer.
    assert!(ends.len() > 30 && (1..8).contains(&new), "{} models, {new} new segments", ends.len());
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
