//! Customers labelled as of a day, and what is read for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::UInt32Type;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

use crate::command_line::small_pipeline;
use crate::support::{Answer, segwatch};

const HEADER: &str = "order_id,customer_id,ordered_at,amount";

/// The small pipeline with a file a month, the last of which are kept back.
struct Shop {
    folder: tempfile::TempDir,
    to_come: Vec<(PathBuf, String)>,
}

impl Shop {
    /// Opens with so many months of the eighteen.
    fn open(months: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        small_pipeline(folder.path());
        let orders = fs::read_to_string(folder.path().join("orders.csv")).unwrap();
        fs::remove_file(folder.path().join("orders.csv")).unwrap();
        let mut by_month: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for line in orders.lines().skip(1) {
            let month = line.split(',').nth(2).unwrap()[..7].to_owned();
            by_month.entry(month).or_insert_with(|| vec![HEADER]).push(line);
        }
        let source = folder.path().join("orders");
        fs::create_dir(&source).unwrap();
        let mut files = by_month.into_iter().map(|(month, lines)| {
            let text = lines.into_iter().flat_map(|line| [line, "\n"]).collect::<String>();
            (source.join(format!("{month}.csv")), text)
        });
        for (path, text) in files.by_ref().take(months) {
            fs::write(path, text).unwrap();
        }
        let to_come = files.collect();
        let shop = Self { folder, to_come };
        shop.edit("orders.csv\"", "orders\"");
        shop
    }

    fn edit(&self, from: &str, to: &str) {
        let path = self.folder.path().join("pipeline.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn month(&self, month: &str) -> PathBuf {
        self.path("orders").join(format!("{month}.csv"))
    }

    /// The next month's file arrives.
    fn deliver(&mut self) -> u64 {
        let (path, text) = self.to_come.remove(0);
        fs::write(path, &text).unwrap();
        text.lines().count() as u64 - 1
    }

    fn command(&self, out: &str, command: &str, arguments: &[&str]) -> Answer {
        let (folder, out) = (self.folder.path().to_str().unwrap().to_owned(), self.path(out));
        let fixed = [command, &folder, "--out", out.to_str().unwrap(), "--format", "json"];
        segwatch(fixed.iter().chain(arguments))
    }

    fn done(&self, out: &str, command: &str, arguments: &[&str]) -> Value {
        let answer = self.command(out, command, arguments);
        assert_eq!(answer.code, 0, "{command} {arguments:?}: {}{}", answer.out, answer.err);
        serde_json::from_str(&answer.out).unwrap()
    }

    fn refused(&self, command: &str, arguments: &[&str]) -> String {
        let answer = self.command("out", command, arguments);
        assert_eq!(answer.code, 2, "{command} {arguments:?}: {}{}", answer.out, answer.err);
        answer.out
    }

    /// The assignment as files left it in a copy of `out`, all files read again.
    fn whole(&self, name: &str, before: &str) -> Value {
        copy(&self.path(before), &self.path(name));
        self.done(name, "assign", &["--whole"])
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

fn customers(assignment: &Value) -> Vec<u8> {
    fs::read(Path::new(assignment["folder"].as_str().unwrap()).join("customers.parquet")).unwrap()
}

/// The record but for where it is and what had to be read for it.
fn conclusions(assignment: &Value) -> Value {
    let mut record = assignment.clone();
    for key in ["folder", "read"] {
        record.as_object_mut().unwrap().remove(key);
    }
    record
}

fn table(assignment: &Value) -> RecordBatch {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(customers(assignment))).unwrap();
    let schema = reader.schema().clone();
    let batches = reader.build().unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    datafusion::arrow::compute::concat_batches(&schema, &batches).unwrap()
}

fn segments(assignment: &Value, column: &str) -> BTreeMap<String, Option<u32>> {
    let batch = table(assignment);
    let ids = batch.column_by_name("customer_id").unwrap().as_string::<i32>();
    let labels = batch.column_by_name(column).unwrap().as_primitive::<UInt32Type>();
    (0..ids.len()).map(|row| (ids.value(row).to_owned(), labels.is_valid(row).then(|| labels.value(row)))).collect()
}

#[test]
fn a_new_day_reads_its_new_file_and_says_what_a_whole_pass_says() {
    let mut shop = Shop::open(16);
    assert!(shop.refused("assign", &[]).contains("run the pipeline first"));
    shop.done("out", "run", &[]);
    let first = shop.done("out", "assign", &[]);
    assert_eq!(first["read"]["files_read"], 0, "the run has read them");
    assert_eq!(first["as_of"], "2024-04-29", "the day after the newest order");
    assert_eq!(first["earlier"], Value::Null);
    let written = customers(&first);
    let again = shop.done("out", "assign", &[]);
    assert_eq!(again["written"], false);
    assert_eq!(customers(&again), written);

    let against_whole = |shop: &Shop, name: &str, files_read: u64, rows_read: u64| {
        let whole = shop.whole(&format!("{name}-whole"), name);
        let partial = shop.done(name, "assign", &[]);
        assert_eq!(partial["read"]["files_read"], files_read, "{name}");
        assert_eq!(partial["read"]["rows_read"], rows_read, "{name}");
        assert_eq!(whole["read"]["rows_kept"], 0);
        assert_eq!(partial["read"]["whole_because"], Value::Null);
        assert_eq!(conclusions(&partial), conclusions(&whole), "{name}");
        assert!(customers(&partial) == customers(&whole), "{name}: the same bytes");
        partial
    };
    let rows_of = |path: &Path| fs::read_to_string(path).unwrap().lines().count() as u64 - 1;

    // A new month, of which a row repeats an old order and a row is rejected.
    let mut rows = shop.deliver();
    let new = shop.month("2024-05");
    let repeated = fs::read_to_string(shop.month("2024-03")).unwrap().lines().nth(1).unwrap().to_owned();
    fs::write(&new, fs::read_to_string(&new).unwrap() + &repeated + "\nlate,c001,2024-05-09 12:00:00,dear\n").unwrap();
    rows += 2;
    copy(&shop.path("out"), &shop.path("new"));
    let second = against_whole(&shop, "new", 1, rows);
    assert_eq!(second["earlier"]["as_of"], "2024-04-29");
    let reasons = second["orders"]["rejected"].as_array().unwrap();
    assert!(reasons.iter().any(|reason| reason["reason"] == "repeated" && reason["rows"] == 1), "{reasons:?}");
    assert_eq!(second["sources"][0]["rejected"][0]["rows"], 1);

    // Late orders in an old file; then that file goes.
    let old = shop.month("2024-04");
    fs::write(&old, fs::read_to_string(&old).unwrap() + "late1,c009,2024-04-30 23:00:00,17.00\n").unwrap();
    copy(&shop.path("new"), &shop.path("late"));
    let late = against_whole(&shop, "late", 1, rows_of(&old));
    assert!(customers(&late) != customers(&second));
    fs::remove_file(&old).unwrap();
    copy(&shop.path("late"), &shop.path("gone"));
    against_whole(&shop, "gone", 0, 0);
}

#[test]
fn what_changed_adds_up_from_one_day_to_the_next() {
    let mut shop = Shop::open(16);
    shop.done("out", "run", &[]);
    let first = shop.done("out", "assign", &[]);
    shop.deliver();
    let second = shop.done("out", "assign", &["--to", "csv"]);
    let (before, now) = (segments(&first, "segment"), segments(&second, "segment"));
    let previous = segments(&second, "previous_segment");
    for (customer, previous) in &previous {
        assert_eq!(*previous, before.get(customer).copied().flatten(), "{customer}");
    }
    let count = |amount: &dyn Fn(&String) -> bool, of: &BTreeMap<String, Option<u32>>| {
        of.keys().filter(|id| amount(id)).count()
    };
    assert_eq!(second["left"], count(&|id| !now.contains_key(id), &before));
    assert_eq!(second["joined"], count(&|id| !before.contains_key(id), &now));
    assert_eq!(second["changed"], count(&|id| before.get(id).is_some_and(|other| *other != now[id]), &now));
    assert!(second["changed"].as_u64().unwrap() > 0);
    assert_eq!(second["customers"], now.len());
    for segment in second["segments"].as_array().unwrap() {
        let of = |labels: &BTreeMap<String, Option<u32>>| {
            labels.values().filter(|label| label.is_some_and(|label| segment["segment"] == label)).count()
        };
        assert_eq!((&segment["before"], &segment["after"]), (&Value::from(of(&before)), &Value::from(of(&now))));
    }
    let csv = fs::read_to_string(Path::new(second["folder"].as_str().unwrap()).join("customers.csv")).unwrap();
    assert_eq!(csv.lines().count(), now.len() + 1);
    assert!(
        csv.starts_with("customer_id,segment,segment_name,previous_segment,changed,margin,frequency,monetary,model,")
    );
}

#[test]
fn kept_orders_that_were_damaged_are_read_again() {
    let shop = Shop::open(15);
    shop.done("out", "run", &[]);
    let first = shop.done("out", "assign", &[]);
    let kept = fs::read_dir(shop.path("out/small/cache")).unwrap().map(|entry| entry.unwrap().path());
    let part = kept.into_iter().find(|path| path.is_dir()).unwrap();
    let mut bytes = fs::read(part.join("orders.parquet")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(part.join("orders.parquet"), bytes).unwrap();
    fs::remove_dir_all(first["folder"].as_str().unwrap()).unwrap();
    let again = shop.done("out", "assign", &[]);
    assert_eq!(again["read"]["files_read"], 1);
    assert_eq!(conclusions(&again), conclusions(&first));
}

#[test]
fn sql_that_looks_at_other_rows_is_read_whole_and_kept_whole() {
    let mut shop = Shop::open(15);
    fs::write(
        shop.path("orders.sql"),
        "SELECT customer_id, order_id, max(ordered_at) AS ordered_at, sum(amount) AS amount FROM sales GROUP BY 1, 2\n",
    )
    .unwrap();
    shop.done("out", "run", &[]);
    let first = shop.done("out", "assign", &[]);
    assert_eq!((&first["read"]["files_read"], &first["read"]["whole_because"]), (&0.into(), &"it groups rows".into()));
    let other_day = shop.done("out", "assign", &["--as-of", "2024-03-15"]);
    assert_eq!(other_day["read"]["files_read"], 0, "the same files are not read twice");
    shop.deliver();
    assert_eq!(shop.done("out", "assign", &[])["read"]["files_read"], 16);
}

#[test]
fn customers_whom_the_model_drops_are_there_without_a_segment() {
    let shop = Shop::open(15);
    shop.edit(
        "[features.monetary]\nsql = \"avg(amount)\"",
        "[features.monetary]\nsql = \"avg(CASE WHEN amount < 320 THEN amount END)\"\nmissing = \"drop\"",
    );
    shop.done("out", "run", &[]);
    let assignment = shop.done("out", "assign", &["--as-of", "2024-01-20"]);
    let labels = segments(&assignment, "segment");
    let without = labels.values().filter(|label| label.is_none()).count();
    assert!(without > 0 && without < labels.len());
    assert_eq!(assignment["customers"], labels.len());
    assert_eq!(assignment["dropped"], without);
    let batch = table(&assignment);
    let missing = batch.column_by_name("monetary").unwrap().null_count();
    assert_eq!(missing, without, "those without an amount have no segment");
    assert_eq!(batch.column_by_name("margin").unwrap().null_count(), without);
}
