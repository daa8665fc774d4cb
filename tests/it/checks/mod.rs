//! What a run finds in its data before it computes anything: faults planted one at a time in the data of a run that had
//! none, and each found by its own check and by no other.

mod faults;
mod shop;

use std::fs;
use std::path::Path;

use chrono::{Months, NaiveDate};
use segwatch::config;
use segwatch::memory::Memory;
use segwatch::record::{EarlierProfile, Evidence};
use segwatch::run::{Cache, CheckOptions, History, RunOptions, Unwatched, prepare};
use segwatch::synthetic;
use serde_json::Value;

use self::faults::{Fault, faults, times_hundred};
use self::shop::{HEADER, MONTHS, Row, Shop, first_of, names};
use crate::support::{files, olist, repository, segwatch};

const NEWEST: &str = "2024-01-01";

#[test]
fn each_planted_fault_is_found_by_its_own_check_and_by_no_other() {
    let shop = Shop::open();
    shop.put(MONTHS - 1, &mut |_, _| {});
    let first = shop.run("2023-12-01", &[]);
    assert_eq!(first.code, 0, "{}{}", first.out, first.err);
    let before: Value = serde_json::from_str(&first.out).unwrap();
    assert_eq!(before["checks"]["findings"], serde_json::json!([]));
    assert_eq!(before["checks"]["compared_with"], Value::Null);

    for Fault { what, check, evidence, plant } in faults() {
        shop.put(MONTHS, &mut |month, rows| plant(month, rows));
        let (found, answer) = shop.found(NEWEST);
        assert_eq!(found, [check], "{what}: {answer:#}");
        assert!(answer.to_string().contains(evidence), "{what}: {answer:#}");
    }

    for column in [3, 5] {
        for newest_only in [false, true] {
            shop.put(MONTHS, &mut |_, _| {});
            shop.put_without(column, |month| !newest_only || month == MONTHS);
            let (found, answer) = shop.found(NEWEST);
            let column = HEADER[column];
            assert_eq!(found, ["columns"], "{column}: {answer:#}");
            let (folder, out) = (shop.folder.path().to_str().unwrap(), shop.out());
            let validated = segwatch(["validate", folder, "--out", &out]);
            assert_eq!(validated.code, 3, "{}", validated.out);
            let told = format!("checks.columns: The column {column} of the source sales is gone");
            assert!(validated.err.contains(&told), "{}", validated.err);
        }
    }

    shop.put(MONTHS, &mut |_, _| {});
    fs::copy(shop.path("orders/2023-05.csv"), shop.path("orders/2023-13.csv")).unwrap();
    let (found, answer) = shop.found(NEWEST);
    assert_eq!(found, ["duplicates"], "{answer:#}");
    assert!(answer.to_string().contains("orders/2023-13.csv has the bytes of orders/2023-05.csv"), "{answer:#}");
    fs::remove_file(shop.path("orders/2023-13.csv")).unwrap();
    assert_eq!(shop.found(NEWEST).0, [] as [&str; 0], "the next month, with nothing planted");
}

#[test]
fn what_was_found_writes_nothing_until_it_is_accepted_and_is_then_said() {
    let shop = Shop::open();
    shop.put(MONTHS - 1, &mut |_, _| {});
    assert_eq!(shop.run("2023-12-01", &[]).code, 0);
    let before = files(&shop.path("out"), &[]);
    let broken = |month: u32, rows: &mut Vec<Row>| {
        for row in rows.iter_mut() {
            times_hundred(row);
            if month == MONTHS {
                row[1] = row[1].replace('-', "");
            }
        }
    };
    shop.put(MONTHS, &mut |month, rows| broken(month, rows));
    let refused = shop.run(NEWEST, &[]);
    assert_eq!(refused.code, 3);
    let problems: Value = serde_json::from_str(&refused.out).unwrap();
    let keys = names(&problems["error"]["problems"], "key");
    assert_eq!(keys, ["checks.ids", "checks.units"], "all together: {problems:#}");
    let cache = |path: &String| path.contains("/cache/");
    let now = files(&shop.path("out"), &[]);
    let kept = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        files
            .iter()
            .filter(|(path, _)| !cache(path))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(kept(&now), kept(&before), "nothing is written but what was read");
    let unknown = shop.run(NEWEST, &["--accept", "unit"]);
    assert!(unknown.code == 2 && unknown.err.contains("units"), "{}", unknown.err);
    let half = shop.run(NEWEST, &["--accept", "units"]);
    assert_eq!(half.code, 3, "the other one is still there");

    let accepted = shop.run(NEWEST, &["--accept", "units", "--accept", "ids"]);
    assert_eq!(accepted.code, 0, "{}", accepted.out);
    let record: Value = serde_json::from_str(&accepted.out).unwrap();
    assert_eq!(record["checks"]["accepted"], serde_json::json!(["units", "ids"]));
    assert_eq!(names(&record["checks"]["findings"], "check"), ["units", "ids"]);
    assert_eq!(names(&record["checks"]["findings"], "consequence"), ["warning", "warning"]);
    let codes = names(&record["notices"], "code");
    for code in ["check_unit_of_history", "check_id_form", "check_accepted"] {
        assert!(codes.iter().any(|found| found == code), "{codes:?}");
    }
    let run = shop.one_run(NEWEST);
    for (file, words) in [
        ("report.html", "seems to be in another unit"),
        ("report.fr.html", "semble être dans une autre unité"),
        ("report.pt-BR.html", "parece estar em outra unidade"),
    ] {
        assert!(fs::read_to_string(run.join(file)).unwrap().contains(words), "{file}");
    }
    let again = shop.run(NEWEST, &[]);
    assert_eq!((again.code, again.out), (0, accepted.out), "the run is there, and was accepted");
    let (folder, out) = (shop.folder.path().to_str().unwrap(), shop.out());
    let replayed = segwatch(["verify", run.to_str().unwrap(), "--replay", "--pipeline", folder]);
    assert_eq!(replayed.code, 0, "{}{}", replayed.out, replayed.err);
    assert!(replayed.out.contains("the same, byte by byte"), "{}", replayed.out);
    // The run before is not needed for that.
    fs::remove_dir_all(shop.one_run("2023-12-01")).unwrap();
    let replayed = segwatch(["verify", run.to_str().unwrap(), "--replay", "--pipeline", folder]);
    assert_eq!(replayed.code, 0, "{}{}", replayed.out, replayed.err);

    // What was accepted is what the next run is compared with; a warning and what is off end nothing.
    assert_eq!(shop.found("2024-01-05").0, [] as [&str; 0]);
    shop.put(MONTHS, &mut |_, rows| rows.iter_mut().for_each(|row| row[1] = row[1].replace('-', "")));
    let (found, _) = shop.found(NEWEST);
    assert_eq!(found, ["ids", "units"], "the other way round");
    shop.edit("[model]", "[checks]\nunits = \"warning\"\nids = \"off\"\n[model]");
    let answer = shop.run(NEWEST, &["--dry-run"]);
    assert_eq!(answer.code, 0, "{}", answer.out);
    let answer: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(names(&answer["checks"]["findings"], "check"), ["units"]);
    assert_eq!(names(&answer["notices"], "code"), ["check_unit_of_history"]);
    let told = segwatch(["run", folder, "--out", &out, "--as-of", NEWEST, "--dry-run"]);
    assert!(told.out.contains("Warning: The column amount of the orders seems to be in another unit"), "{}", told.out);
}

#[test]
fn runs_of_earlier_versions_say_nothing_of_the_data() {
    let shop = Shop::open();
    shop.put(MONTHS - 1, &mut |_, _| {});
    assert_eq!(shop.run("2023-12-01", &[]).code, 0);
    let run = shop.one_run("2023-12-01");
    fs::remove_file(run.join("profile.json")).unwrap();
    let mut record: Value = serde_json::from_slice(&fs::read(run.join("run.json")).unwrap()).unwrap();
    record.as_object_mut().unwrap().remove("checks").unwrap();
    record["files"].as_array_mut().unwrap().retain(|file| file["path"] != "profile.json");
    fs::write(run.join("run.json"), record.to_string()).unwrap();
    assert_eq!(segwatch(["verify", run.to_str().unwrap()]).code, 0);
    shop.put(MONTHS, &mut |_, rows| rows.iter_mut().for_each(times_hundred));
    let (found, answer) = shop.found(NEWEST);
    assert_eq!(found, [] as [&str; 0], "{answer:#}");
    assert_eq!(answer["checks"]["compared_with"], Value::Null);
    assert_eq!(shop.run(NEWEST, &[]).code, 0);
    let newest = shop.one_run(NEWEST);
    assert_eq!(segwatch(["diff", run.to_str().unwrap(), newest.to_str().unwrap()]).code, 0);
}

/// What is found when months are stepped through, each as if its run came after that of the month before.
fn step(
    folder: &Path,
    variable: &dyn Fn(&str) -> Option<String>,
    months: std::ops::Range<NaiveDate>,
) -> Vec<(NaiveDate, Evidence)> {
    let plan = config::load(folder, variable).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let out = tempfile::tempdir().unwrap();
    let cache = Cache::open(out.path(), &plan.name, true);
    let mut earlier: Option<EarlierProfile> = None;
    let mut month = months.start;
    let mut found = Vec::new();
    while month <= months.end {
        let checks = CheckOptions { history: History::Recorded(earlier.as_ref()), accepted: &[] };
        let (threads, partitions, memory, watch) = (2, 2, &Memory::default(), &Unwatched);
        let as_of = Some(month);
        let options = RunOptions { as_of, in_service: None, checks, threads, partitions, memory, cache: &cache, watch };
        let prepared = prepare(&plan, &options, &runtime).unwrap_or_else(|error| panic!("{month}: {error}"));
        found.extend(prepared.checks.findings.into_iter().map(|finding| (month, finding.evidence)));
        assert_eq!(prepared.checks.compared_with, earlier.map(|earlier| earlier.run_id), "{month}");
        earlier = Some(EarlierProfile { run_id: month.to_string(), profile: prepared.profile.profile });
        month = month.checked_add_months(Months::new(1)).unwrap();
    }
    found
}

#[test]
fn nothing_is_found_in_the_months_of_the_demo_but_the_orders_that_its_drift_doubles() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in synthetic::pipeline_files() {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let market = synthetic::market(&synthetic::MarketParams::default());
    fs::write(folder.path().join("orders.csv"), market.orders_csv()).unwrap();
    let found = step(folder.path(), &|_| None, first_of(2023, 4)..first_of(2026, 1));
    let planted = first_of(2025, 2);
    assert!(found.iter().any(|(as_of, _)| *as_of <= planted + Months::new(2)), "{found:?}");
    for (_, evidence) in found {
        assert!(matches!(evidence, Evidence::Volume { month, .. } if month >= planted), "{evidence:?}");
    }
}

#[test]
fn nothing_is_found_in_the_months_of_olist() {
    let data = olist();
    if !data.is_dir() {
        eprintln!("skipped: Olist's files are not at {}", data.display());
        return;
    }
    let data = data.to_string_lossy().into_owned();
    let variable = |name: &str| (name == "OLIST_DIR").then(|| data.clone());
    let found = step(&repository("pipelines/olist"), &variable, first_of(2017, 10)..first_of(2018, 9));
    assert_eq!(found, []);
}
