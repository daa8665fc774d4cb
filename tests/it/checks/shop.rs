//! A pipeline whose orders come as one file a month, and what its checks find.

use std::fs;
use std::path::PathBuf;

use chrono::{Months, NaiveDate};
use serde_json::Value;

use crate::support::{Answer, segwatch};

/// Months from January 2023, a file each.
pub const MONTHS: u32 = 12;
pub const HEADER: [&str; 6] = ["order_id", "customer_id", "ordered_at", "amount", "review_score", "channel"];

pub type Row = [String; 6];

/// A pipeline whose orders come as one file a month.
pub struct Shop {
    pub folder: tempfile::TempDir,
}

impl Shop {
    pub fn open() -> Self {
        let shop = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(shop.path("orders")).unwrap();
        shop.put(MONTHS, &mut |_, _| {});
        fs::write(
            shop.path("orders.sql"),
            "SELECT customer_id, order_id, ordered_at, amount, review_score FROM sales\n",
        )
        .unwrap();
        fs::write(
            shop.path("pipeline.toml"),
            r#"name = "shop"
time_zone = "UTC"
[sources.sales]
path = "orders"
types = { ordered_at = "timestamp", amount = "decimal(12,2)", review_score = "integer" }
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
[stability]
noise_replicates = 10
draws = 100
[report]
languages = ["en", "fr", "pt-BR"]
"#,
        )
        .unwrap();
        shop
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn out(&self) -> String {
        self.path("out").to_str().unwrap().to_owned()
    }

    /// Writes the files of the first months, each month's rows changed first.
    pub fn put(&self, months: u32, change: &mut dyn FnMut(u32, &mut Vec<Row>)) {
        fs::remove_dir_all(self.path("orders")).unwrap();
        fs::create_dir(self.path("orders")).unwrap();
        for month in 1..=months {
            let mut rows = rows(month);
            change(month, &mut rows);
            self.write(month, &HEADER, rows.iter().map(<[String; 6]>::as_slice));
        }
    }

    fn write<'a>(&self, month: u32, header: &[&str], rows: impl Iterator<Item = &'a [String]>) {
        let lines = std::iter::once(header.join(",")).chain(rows.map(|row| row.join(",")));
        let text = lines.map(|line| line + "\n").collect::<String>();
        fs::write(self.path(&format!("orders/2023-{month:02}.csv")), text).unwrap();
    }

    /// Writes all files without a column.
    pub fn put_without(&self, column: usize, is_in: impl Fn(u32) -> bool) {
        let without = |row: &[String]| -> Vec<String> {
            row.iter().enumerate().filter(|(index, _)| *index != column).map(|(_, cell)| cell.clone()).collect()
        };
        for month in (1..=MONTHS).filter(|month| is_in(*month)) {
            let header = HEADER.iter().enumerate().filter(|(index, _)| *index != column).map(|(_, name)| *name);
            let rows = rows(month).iter().map(|row| without(row)).collect::<Vec<_>>();
            self.write(month, &header.collect::<Vec<_>>(), rows.iter().map(Vec::as_slice));
        }
    }

    pub fn edit(&self, from: &str, to: &str) {
        let text = fs::read_to_string(self.path("pipeline.toml")).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(self.path("pipeline.toml"), text.replacen(from, to, 1)).unwrap();
    }

    pub fn run(&self, as_of: &str, more: &[&str]) -> Answer {
        let (folder, out) = (self.folder.path().to_str().unwrap().to_owned(), self.out());
        let fixed = ["run", &folder, "--out", &out, "--as-of", as_of, "--format", "json"];
        segwatch(fixed.iter().chain(more))
    }

    /// The checks that find something, each once, and all that was answered.
    pub fn found(&self, as_of: &str) -> (Vec<String>, Value) {
        let answer = self.run(as_of, &["--dry-run"]);
        let value: Value = serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{}{}", answer.out, answer.err));
        let mut names = match answer.code {
            0 => names(&value["checks"]["findings"], "check"),
            3 => names(&value["error"]["problems"], "key"),
            code => panic!("{code}: {value:#}"),
        };
        names.dedup();
        (names.into_iter().map(|name| name.trim_start_matches("checks.").to_owned()).collect(), value)
    }

    pub fn one_run(&self, as_of: &str) -> PathBuf {
        let runs = fs::read_dir(self.path("out/shop/runs")).unwrap().map(|entry| entry.unwrap().path());
        let mut runs = runs.filter(|run| run.file_name().unwrap().to_string_lossy().starts_with(as_of));
        let run = runs.next().unwrap();
        assert!(runs.next().is_none());
        run
    }
}

pub fn names(list: &Value, key: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item[key].as_str().unwrap().to_owned()).collect()
}

/// The orders of a month: 400 customers of whom most come back, in the evening, some without a score.
fn rows(month: u32) -> Vec<Row> {
    let mut rows = Vec::new();
    for customer in 0..400_u32 {
        // A fixed scramble: no generator, so that the file is the same everywhere.
        let draw = (customer * 7919 + month * 104_729 + customer * month * 31) % 97;
        let (buys, amount) = match customer % 3 {
            0 => (draw < 80, 20 + draw % 10),
            1 => (draw < 60, 90 + draw % 20),
            _ => (draw < 50, 300 + draw % 60),
        };
        if buys {
            let hour = [9, 17, 18, 18, 19, 19, 19, 20, 20, 21][(draw % 10) as usize];
            let score = if draw.is_multiple_of(7) { String::new() } else { (1 + draw % 5).to_string() };
            rows.push([
                format!("{month:04}-{customer:04}-a"),
                format!("{:04}-{:03}-c", customer * 13 % 10_000, customer % 7),
                format!("2023-{month:02}-{:02} {hour:02}:{:02}:00", draw % 28 + 1, draw % 60),
                format!("{amount}.99"),
                score,
                "web".to_owned(),
            ]);
        }
    }
    // So that the month is filled to its last day.
    let last = first_of(2023, month).checked_add_months(Months::new(1)).unwrap().pred_opt().unwrap();
    rows.push([
        format!("{month:04}-9999-a"),
        "0000-000-c".to_owned(),
        format!("{last} 19:00:00"),
        "25.99".to_owned(),
        "5".to_owned(),
        "web".to_owned(),
    ]);
    rows
}

/// The first day of a month.
pub fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap()
}
