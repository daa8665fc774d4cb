//! Files cut off and with bytes flipped: an error or an answer, never a panic, and no more memory than for a whole file.
//!
//! The reading is done in a process of its own, whose memory can be measured.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use chrono::NaiveDate;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use rand::Rng;
use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;
use segwatch::source::window_features;
use segwatch::window::Window;

use super::files::good_parquet;
use crate::support::{read_orders, repository};

/// Says what the child is to do; without it, nothing.
const TASK: &str = "SEGWATCH_TEST_DAMAGE";
/// A reader with all that DataFusion takes stays below a quarter of this.
const MEMORY_MIB: u64 = 768;
const SECONDS: f64 = 10.0;

/// What came of many reads.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    errors: u32,
    /// The same as of the file before it was damaged.
    right: u32,
    /// Other orders: the damage is in a value, and the file is as whole as one can tell.
    other: u32,
}

/// Every damaged file is read here.
#[test]
#[ignore = "the part of other tests that runs in a process of its own"]
fn child() {
    let Ok(task) = std::env::var(TASK) else { return };
    let [kind, what, number] = task.split(':').collect::<Vec<_>>()[..] else { panic!("{task}") };
    let number: u64 = number.parse().unwrap();
    segwatch::source::silence_guarded_panics();
    let (file, bytes) = whole(kind);
    let reader = Reader::new(file);
    let truth = reader.read(&bytes).unwrap();
    let mut outcome = Outcome::default();
    let mut longest = 0.0_f64;
    let mut read = |damaged: &[u8]| {
        let begun = Instant::now();
        let found = reader.read(damaged);
        longest = longest.max(begun.elapsed().as_secs_f64());
        match &found {
            Err(message) => {
                assert!(message.contains("orders."), "an error that names no file: {message}");
                outcome.errors += 1;
            }
            Ok(orders) if *orders == truth => outcome.right += 1,
            Ok(_) => outcome.other += 1,
        }
        found
    };
    match what {
        "cut" => {
            for length in (0..bytes.len()).step_by(usize::try_from(number).unwrap()) {
                if let Ok(orders) = read(&bytes[..length])
                    && kind == "csv"
                {
                    // The rows before the cut, and perhaps the one that the cut is in.
                    let whole = bytes[..length].iter().filter(|byte| **byte == b'\n').count() - 1;
                    let found = orders.lines().filter(|line| line.contains("2024-")).count();
                    assert!(found == whole || found == whole + 1, "cut at {length}: {found} of {whole} rows");
                }
            }
        }
        "flip" => {
            let mut random = Xoshiro256PlusPlus::seed_from_u64(6);
            for _ in 0..number {
                let mut damaged = bytes.clone();
                let place = random.gen_range(0..damaged.len());
                damaged[place] ^= random.gen_range(1..=u8::MAX);
                drop(read(&damaged));
            }
        }
        other => panic!("{other}"),
    }
    let Outcome { errors, right, other } = outcome;
    println!("\noutcome {errors} {right} {other} {} {longest}", peak_mib());
}

/// A small file of orders.
fn whole(kind: &str) -> (&'static str, Vec<u8>) {
    let mut csv = String::from("order_id,customer_id,ordered_at,amount\n");
    for row in 0..300 {
        writeln!(
            csv,
            "o{row:03},c{:02},2024-{:02}-{:02} 12:00:00,{}.25",
            row % 40,
            row / 60 + 1,
            row % 28 + 1,
            row % 90
        )
        .unwrap();
    }
    match kind {
        "csv" => ("orders.csv", csv.into()),
        "gz" => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            packed.write_all(csv.as_bytes()).unwrap();
            ("orders.csv.gz", packed.finish().unwrap())
        }
        "zst" => ("orders.csv.zst", zstd::encode_all(csv.as_bytes(), 3).unwrap()),
        "parquet" => ("orders.parquet", good_parquet(Compression::UNCOMPRESSED)),
        "parquet-checksums" => ("orders.parquet", fs::read(repository("tests/hostile/checksums.parquet")).unwrap()),
        "parquet-snappy" => ("orders.parquet", good_parquet(Compression::SNAPPY)),
        "parquet-zstd" => ("orders.parquet", good_parquet(Compression::ZSTD(ZstdLevel::default()))),
        other => panic!("{other}"),
    }
}

struct Reader {
    folder: tempfile::TempDir,
    file: &'static str,
    runtime: tokio::runtime::Runtime,
}

impl Reader {
    fn new(file: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let types = if file.contains("csv") {
            "types = { ordered_at = \"timestamp\", amount = \"decimal(12,2)\" }"
        } else {
            ""
        };
        let pipeline = format!(
            "name = \"damage\"\ntime_zone = \"UTC\"\n[sources.sales]\npath = \"{file}\"\n{types}\n[orders]\nsql = \"orders.sql\"\n\
             [windows]\nkind = \"rolling\"\nlength = \"1 month\"\nstep = \"1 month\"\n[features.money]\nsql = \"max(amount)\"\n\
             [model]\nk = 2\n"
        );
        fs::write(folder.path().join("pipeline.toml"), pipeline).unwrap();
        fs::write(folder.path().join("orders.sql"), "SELECT customer_id, order_id, ordered_at, amount FROM sales")
            .unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
        Self { folder, file, runtime }
    }

    /// The times of the orders, and customers with what they paid, a line each; or the message.
    fn read(&self, bytes: &[u8]) -> Result<String, String> {
        fs::write(self.folder.path().join(self.file), bytes).unwrap();
        let plan = segwatch::config::load(self.folder.path(), &|_| None).unwrap();
        let read = read_orders(&plan, &self.runtime)?;
        let rejected = read.rejected.iter().map(|rejection| rejection.rows).sum::<u64>();
        assert_eq!(read.rows, rejected + read.orders.times().len() as u64, "rows that are not accounted for");
        let midnight = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap().into();
        let window = Window { start: midnight(1970), end: midnight(2101) };
        let features = window_features(&plan.features, Some("amount"), &read.orders, window);
        let features = self.runtime.block_on(features).map_err(|error| format!("orders. {error}"))?;
        let mut text = read.orders.times().iter().map(|time| format!("{time}\n")).collect::<String>();
        let paid = features.revenue.unwrap_or_default();
        for (&customer, paid) in features.matrix.customers().iter().zip(paid) {
            writeln!(text, "{:?} {paid}", read.orders.customers().id(customer)).unwrap();
        }
        Ok(text)
    }
}

/// The most memory that this process has had, in MiB; 0 where the system does not say.
fn peak_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse().ok());
    peak.map_or(0, |kibibytes: u64| kibibytes / 1024)
}

fn in_a_process(kind: &str, what: &str, number: u64) -> (Outcome, f64) {
    let program = std::env::current_exe().unwrap();
    let arguments = ["--exact", "hostile::damage::child", "--ignored", "--nocapture", "--test-threads=1"];
    let task = format!("{kind}:{what}:{number}");
    let output = Command::new(Path::new(&program)).args(arguments).env(TASK, &task).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{task}: {}\n{out}{err}", output.status);
    assert!(!err.contains("panicked"), "{task}: {err}");
    let line =
        out.lines().find_map(|line| line.strip_prefix("outcome ")).unwrap_or_else(|| panic!("{task}: {out}{err}"));
    let numbers = line.split(' ').map(|number| number.parse::<f64>().unwrap()).collect::<Vec<_>>();
    let [errors, right, other, memory, longest] = numbers[..] else { panic!("{line}") };
    println!("{task}: {errors} errors, {right} right, {other} other; {memory} MiB, {longest:.3} s at most");
    assert!(memory <= MEMORY_MIB as f64, "{task}: {memory} MiB");
    (Outcome { errors: errors as u32, right: right as u32, other: other as u32 }, longest)
}

#[test]
fn a_file_cut_off_anywhere_is_an_error() {
    for kind in ["parquet", "parquet-checksums", "parquet-snappy", "parquet-zstd", "gz", "zst"] {
        let (outcome, _) = in_a_process(kind, "cut", 64);
        assert!(outcome.errors > 20 && outcome.right + outcome.other == 0, "{kind}: {outcome:?}");
    }
}

#[test]
fn a_csv_file_cut_off_has_the_rows_before_the_cut() {
    let (outcome, _) = in_a_process("csv", "cut", 64);
    assert!(outcome.right == 0 && outcome.other > 100, "{outcome:?}");
}

#[test]
fn a_flipped_byte_is_an_error_or_a_value() {
    for kind in ["parquet", "parquet-snappy"] {
        let (outcome, _) = in_a_process(kind, "flip", 250);
        assert_eq!(outcome.errors + outcome.right + outcome.other, 250, "{kind}");
    }
}

#[test]
#[ignore = "minutes"]
fn ten_thousand_flipped_bytes() {
    for kind in ["parquet-checksums", "parquet", "parquet-snappy", "parquet-zstd", "gz", "zst", "csv"] {
        let (outcome, longest) = in_a_process(kind, "flip", 10_000);
        assert_eq!(outcome.errors + outcome.right + outcome.other, 10_000, "{kind}");
        assert!(longest < SECONDS, "{kind}: {longest} s");
    }
}

/// Every byte of the pages is flipped: where a page has a checksum, no other values are read.
#[test]
fn a_flipped_byte_of_a_page_with_a_checksum_is_an_error() {
    let (outcome, _) = in_a_process("parquet-checksums", "flip", 500);
    assert!(outcome.errors > 400, "{outcome:?}");
    assert!(outcome.other == 0, "{outcome:?}");
}
