//! What a run takes from earlier ones: its result is that of a whole run, to the byte, whatever was kept.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{Months, NaiveDate};
use serde_json::Value;

use crate::command_line::small_pipeline;
use crate::support::{files, segwatch};

/// Results found and results computed, by stage.
type Effort = BTreeMap<String, (u64, u64)>;

/// The small pipeline, of eighteen months, each with an order on its last day.
struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        small_pipeline(folder.path());
        let orders = fs::OpenOptions::new().append(true).open(folder.path().join("orders.csv")).unwrap();
        let first = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap();
        for month in 1..=18 {
            let last = (first + Months::new(month)).pred_opt().unwrap();
            writeln!(&orders, "last{month},c000,{last} 12:00:00,25.99").unwrap();
        }
        let shop = Self { folder };
        shop.edit(
            "pipeline.toml",
            "[model]",
            "[checks]\nlate = \"off\"\n[stability]\nnoise_replicates = 10\ndraws = 100\n[model]",
        );
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// Runs the pipeline as of a day: the files of the run, and how much was taken from earlier ones.
    fn run(&self, out: &str, as_of: &str, arguments: &[&str]) -> (BTreeMap<String, Vec<u8>>, Effort) {
        let (folder, out) = (self.folder.path().to_str().unwrap().to_owned(), self.path(out));
        let fixed = ["run", &folder, "--out", out.to_str().unwrap(), "--as-of", as_of, "--format", "json", "-v"];
        let answer = segwatch(fixed.iter().chain(arguments));
        assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
        let record: Value = serde_json::from_str(&answer.out).unwrap();
        let run = out.join("small/runs").join(record["run_id"].as_str().unwrap());
        (comparable(&run), effort(&answer.err))
    }

    /// The files of a run of which nothing was known before.
    fn whole(&self, as_of: &str) -> BTreeMap<String, Vec<u8>> {
        let out = tempfile::tempdir_in(self.folder.path()).unwrap();
        let name = out.path().file_name().unwrap().to_str().unwrap();
        let (run, effort) = self.run(name, as_of, &[]);
        assert!(effort.values().all(|(reused, _)| *reused == 0), "{effort:?}");
        run
    }

    /// What is kept, by name; orders by what they begin with.
    fn kept(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path(out).join("small/cache"), &[])
    }
}

/// The files of a run, its record without the seconds of its stages, and without what its data were compared with: a whole
/// run has no history.
fn comparable(run: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = files(run, &[]);
    let mut record: Value = serde_json::from_slice(&found["run.json"]).unwrap();
    for stage in record["stages"].as_array_mut().unwrap() {
        stage.as_object_mut().unwrap().remove("seconds").unwrap();
    }
    record["checks"].as_object_mut().unwrap().remove("compared_with").unwrap();
    record["files"].as_array_mut().unwrap().retain(|file| file["path"] != "profile.json");
    found.insert("run.json".to_owned(), serde_json::to_vec_pretty(&record).unwrap());
    let mut profile: Value = serde_json::from_slice(&found["profile.json"]).unwrap();
    profile.as_object_mut().unwrap().remove("compared_with").unwrap();
    found.insert("profile.json".to_owned(), serde_json::to_vec_pretty(&profile).unwrap());
    found
}

/// As the log says.
fn effort(log: &str) -> Effort {
    let number = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!(" {name}="))?;
        rest.split_whitespace().next()?.parse().ok()
    };
    let stage = |line: &str| {
        let name = line.split_once("stage=\"")?.1.split_once('"')?.0;
        Some((name.to_owned(), (number(line, "reused")?, number(line, "computed")?)))
    };
    log.lines().filter_map(stage).collect()
}

fn assert_same(found: &BTreeMap<String, Vec<u8>>, whole: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(found.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>(), "{what}");
    let differ = found.iter().filter(|(name, bytes)| whole[*name] != **bytes).map(|(name, _)| name);
    assert_eq!(differ.collect::<Vec<_>>(), [] as [&String; 0], "{what}");
}

#[test]
fn a_further_month_computes_its_own_window_and_gives_the_bytes_of_a_whole_run() {
    let shop = Shop::open();
    let (_, first) = shop.run("out", "2024-04-01", &[]);
    assert!(first.values().all(|(reused, _)| *reused == 0), "{first:?}");
    let windows = first["fits"].1;
    for (month, before) in ["2024-05-01", "2024-06-01", "2024-07-01"].into_iter().zip(windows..) {
        let (run, effort) = shop.run("out", month, &[]);
        assert_same(&run, &shop.whole(month), month);
        assert_eq!(effort["orders"], (1, 0), "{month}");
        assert_eq!(effort["fits"], (before, 1), "{month}");
        assert_eq!(effort["comparisons"], (before * (before - 1) / 2, before), "{month}");
        assert_eq!(effort["audit"].1, 0, "{month}");
        assert_eq!(effort["drift"], (before - 1, 1), "{month}");
        assert_eq!(effort["tables"], (2 * before, 2), "{month}");
        let (reused, computed) = effort["noise floors"];
        assert!(reused >= before && (1..=2).contains(&computed), "{month}: {effort:?}");
    }
}

/// Two customers, one of whom comes before all others by id, so that every customer's code is another.
const LATE: &str = "late1,a000,2023-08-30 10:00:00,70.00\nlate2,c003,2023-08-31 23:59:59,500.00\n";

#[test]
fn late_orders_compute_the_windows_that_they_are_in_and_no_others() {
    let shop = Shop::open();
    shop.run("out", "2024-06-01", &[]);
    let orders = fs::read_to_string(shop.path("orders.csv")).unwrap();
    fs::write(shop.path("orders.csv"), orders + LATE).unwrap();
    let (run, effort) = shop.run("out", "2024-06-01", &[]);
    assert_same(&run, &shop.whole("2024-06-01"), "late orders");
    // Windows of three months: those that end in September, October and November.
    let (reused, computed) = effort["fits"];
    assert_eq!((reused, computed), (12, 3));
    // Those that end in April to August and December to May are as they were: 5 and 7 of them.
    assert_eq!(effort["comparisons"], (12 * 11 / 2, 15 * 14 / 2 - 12 * 11 / 2));
    assert_eq!(effort["drift"], (11, 3));
    // The assignments of December have the segment in November's window beside.
    assert_eq!(effort["tables"], (12 + 11, 3 + 4));
    assert_eq!(effort["orders"], (0, 1));
}

#[test]
fn nothing_stale_is_used_when_the_configuration_changes() {
    let toml = "pipeline.toml";
    let changes: [(&str, &str, &str, &str); 11] = [
        ("segments", toml, "k = 3", "k = 4"),
        ("the seed", toml, "k = 3", "k = 3\nseed = 7"),
        ("a feature's SQL", toml, "avg(amount)", "sum(amount)"),
        ("a scaler", toml, "sql = \"avg(amount)\"", "sql = \"avg(amount)\"\nscale = \"robust\""),
        ("a transform", toml, "sql = \"avg(amount)\"", "sql = \"avg(amount)\"\ntransform = \"log1p\""),
        ("the threshold", toml, "[stability]", "[stability]\nthreshold = 0.95"),
        ("the confidence", toml, "[stability]", "[stability]\nconfidence = 0.9"),
        ("the replicates", toml, "noise_replicates = 10", "noise_replicates = 11"),
        ("the draws", toml, "draws = 100", "draws = 101"),
        ("the windows", toml, "length = \"3 months\"", "length = \"4 months\""),
        ("the orders", "orders.sql", "FROM sales", "FROM sales WHERE amount < 340"),
    ];
    let shop = Shop::open();
    shop.run("out", "2023-09-01", &[]);
    for (what, file, from, to) in changes {
        let before = fs::read_to_string(shop.path(file)).unwrap();
        shop.edit(file, from, to);
        let (run, _) = shop.run("out", "2023-09-01", &[]);
        assert_same(&run, &shop.whole("2023-09-01"), what);
        fs::write(shop.path(file), before).unwrap();
    }
    // What people read changes no number, so all is known.
    shop.run("out", "2023-08-01", &[]);
    shop.edit(toml, "sql = \"avg(amount)\"", "sql = \"avg(amount)\"\nlabel = { en = \"Basket\" }");
    let (run, effort) = shop.run("out", "2023-08-01", &[]);
    assert_same(&run, &shop.whole("2023-08-01"), "a label");
    assert!(effort.values().all(|(_, computed)| *computed == 0), "{effort:?}");
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from, &[]) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What happens to a file.
type Damage = (&'static str, fn(&mut Vec<u8>));

#[test]
fn whatever_is_damaged_is_computed_again_and_repaired() {
    let shop = Shop::open();
    shop.run("good", "2023-09-01", &[]);
    let whole = shop.whole("2023-10-01");
    let damages: [Damage; 4] = [
        ("a bit flipped", |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }),
        ("cut short", |bytes| bytes.truncate(bytes.len() / 2)),
        ("empty", Vec::clear),
        ("of something else", |bytes| *bytes = b"{\"foreign\": 1}\n\xff\xfe".repeat(9)),
    ];
    let good = shop.path("good");
    let kept = files(&good, &[]);
    let tables = |name: &&String| name.contains("/features/2023-08") || name.contains("/assignments/2023-08");
    let targets = kept.keys().filter(|name| name.starts_with("small/cache") || tables(name));
    assert_eq!(targets.clone().count(), 5, "results, orders with what they are, and two tables");
    for target in targets {
        for (number, (damage, change)) in damages.into_iter().enumerate() {
            let what = format!("{target}: {damage}");
            copy(&good, &shop.path("bad"));
            let mut bytes = kept[target].clone();
            change(&mut bytes);
            fs::write(shop.path("bad").join(target), bytes).unwrap();
            let (run, _) = shop.run("bad", "2023-10-01", &[]);
            assert_same(&run, &whole, &what);
            if number == 0 {
                let (_, effort) = shop.run("bad", "2023-11-01", &[]);
                assert_eq!((effort["orders"], effort["fits"].1), ((1, 0), 1), "{what}: repaired");
            }
            fs::remove_dir_all(shop.path("bad")).unwrap();
        }
    }
}

#[test]
fn a_cache_that_cannot_be_does_not_stop_a_run() {
    let shop = Shop::open();
    shop.run("good", "2023-08-01", &[]);
    let whole = shop.whole("2023-09-01");
    // Half of an orders' folder; a folder in the place of a file; a file in the place of the whole.
    let cache = shop.path("bad/small/cache");
    copy(&shop.path("good"), &shop.path("bad"));
    for name in files(&cache, &[]).keys().filter(|name| name.ends_with("part.json")) {
        fs::remove_file(cache.join(name)).unwrap();
    }
    let (run, effort) = shop.run("bad", "2023-09-01", &[]);
    assert_same(&run, &whole, "half of the orders");
    assert_eq!(effort["orders"], (0, 1));
    fs::remove_dir_all(shop.path("bad/small/runs")).unwrap();
    fs::remove_file(cache.join("results")).unwrap();
    fs::create_dir_all(cache.join("results/foreign")).unwrap();
    let (run, _) = shop.run("bad", "2023-09-01", &[]);
    assert_same(&run, &whole, "a folder");
    fs::remove_dir_all(shop.path("bad/small/runs")).unwrap();
    fs::remove_dir_all(&cache).unwrap();
    fs::write(&cache, "no folder").unwrap();
    let (run, _) = shop.run("bad", "2023-09-01", &[]);
    assert_same(&run, &whole, "a file");
}

#[test]
fn what_the_newest_run_did_not_use_is_not_kept() {
    let shop = Shop::open();
    shop.run("once", "2023-10-01", &[]);
    for month in ["2023-08-01", "2023-09-01"] {
        shop.run("often", month, &[]);
    }
    shop.edit("pipeline.toml", "k = 3", "k = 4");
    shop.run("often", "2023-09-01", &[]);
    shop.edit("pipeline.toml", "k = 4", "k = 3");
    let orders = fs::read_to_string(shop.path("orders.csv")).unwrap();
    fs::write(shop.path("orders.csv"), orders.clone() + LATE).unwrap();
    shop.run("often", "2023-09-01", &[]);
    fs::write(shop.path("orders.csv"), orders).unwrap();
    shop.run("often", "2023-10-01", &[]);
    assert_same(&shop.kept("often"), &shop.kept("once"), "after one run and after many");
}

#[test]
fn without_the_cache_all_is_computed_and_kept_instead() {
    let shop = Shop::open();
    shop.run("out", "2024-04-01", &[]);
    let (run, effort) = shop.run("out", "2024-05-01", &["--no-cache"]);
    assert!(effort.values().all(|(reused, _)| *reused == 0) && effort["fits"].1 > 10, "{effort:?}");
    assert_same(&run, &shop.whole("2024-05-01"), "without the cache");
    let (_, next) = shop.run("out", "2024-06-01", &[]);
    assert_eq!(next["fits"].1, 1);
    // A dry run looks at nothing that is kept, and keeps nothing.
    let (folder, out) = (shop.folder.path().to_str().unwrap().to_owned(), shop.path("dry"));
    assert_eq!(segwatch(["run", &folder, "--out", out.to_str().unwrap(), "--dry-run"]).code, 0);
    assert!(!out.exists());
}

#[test]
fn runs_at_the_same_time_do_each_other_no_harm() {
    let shop = Shop::open();
    shop.run("out", "2024-03-01", &[]);
    let months = ["2024-04-01", "2024-05-01", "2024-06-01"];
    let runs = std::thread::scope(|scope| {
        let started = months.map(|month| scope.spawn(|| shop.run("out", month, &[]).0));
        started.map(|run| run.join().unwrap())
    });
    for (month, run) in months.into_iter().zip(runs) {
        assert_same(&run, &shop.whole(month), month);
    }
    let (run, effort) = shop.run("out", "2024-07-01", &[]);
    assert_same(&run, &shop.whole("2024-07-01"), "the run after them");
    assert!(effort["fits"].0 >= 13, "what one of them kept is whole: {effort:?}");
}

#[test]
fn a_month_in_a_file_of_its_own_is_all_that_is_read() {
    let shop = Shop::open();
    let orders = fs::read_to_string(shop.path("orders.csv")).unwrap();
    let source = shop.path("orders");
    fs::create_dir(&source).unwrap();
    let header = orders.lines().next().unwrap();
    let month = |month: &str| {
        let lines = orders.lines().filter(|line| line.split(',').nth(2).is_some_and(|time| time.starts_with(month)));
        let text = std::iter::once(header).chain(lines).flat_map(|line| [line, "\n"]).collect::<String>();
        fs::write(source.join(format!("{month}.csv")), text).unwrap();
    };
    shop.edit("pipeline.toml", "orders.csv\"", "orders\"");
    for number in 0..16 {
        month(&format!("{}-{:02}", 2023 + number / 12, number % 12 + 1));
    }
    assert_eq!(shop.run("out", "2024-05-01", &[]).1["orders"], (0, 16));
    month("2024-05");
    let (run, effort) = shop.run("out", "2024-06-01", &[]);
    assert_eq!((effort["orders"], effort["fits"].1), ((16, 1), 1));
    assert_same(&run, &shop.whole("2024-06-01"), "a file a month");
}

#[test]
fn a_chosen_number_of_segments_and_a_promoted_model_are_as_in_a_whole_run() {
    let shop = Shop::open();
    shop.edit("pipeline.toml", "k = 3", "k = { min = 2, max = 4 }");
    shop.run("out", "2023-09-01", &[]);
    let (run, effort) = shop.run("out", "2023-10-01", &[]);
    assert_eq!(effort["k = 3"], (1, 0));
    assert_same(&run, &shop.whole("2023-10-01"), "k chosen");
    let (folder, out) = (shop.folder.path().to_str().unwrap().to_owned(), shop.path("out"));
    let out = out.to_str().unwrap();
    let promote = ["promote", &folder, "2023-06-01", "--by", "test", "--reason", "newer", "--out", out];
    assert_eq!(segwatch(promote).code, 0);
    let (run, effort) = shop.run("out", "2023-11-01", &[]);
    assert_eq!(effort["fits"], (6, 2), "the new window, and that of the model in service");
    let registry = shop.path("out/small/reference");
    copy(&registry, &shop.path("whole/small/reference"));
    let (whole, _) = shop.run("whole", "2023-11-01", &[]);
    assert_same(&run, &whole, "promoted");
}
