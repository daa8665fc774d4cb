//! Features from one pass over the orders are those that a query of each window gives, to the bit.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use segwatch::config;
use segwatch::numeric::mix;
use segwatch::plan::Plan;
use segwatch::source::{Orders, features_of_windows, routes};
use segwatch::window::schedule;

use crate::support::read_orders;

/// Expressions that decompose, each of which is also tried as a query of its own.
const DECOMPOSED: [&str; 12] = [
    "count(*)",
    "count(score)",
    "sum(amount)",
    "avg(score)",
    "avg(amount)",
    "date_part('day', window_end - max(ordered_at))",
    "date_part('epoch', max(ordered_at) - min(ordered_at)) / count(*)",
    "CAST(sum(score * items) AS DOUBLE) / sum(items) FILTER (WHERE score IS NOT NULL)",
    "max(amount) - min(amount)",
    "min(score) FILTER (WHERE amount > 30)",
    "sum(CAST(items AS DOUBLE)) / 3",
    "CASE WHEN count(*) > 1 THEN sum(amount) / count(*) ELSE NULL END",
];

/// Expressions that do not, and why.
const DIRECT: [(&str, &str); 6] = [
    ("median(amount)", "median is no count, sum, minimum or maximum"),
    ("count(DISTINCT score)", "it counts or adds DISTINCT values"),
    ("first_value(score ORDER BY ordered_at, order_id)", "an aggregate in it is ordered"),
    ("sum(CAST(amount AS DOUBLE) * 1.5)", "sum of floating-point numbers depends on their order"),
    ("max(date_part('day', window_end - ordered_at))", "what it aggregates depends on the window's bounds"),
    ("max(length(customer_id)) + length(customer_id)", "customer_id stands outside of its aggregates"),
];

/// Orders of 20,000 customers over two years: nulls, equal times, and customers who come and go.
fn orders() -> String {
    let mut csv = String::from("customer_id,order_id,ordered_at,amount,items,score\n");
    let first = chrono::NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();
    for order in 0..60_000_u64 {
        let draw = |what: u64| mix(order ^ mix(what));
        let customer = draw(1) % 20_000 * (draw(2) % 3) / 2;
        let day = first + chrono::Days::new(draw(3) % 730);
        let score = if draw(4) % 4 == 0 { String::new() } else { (draw(5) % 5 + 1).to_string() };
        let _ = writeln!(
            csv,
            "c{customer},o{order},{day} {:02}:00:00,{}.{:02},{},{score}",
            draw(6) % 24,
            draw(7) % 90,
            draw(8) % 100,
            draw(9) % 4 + 1
        );
    }
    csv
}

fn plan(folder: &Path, windows: &str, features: &[(&str, bool)]) -> Plan {
    let mut toml = format!(
        "name = \"features\"\ntime_zone = \"UTC\"\n[sources.raw]\npath = \"orders.csv\"\n[sources.raw.types]\n\
         ordered_at = \"timestamp\"\namount = \"decimal(12,2)\"\nitems = \"integer\"\nscore = \"integer\"\n\
         [orders]\nsql = \"orders.sql\"\n[windows]\n{windows}\n[model]\nk = 2\n"
    );
    for (number, (sql, whole)) in features.iter().enumerate() {
        let _ = if *whole {
            let query = format!(
                "SELECT customer_id, {sql} AS value FROM orders GROUP BY customer_id, window_start, window_end"
            );
            std::fs::write(folder.join(format!("{number}.sql")), query).unwrap();
            writeln!(toml, "[features.f{number}]\nquery = \"{number}.sql\"")
        } else {
            writeln!(toml, "[features.f{number}]\nsql = \"{sql}\"")
        };
    }
    std::fs::write(folder.join("pipeline.toml"), toml).unwrap();
    std::fs::write(folder.join("orders.sql"), "SELECT * FROM raw").unwrap();
    config::load(folder, &|_| None).unwrap()
}

fn read(plan: &Plan) -> (tokio::runtime::Runtime, Orders) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let orders = read_orders(plan, &runtime).unwrap().orders;
    (runtime, orders)
}

#[test]
fn one_pass_gives_the_bits_of_a_query_of_each_window() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("orders.csv"), orders()).unwrap();
    let features = DECOMPOSED.iter().flat_map(|&sql| [(sql, false), (sql, true)]).collect::<Vec<_>>();
    for windows in [
        "length = \"6 months\"\nstep = \"1 month\"",
        "kind = \"expanding\"\nlength = \"6 months\"\nstep = \"3 months\"",
        "kind = \"tumbling\"\nlength = \"2 months\"",
    ] {
        let plan = plan(folder.path(), windows, &features);
        let (runtime, orders) = read(&plan);
        let windows = schedule(&plan.windows, orders.times(), None).unwrap().windows;
        let of_all = features_of_windows(&plan.features, Some("amount"), &orders, &windows, 2);
        let found = runtime.block_on(of_all).unwrap();
        assert_eq!(found.len(), windows.len());
        for (window, features) in windows.iter().zip(&found) {
            assert!(features.matrix.customers().len() > 1000);
            assert_eq!(features.orders, window.range(orders.times()).len() as u64);
            let values = features.matrix.values();
            for (number, sql) in DECOMPOSED.iter().enumerate() {
                let (one_pass, direct) = (values.column(2 * number), values.column(2 * number + 1));
                let same = one_pass
                    .iter()
                    .zip(direct)
                    .all(|(left, right)| left.to_bits() == right.to_bits() || left.is_nan() && right.is_nan());
                assert!(same, "{sql} in the window that ends on {}", window.end_date());
            }
            let paid = features.revenue.as_ref().unwrap();
            assert!(paid.iter().zip(values.column(4)).all(|(paid, sum)| paid == sum), "sum(amount) is what was paid");
        }
    }
}

#[test]
fn a_dry_run_can_say_how_each_feature_is_computed_and_why() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("orders.csv"), orders()).unwrap();
    let mut features = DECOMPOSED.map(|sql| (sql, false)).to_vec();
    features.extend(DIRECT.map(|(sql, _)| (sql, false)));
    features.push(("count(*)", true));
    let plan = plan(folder.path(), "length = \"6 months\"\nstep = \"1 month\"", &features);
    let (runtime, orders) = read(&plan);
    let found = runtime.block_on(routes(&plan.features, &orders)).unwrap();
    let reasons = found.into_iter().map(|route| route.obstacle).collect::<Vec<_>>();
    let mut expected = vec![None; DECOMPOSED.len()];
    expected.extend(DIRECT.map(|(_, reason)| Some(reason.to_owned())));
    expected.push(Some("it is a query of its own".to_owned()));
    assert_eq!(reasons, expected);
}

/// What no aggregate needs a column for, and what no aggregate of the one pass is for.
#[test]
fn features_that_read_no_column_in_the_one_pass_are_computed_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("orders.csv"), orders()).unwrap();
    for sql in ["count(*)", "median(items)"] {
        let plan = plan(folder.path(), "length = \"6 months\"\nstep = \"1 month\"", &[(sql, false)]);
        let (runtime, orders) = read(&plan);
        let windows = schedule(&plan.windows, orders.times(), None).unwrap().windows;
        let found = runtime.block_on(features_of_windows(&plan.features, None, &orders, &windows, 2)).unwrap();
        for features in found {
            assert!(features.matrix.values().len() > 1000);
            assert!(features.matrix.values().iter().all(|&value| value >= 1.0), "{sql}");
        }
    }
}

#[test]
fn orders_are_the_same_however_they_are_cut_into_files_and_each_is_there_once() {
    let text = orders();
    let (header, lines) = text.split_once('\n').unwrap();
    let mut lines = lines.lines().map(str::to_owned).collect::<Vec<_>>();
    // Orders that come again: later, at the same moment, and as the only order of a customer, who is none then.
    let again = lines.iter().step_by(197).enumerate().map(|(number, line)| {
        let mut cells = line.split(',').map(str::to_owned).collect::<Vec<_>>();
        match number % 3 {
            0 => cells[0] = format!("~only{number}"),
            1 => cells[2] = "2022-12-31 23:59:59".to_owned(),
            _ => cells[3] = "1000.00".to_owned(),
        }
        cells.join(",")
    });
    let again = again.collect::<Vec<_>>();
    lines.extend(again.clone());
    // What is to be kept, of all lines in no order.
    let mut once = BTreeMap::<&str, Vec<&str>>::new();
    for line in &lines {
        let cells = line.split(',').collect::<Vec<_>>();
        let key = |cells: &[&str]| (cells[2].to_owned(), cells[0].to_owned(), cells[3].len(), cells[3].to_owned());
        let kept = once.entry(cells[1]).or_insert_with(|| cells.clone());
        if key(&cells) < key(kept) {
            *kept = cells;
        }
    }
    let customers = once.values().map(|cells| cells[0]).collect::<BTreeSet<_>>();
    let mut times = once.values().map(|cells| cells[2].to_owned()).collect::<Vec<_>>();
    times.sort();

    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("orders.csv");
    let windows = "length = \"6 months\"\nstep = \"1 month\"";
    let features = DECOMPOSED.iter().chain(DIRECT.iter().map(|(sql, _)| sql)).map(|&sql| (sql, false));
    let plan = plan(folder.path(), windows, &features.collect::<Vec<_>>());
    let mut sorted = lines.clone();
    sorted.sort_by(|one, other| one.split(',').nth(2).cmp(&other.split(',').nth(2)));
    let month = |line: &str| line.split(',').nth(2).map(|time| time[..7].to_owned());
    let by_month = sorted.chunk_by(|one, other| month(one) == month(other)).map(<[_]>::to_vec).collect::<Vec<_>>();
    let dealt = (0..7).map(|hand| lines.iter().skip(hand).step_by(7).rev().cloned().collect::<Vec<_>>());
    let late = [lines[..30_000].to_vec(), by_month.concat()[..2].to_vec(), lines[30_000..].to_vec()];
    let mut first: Option<Vec<String>> = None;
    for (cut, files) in [
        ("one file", vec![lines.clone()]),
        ("a file a month", by_month.clone()),
        ("files that overlap", dealt.collect()),
        (
            "months backwards, one cut in two",
            by_month.iter().rev().flat_map(|month| [month[1..].to_vec(), month[..1].to_vec()]).collect(),
        ),
        ("two lines once more", late.to_vec()),
    ] {
        let _ = std::fs::remove_dir_all(&source);
        std::fs::create_dir(&source).unwrap();
        for (number, lines) in files.iter().enumerate() {
            std::fs::write(source.join(format!("{number}.csv")), format!("{header}\n{}\n", lines.join("\n"))).unwrap();
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
        let read = read_orders(&plan, &runtime).unwrap();
        let repeated = read.rejected.iter().find(|rejection| rejection.reason == "repeated").unwrap();
        let rows = files.iter().map(Vec::len).sum::<usize>();
        assert_eq!(repeated.rows, (rows - once.len()) as u64, "{cut}");
        assert!(read.orders.times().iter().map(ToString::to_string).eq(times.iter().cloned()), "{cut}: times");
        let ids = (0..).map_while(|code| read.orders.customers().id(code));
        assert!(ids.eq(customers.iter().copied()), "{cut}: customers");
        let windows = schedule(&plan.windows, read.orders.times(), None).unwrap().windows;
        let found = features_of_windows(&plan.features, Some("amount"), &read.orders, &windows, 2);
        let found = runtime.block_on(found).unwrap();
        let found = found.iter().map(|window| format!("{:?} {:?}", window.matrix, window.revenue)).collect::<Vec<_>>();
        assert!(*first.get_or_insert_with(|| found.clone()) == found, "{cut}: features");
    }
}
