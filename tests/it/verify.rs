//! `segwatch verify`, with and without making the run again; `diff` and `prune`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::command_line::small_pipeline;
use crate::support::{Answer, files, segwatch, segwatch_with};

struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    /// A pipeline whose runs take a moment: four windows, few replicates.
    fn new() -> Self {
        let shop = Self { folder: tempfile::tempdir().unwrap() };
        small_pipeline(shop.folder.path());
        shop.configure(|text| {
            let text = text.replace("step = \"1 month\"", "step = \"3 months\"");
            text.replace("k = 3\n", "k = 3\nrestarts = 2\n[stability]\nnoise_replicates = 10\ndraws = 100\n")
        });
        shop
    }

    fn configure(&self, change: impl Fn(&str) -> String) {
        let file = self.folder.path().join("pipeline.toml");
        let text = fs::read_to_string(&file).unwrap();
        let changed = change(&text);
        assert_ne!(changed, text);
        fs::write(file, changed).unwrap();
    }

    fn pipeline(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn done(&self, command: &str, more: &[&str]) -> Value {
        let out = self.out();
        let fixed = [command, self.pipeline(), "--out", out.to_str().unwrap(), "--format", "json"];
        let answer = segwatch(fixed.iter().chain(more));
        assert_eq!(answer.code, 0, "{command} {more:?}: {}{}", answer.out, answer.err);
        serde_json::from_str(&answer.out).unwrap()
    }

    fn run(&self, more: &[&str]) -> PathBuf {
        self.out().join("small/runs").join(self.done("run", more)["run_id"].as_str().unwrap())
    }

    fn replay(&self, run: &Path) -> Answer {
        segwatch(["verify", run.to_str().unwrap(), "--replay", "--pipeline", self.pipeline()])
    }

    fn runs(&self) -> Vec<String> {
        let entries = fs::read_dir(self.out().join("small/runs")).unwrap();
        let mut names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>();
        names.sort();
        names
    }
}

fn verify(run: &Path) -> (i32, Value) {
    let answer = segwatch(["verify", run.to_str().unwrap(), "--format", "json"]);
    (answer.code, serde_json::from_str(&answer.out).unwrap_or_else(|error| panic!("{error}: {}", answer.err)))
}

fn name(run: &Path) -> &str {
    run.file_name().unwrap().to_str().unwrap()
}

#[test]
fn every_file_that_is_missing_changed_or_not_listed_is_told() {
    let shop = Shop::new();
    let run = shop.run(&[]);
    let (code, sound) = verify(&run);
    assert_eq!((code, &sound["verified"], &sound["faults"]), (0, &true.into(), &serde_json::json!([])));
    assert_eq!(sound["files"].as_u64().unwrap() as usize, files(&run, &["run.json"]).len());

    fs::write(run.join("notes.txt"), "theirs").unwrap();
    let (code, noted) = verify(&run);
    assert_eq!((code, &noted["unlisted"]), (0, &serde_json::json!(["notes.txt"])), "they are told, and no fault");

    // One bit of a table, a file gone, and a file that is listed outside of the run.
    let mut bytes = fs::read(run.join("models.parquet")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(run.join("models.parquet"), bytes).unwrap();
    fs::remove_file(run.join("drift.parquet")).unwrap();
    let record = fs::read_to_string(run.join("run.json")).unwrap();
    fs::write(
        run.join("run.json"),
        record.replace("\"path\": \"policies.parquet\"", "\"path\": \"../../../orders.csv\""),
    )
    .unwrap();
    let (code, damaged) = verify(&run);
    let faults = damaged["faults"].as_array().unwrap().iter().map(|fault| (&fault["path"], &fault["fault"]));
    let found = faults.map(|(path, fault)| (path.as_str().unwrap(), fault.as_str().unwrap())).collect::<Vec<_>>();
    let expected = [("../../../orders.csv", "outside"), ("drift.parquet", "missing"), ("models.parquet", "changed")];
    let mut sorted = found.clone();
    sorted.sort_unstable();
    assert_eq!((code, &damaged["verified"], sorted.as_slice()), (7, &false.into(), &expected[..]));
    let text = segwatch(["verify", run.to_str().unwrap(), "--replay"]);
    assert_eq!(text.code, 7);
    assert!(text.out.contains("drift.parquet is missing") && text.out.contains("Not made again"), "{}", text.out);
}

#[test]
fn a_run_made_again_is_the_same_whatever_has_become_of_its_pipeline() {
    let shop = Shop::new();
    let (asked, not_asked) = (shop.run(&["--as-of", "2024-04-01"]), shop.run(&[]));
    let promoted = {
        shop.done("promote", &["2024-01-01", "--reason", "test", "--by", "test", "--run", name(&not_asked)]);
        shop.run(&[])
    };
    shop.done("promote", &["--withdraw", "--reason", "test", "--by", "test"]);
    shop.configure(|text| text.replace("k = 3", "k = 4"));
    fs::write(shop.folder.path().join("orders.sql"), "SELECT 1").unwrap();
    for run in [&asked, &not_asked, &promoted] {
        let before = files(run, &[]);
        let answer = shop.replay(run);
        assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
        assert!(answer.out.contains("Made again: the same, byte by byte"), "{}", answer.out);
        assert_eq!(files(run, &[]), before);
    }

    // The registry's entry is part of what it was made from.
    let entry = shop.out().join("small/reference/0001.json");
    let text = fs::read_to_string(&entry).unwrap();
    fs::remove_file(&entry).unwrap();
    let answer = shop.replay(&promoted);
    assert!(answer.code == 2 && answer.err.contains("no entry 1"), "{}", answer.err);
    fs::write(&entry, text.replace("\"reason\": \"test\"", "\"reason\": \"another\"")).unwrap();
    let answer = shop.replay(&promoted);
    assert!(answer.code == 2 && answer.err.contains("is not the one that the run went by"), "{}", answer.err);
}

#[test]
fn a_run_that_is_not_what_its_inputs_give_is_found_out_and_the_first_file_named() {
    let shop = Shop::new();
    let (run, other) = (shop.run(&["--as-of", "2024-07-01"]), shop.run(&["--as-of", "2024-04-01"]));
    // A table of another run, its digest brought up to date: every hash is right.
    let digest = |run: &Path, file: &str| -> (String, u64) {
        let record: Value = serde_json::from_slice(&fs::read(run.join("run.json")).unwrap()).unwrap();
        let found = record["files"].as_array().unwrap().iter().find(|entry| entry["path"] == file).unwrap().clone();
        (found["sha256"].as_str().unwrap().to_owned(), found["bytes"].as_u64().unwrap())
    };
    let ((ours, _), (theirs, _)) = (digest(&run, "drift.parquet"), digest(&other, "drift.parquet"));
    fs::copy(other.join("drift.parquet"), run.join("drift.parquet")).unwrap();
    let record = fs::read_to_string(run.join("run.json")).unwrap().replace(&ours, &theirs);
    fs::write(run.join("run.json"), record).unwrap();
    assert_eq!(verify(&run).0, 0);
    let answer = shop.replay(&run);
    assert_eq!(answer.code, 7, "{}{}", answer.out, answer.err);
    assert!(answer.out.contains("1 files differ, the first of them is drift.parquet"), "{}", answer.out);
}

#[test]
fn a_replay_is_refused_by_name_where_an_input_is_not_what_it_was() {
    let shop = Shop::new();
    shop.configure(|text| text.replace("\"orders.csv\"", "\"${SHOP_DATA}\""));
    let data = shop.folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::rename(shop.folder.path().join("orders.csv"), data.join("one.csv")).unwrap();
    let out = shop.out();
    let arguments = ["run", shop.pipeline(), "--out", out.to_str().unwrap(), "--format", "json"];
    let answer = segwatch_with(arguments, &[("SHOP_DATA", &data)]);
    let record: Value = serde_json::from_str(&answer.out).unwrap();
    let run = out.join("small/runs").join(record["run_id"].as_str().unwrap());
    // The source is where a variable says: no folder is needed.
    let replay = || segwatch_with(["verify", run.to_str().unwrap(), "--replay"], &[("SHOP_DATA", &data)]);
    assert_eq!(replay().code, 0, "{}", replay().err);

    fs::copy(data.join("one.csv"), data.join("two.csv")).unwrap();
    let answer = replay();
    assert!(
        answer.code == 3 && answer.err.contains("two.csv") && answer.err.contains("was not there"),
        "{}",
        answer.err
    );
    fs::remove_file(data.join("two.csv")).unwrap();

    let text = fs::read_to_string(data.join("one.csv")).unwrap();
    fs::write(data.join("one.csv"), format!("{text}\n")).unwrap();
    let answer = replay();
    let names_it = answer.err.contains("${SHOP_DATA}/one.csv") && answer.err.contains("has changed since the run");
    assert!(answer.code == 3 && names_it, "{}", answer.err);

    fs::rename(data.join("one.csv"), data.join("three.csv")).unwrap();
    let answer = replay();
    assert!(answer.code == 3 && answer.err.contains("one.csv") && answer.err.contains("not there"), "{}", answer.err);
    assert_eq!(files(&run, &[]).len(), record["files"].as_array().unwrap().len() + 1);
}

#[test]
fn relative_paths_are_asked_for() {
    let shop = Shop::new();
    let run = shop.run(&[]);
    let answer = segwatch(["verify", run.to_str().unwrap(), "--replay"]);
    assert!(answer.code == 2 && answer.err.contains("--pipeline DIR"), "{}", answer.err);
}

#[test]
fn what_changed_between_two_runs_is_said() {
    let shop = Shop::new();
    let before = shop.run(&["--as-of", "2024-04-01"]);
    shop.configure(|text| text.replace("k = 3", "k = 2").replace("count(*)", "count(order_id)"));
    let orders = shop.folder.path().join("orders.csv");
    let text = fs::read_to_string(&orders).unwrap();
    fs::write(&orders, format!("{text}o99999,c001,2024-06-28 12:00:00,20.99\n")).unwrap();
    let after = shop.run(&["--as-of", "2024-07-01"]);
    let both = [before.to_str().unwrap(), after.to_str().unwrap()];
    let answer = segwatch(["diff", both[0], both[1], "--format", "json"]);
    let found: Value = serde_json::from_str(&answer.out).unwrap();
    let keys = found["configuration"].as_array().unwrap().iter().map(|change| change["key"].as_str().unwrap());
    assert_eq!(keys.collect::<Vec<_>>(), ["features.frequency.sql", "model.k"]);
    assert_eq!(found["as_of"], serde_json::json!({ "before": "2024-04-01", "after": "2024-07-01" }));
    let bytes = text.len() as u64;
    let input = serde_json::json!([{ "source": "sales", "path": "orders.csv", "before": bytes, "after": bytes + 38 }]);
    assert_eq!(found["inputs"], input);
    let shares = found["segments"].as_array().unwrap();
    for (side, segments) in [("before", 3), ("after", 2)] {
        let there = shares.iter().filter_map(|segment| segment[side].as_f64()).collect::<Vec<_>>();
        assert_eq!(there.len(), segments);
        assert!((there.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{there:?}");
    }
    let record: Value = serde_json::from_slice(&fs::read(after.join("run.json")).unwrap()).unwrap();
    assert_eq!(found["verdict"]["after"], record["verdict"]["kind"]);
    assert_eq!(found["ari"]["after"]["ari"], record["verdict"]["ari"]);
    assert_eq!(found["retrain"]["after"]["months"], record["recommendation"]["retrain"]["months"]);

    let words = segwatch(["diff", both[0], both[1]]).out;
    for line in ["As of: 2024-04-01, then 2024-07-01", "  model.k: 3, then 2", "Software: as before"] {
        assert!(words.lines().any(|found| found == line), "{line} is not in {words}");
    }
    let same = segwatch(["diff", both[0], both[0]]).out;
    assert!(!same.contains(", then ") && same.contains("Configuration: as before"), "{same}");
}

#[test]
fn runs_that_nothing_goes_by_are_removed_but_for_the_newest() {
    let shop = Shop::new();
    let days = ["2023-10-01", "2024-01-01", "2024-04-01", "2024-07-01"];
    let runs = days.map(|day| name(&shop.run(&["--as-of", day])).to_owned());
    shop.done("assign", &["--as-of", "2024-07-01"]);
    shop.done("promote", &["2023-07-01", "--reason", "test", "--by", "test", "--run", &runs[1]]);
    // By the promoted model, and newest of all.
    let newest = name(&shop.run(&["--as-of", "2024-07-02"])).to_owned();
    let damaged = shop.out().join("small/runs/2023-01-01-aaaaaaaaaaaa");
    fs::create_dir(&damaged).unwrap();
    let all = shop.runs();

    let dry = shop.done("prune", &["--keep", "1", "--dry-run"]);
    assert_eq!(dry["removed"], serde_json::json!([runs[2], runs[0]]));
    assert_eq!(shop.runs(), all);
    let kept = dry["kept"].as_array().unwrap().iter().map(|kept| kept["run"].as_str().unwrap().to_owned());
    let expected = [newest, runs[3].clone(), runs[1].clone(), "2023-01-01-aaaaaaaaaaaa".to_owned()];
    assert_eq!(kept.collect::<Vec<_>>(), expected);

    let done = shop.done("prune", &["--keep", "1"]);
    assert_eq!((&done["removed"], &done["kept"]), (&dry["removed"], &dry["kept"]));
    let mut left = expected.to_vec();
    left.sort();
    assert_eq!(shop.runs(), left, "nothing unfinished is left");
    let index = fs::read_to_string(shop.out().join("small/index.html")).unwrap();
    assert!(index.contains(&runs[3]) && !index.contains(&runs[2]) && !index.contains(&runs[0]));
    assert_eq!(shop.done("prune", &["--keep", "1"])["removed"], serde_json::json!([]));
}
