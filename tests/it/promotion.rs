//! Models put into service, and runs that go by them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::command_line::small_pipeline;
use crate::support::{Answer, segwatch};

struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        small_pipeline(folder.path());
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn answer(&self, command: &str, arguments: &[&str]) -> Answer {
        let (folder, out) = (self.folder.path().to_str().unwrap().to_owned(), self.path("out"));
        let fixed = [command, &folder, "--out", out.to_str().unwrap(), "--format", "json"];
        segwatch(fixed.iter().chain(arguments))
    }

    fn done(&self, command: &str, arguments: &[&str]) -> Value {
        let answer = self.answer(command, arguments);
        assert_eq!(answer.code, 0, "{command} {arguments:?}: {}{}", answer.out, answer.err);
        serde_json::from_str(&answer.out).unwrap()
    }

    fn promote(&self, arguments: &[&str]) -> Value {
        self.done("promote", &[arguments, &["--by", "Ana"]].concat())
    }

    fn refused(&self, command: &str, arguments: &[&str], expected: &[&str]) {
        let answer = self.answer(command, arguments);
        assert_eq!(answer.code, 2, "{command} {arguments:?}: {}{}", answer.out, answer.err);
        for text in expected {
            assert!(answer.out.contains(text), "{text} is not in {}", answer.out);
        }
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(self.path(file), text.replacen(from, to, 1)).unwrap();
    }
}

#[test]
fn the_registry_lists_who_promoted_what_and_why_and_never_changes() {
    let shop = Shop::new();
    let reason = ["--by", "Ana", "--reason", "spring prices"];
    shop.refused("promote", &[&["2024-01-01"][..], &reason].concat(), &["has no run"]);
    assert_eq!(shop.done("models", &[]), Value::Array(Vec::new()));
    let run = shop.done("run", &[]);
    assert_eq!(run["reference"]["promoted"], Value::Null);

    shop.refused("promote", &["2024-01-01", "--by", "Ana", "--reason", "  "], &["--reason is empty"]);
    shop.refused("promote", &["2024-01-01", "--by", "A\nna", "--reason", "x"], &["--by has a line break"]);
    let expected = ["no window that ends on 2024-01-02", "2023-12-01, 2024-01-01, 2024-02-01"];
    shop.refused("promote", &[&["2024-01-02"][..], &reason].concat(), &expected);
    shop.refused("promote", &[&["--entry", "1"][..], &reason].concat(), &["has no entry 1", "there are none"]);
    shop.refused("promote", &[&["2024-01-01", "--run", "2020"][..], &reason].concat(), &["not a run"]);

    let first = shop.promote(&["2024-01-01", "--reason", "spring prices"]);
    assert_eq!((&first["entry"], &first["model"]["run_id"]), (&1.into(), &run["run_id"]));
    let file = shop.path("out/small/reference/0001.json");
    let bytes = fs::read(&file).unwrap();
    assert!(fs::metadata(&file).unwrap().permissions().readonly());
    let run_id = run["run_id"].as_str().unwrap();
    shop.promote(&["2024-02-01", "--reason", "again", "--run", run_id]);
    let third = shop.promote(&["--entry", "1", "--reason", "back"]);
    assert_eq!((&third["put_back"], &third["model"]), (&1.into(), &first["model"]));
    let listed = shop.done("models", &[]);
    let of = |key: &str| listed.as_array().unwrap().iter().map(|entry| entry[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("entry"), [1, 2, 3]);
    assert_eq!(of("in_service"), [false, false, true]);
    assert_eq!(of("reason"), ["spring prices", "again", "back"]);
    assert_eq!(of("promoted_by"), ["Ana", "Ana", "Ana"]);
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_run_goes_by_the_promoted_model_as_it_was_put_into_service() {
    let shop = Shop::new();
    let first = shop.done("run", &[]);
    let promoted = shop.promote(&["2024-01-01", "--reason", "spring prices"]);
    let second = shop.done("run", &[]);
    assert_ne!(first["run_id"], second["run_id"]);
    assert_eq!(second["reference"]["window_end"], "2024-01-01");
    let record = &second["reference"]["promoted"];
    assert_eq!(
        (&record["entry"], &record["by"], &record["reason"]),
        (&1.into(), &"Ana".into(), &"spring prices".into())
    );
    assert_eq!(record["run_id"], first["run_id"]);
    assert_eq!(second["verdict"]["age_months"], 6.0);
    assert!(second["segments_now"].as_array().unwrap().iter().all(|row| row["origin_end"] == "2024-01-01"));
    // The same data: the comparisons are those of the first run, whichever origin is the reference.
    assert_eq!(second["age_curve"], first["age_curve"]);
    assert_eq!(models(&shop, &second), models(&shop, &first));
    assert_eq!(shop.done("run", &[])["run_id"], second["run_id"]);

    // Orders that arrive late for that window: another fit, and the same model.
    let late = (0..150).map(|n| format!("late{n:03},c{n:03},2023-12-30 12:00:00,{}.00", 40 + n));
    let late = late.collect::<Vec<_>>().join("\n") + "\n";
    let orders = fs::read_to_string(shop.path("orders.csv")).unwrap();
    fs::write(shop.path("orders.csv"), orders.clone() + &late).unwrap();
    let third = shop.done("run", &[]);
    let scaled = |run: &Value| {
        let of_window = |row: &Value| row["window_end"] == "2024-01-01";
        let rows = models(&shop, run).into_iter().filter(|(_, row)| of_window(row)).map(|(scaled, _)| scaled);
        rows.collect::<Vec<_>>()
    };
    assert_eq!(scaled(&third), scaled(&first));
    let stored = promoted["model"]["segments"].as_array().unwrap().iter().map(|segment| {
        segment["centroid"].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(scaled(&third), stored.collect::<Vec<_>>());
    fs::write(shop.path("orders.csv"), orders).unwrap();

    // Without it things are as they were before.
    shop.promote(&["--withdraw", "--reason", "features change"]);
    assert_eq!(shop.done("run", &[])["run_id"], first["run_id"]);
    let listed = shop.done("models", &[]);
    assert!(listed.as_array().unwrap().iter().all(|entry| entry["in_service"] == false));
}

#[test]
fn a_model_that_does_not_fit_the_pipeline_is_refused() {
    let shop = Shop::new();
    shop.done("run", &[]);
    shop.promote(&["2024-01-01", "--reason", "spring prices"]);
    shop.refused("run", &["--as-of", "2023-12-15"], &["the window that ends on 2024-01-01", "--withdraw"]);
    shop.edit("pipeline.toml", "sql = \"avg(amount)\"", "sql = \"sum(amount)\"\ntransform = \"log1p\"");
    shop.edit("pipeline.toml", "k = 3", "k = 4");
    let expected = ["features.monetary.sql", "features.monetary.transform", "model.k", "--withdraw"];
    shop.refused("run", &[], &expected);
    shop.refused("assign", &[], &expected[..2]);
    shop.refused("promote", &["2024-02-01", "--by", "Ana", "--reason", "x"], &expected[..2]);
    shop.promote(&["--withdraw", "--reason", "features change"]);
    shop.done("run", &[]);
}

#[test]
fn labels_follow_the_model_in_service() {
    let shop = Shop::new();
    let run = shop.done("run", &[]);
    let day = ["--as-of", "2024-05-10"];
    let by_run = shop.done("assign", &day);
    assert_eq!(by_run["model"]["source"], format!("runs/{}", run["run_id"].as_str().unwrap()));
    shop.promote(&["2024-01-01", "--reason", "spring prices"]);
    let promoted = shop.done("assign", &day);
    assert_eq!(promoted["model"]["source"], "reference/0001");
    assert_eq!(promoted["model"]["window_end"], "2024-01-01");
    // Another model's segments are no earlier ones of this one's.
    let next = shop.done("assign", &["--as-of", "2024-05-11"]);
    assert_eq!(next["earlier"]["id"], promoted["id"]);
    shop.promote(&["--withdraw", "--reason", "no"]);
    assert_eq!(shop.done("assign", &["--as-of", "2024-05-12"])["earlier"], Value::Null);
}

/// Scaled centroids, and what else there is, of each row of a run's models.
fn models(shop: &Shop, run: &Value) -> Vec<(Vec<f64>, Value)> {
    let folder = shop.path("out/small/runs").join(run["run_id"].as_str().unwrap());
    let rows =
        segwatch::sink::read_models(Path::new(&folder), &["frequency".to_owned(), "monetary".to_owned()]).unwrap();
    let parts = |row: segwatch::record::tables::ModelRow| {
        let scaled = row.features.iter().map(|feature| feature.scaled).collect();
        let name = (row.segment, row.identity, row.segment_name);
        (scaled, serde_json::json!({ "window_end": row.window_end, "name": name }))
    };
    rows.into_iter().map(parts).collect()
}
