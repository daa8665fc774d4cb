//! The verdict on markets whose truth is known. The tables of docs/calibration.md are made by the long test here.

use std::fmt::Write as _;

use chrono::NaiveDate;
use rayon::prelude::*;
use segwatch::calibration::{Look, Trial, placebo, power, simulated};
use segwatch::config;
use segwatch::memory::Memory;
use segwatch::numeric::Rate;
use segwatch::plan::Plan;
use segwatch::record::{Placebo, PlaceboRecord, PowerRecord};
use segwatch::run::{Cache, CheckOptions, RunOptions, Unwatched};
use segwatch::stability::FALSE_ALARMS;
use segwatch::synthetic::{
    DriftKind, DriftSize, MarketParams, PipelineParams, Planted, Population, Season, market_files,
};

/// The terms of the simulated pipelines: windows of a year, one a month, and what is agreed by default.
fn plan(features: usize, k: usize) -> Plan {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in market_files(&PipelineParams { features, k, ..PipelineParams::default() }) {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    config::load(folder.path(), &|_| None).unwrap()
}

fn day(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap()
}

/// 36 months, 10,000 customers: 25 windows of a year.
fn market(seed: u32) -> MarketParams {
    MarketParams {
        seed: 1000 + u64::from(seed),
        customers: 10_000,
        start: day(2023, 1),
        end: day(2026, 1),
        population: Population::Apart,
        season: Season::Usual,
        drift: None,
    }
}

/// Follows `seeds` markets, each made from the first by `change`.
fn follow(k: usize, features: usize, seeds: u32, change: impl Fn(MarketParams) -> MarketParams + Sync) -> Vec<Trial> {
    let plan = plan(features, k);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let (cache, memory) = (Cache::none(), Memory::default());
    let options = RunOptions {
        as_of: None,
        in_service: None,
        checks: CheckOptions::default(),
        threads: 1,
        partitions: 1,
        memory: &memory,
        cache: &cache,
        watch: &Unwatched,
    };
    let trials = (0..seeds).into_par_iter();
    trials.map(|seed| simulated(&plan, &change(market(seed)), features, &options, &runtime).unwrap()).collect()
}

fn planted(kind: DriftKind, size: DriftSize) -> Planted {
    Planted { kind, size, on: day(2025, 3) }
}

#[test]
fn nothing_is_called_due_in_a_stationary_market_and_a_large_drift_is_found() {
    for trial in follow(4, 4, 2, |market| market) {
        assert_eq!(trial.looks.len(), 24);
        assert!(!trial.retrains(None), "{trial:?}");
    }
    let drift = planted(DriftKind::FreeDelivery, DriftSize::Large);
    let found = power(drift, &follow(4, 4, 1, |market| MarketParams { drift: Some(drift), ..market }));
    assert_eq!((found.found_in_3_months.count, found.early), (1, 0), "{found:?}");
}

/// `SEEDS=50 cargo test calibration_tables -- --ignored --nocapture` prints the tables of docs/calibration.md.
#[test]
#[ignore = "half an hour: every table of docs/calibration.md"]
fn calibration_tables() {
    let seeds: u32 = std::env::var("SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(10);
    let part = std::env::var("PART").unwrap_or_default();
    let wanted = |name: &str| part.is_empty() || part == name;
    if wanted("stationary") {
        stationary(seeds);
    }
    if wanted("other") {
        other_placebos(seeds);
    }
    if wanted("power") {
        drifts((seeds * 3 / 5).max(1));
    }
    if wanted("rules") {
        rules(seeds);
    }
}

fn percent(rate: &Rate) -> String {
    format!("{:.1} % [{:.1}, {:.1}]", 100.0 * rate.share, 100.0 * rate.low, 100.0 * rate.high)
}

fn placebo_line(name: &str, row: &PlaceboRecord) -> String {
    let last = |kind: &str| percent(&row.last_verdicts[kind]);
    format!(
        "| {name} | {} | {} | {} | {} | {} | {} |",
        row.retrain.of,
        percent(&row.retrain),
        percent(&row.drift),
        last("keep"),
        last("undecidable"),
        last("unmonitorable")
    )
}

const PLACEBO_HEAD: &str = "| market | seeds | re-training called due | drift found | last: keep | undecidable | unmonitorable |\n\
    |---|---|---|---|---|---|---|";

fn stationary(seeds: u32) {
    println!("\n{PLACEBO_HEAD}");
    let mut all = Vec::new();
    for (k, features) in [(3, 3), (4, 4), (5, 6), (6, 8)] {
        let trials = follow(k, features, seeds, |market| market);
        let row = placebo(Placebo::StationaryMarket, &trials);
        println!("{}", placebo_line(&format!("k = {k}, {features} features"), &row));
        all.extend(trials);
    }
    let row = placebo(Placebo::StationaryMarket, &all);
    println!("{}", placebo_line("all", &row));
    assert!(row.retrain.share <= 0.05 && (row.retrain.of < 200 || row.retrain.high <= 0.08), "{row:?}");
}

fn other_placebos(seeds: u32) {
    println!("\n{PLACEBO_HEAD}");
    let tied = |market| MarketParams { population: Population::NearTied, ..market };
    let tied = placebo(Placebo::StationaryMarket, &follow(4, 4, seeds, tied));
    println!("{}", placebo_line("two nearly tied optima, k = 4, 4 features", &tied));
    let peak = |market| MarketParams { season: Season::DecemberPeak, ..market };
    let peak = placebo(Placebo::SeasonalMarket, &follow(4, 4, seeds, peak));
    println!("{}", placebo_line("December peak, k = 4, 4 features", &peak));
    assert_eq!((tied.retrain.count, peak.retrain.count), (0, 0), "{tied:?} {peak:?}");
    assert!(peak.drift.low <= FALSE_ALARMS, "{peak:?}");
}

fn drifts(seeds: u32) {
    println!("\n| drift | size | seeds | found in 3 months | found | re-training called due | median delay | before |");
    println!("|---|---|---|---|---|---|---|---|");
    let mut wrong = Vec::new();
    let only = std::env::var("KIND").ok();
    for kind in DriftKind::ALL.into_iter().filter(|kind| only.as_ref().is_none_or(|only| only == kind.name())) {
        for size in DriftSize::ALL {
            let drift = planted(kind, size);
            let row = power(drift, &follow(4, 4, seeds, |market| MarketParams { drift: Some(drift), ..market }));
            println!("{}", power_line(&row));
            if size == DriftSize::Medium && row.found_in_3_months.share < 0.9 {
                wrong.push(format!("{row:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn power_line(row: &PowerRecord) -> String {
    let delay = row.median_delay_months.map_or("–".to_owned(), |months| format!("{months:.0} months"));
    format!(
        "| {} | {} | {} | {} | {} | {} | {delay} | {} |",
        row.description,
        row.size,
        row.found.of,
        percent(&row.found_in_3_months),
        percent(&row.found),
        percent(&row.retrain),
        row.early
    )
}

/// Three rules for many looks, on markets without seasons: how many ever call drift in two years.
fn rules(seeds: u32) {
    let trials = follow(4, 4, seeds, |market| MarketParams { season: Season::Flat, ..market });
    let breach = |look: &Look, floor: Option<f64>| look.ari_high.zip(floor).is_some_and(|(high, floor)| high < floor);
    let single = |trial: &Trial| trial.looks.iter().any(|look| breach(look, look.single_look_floor));
    let twice = |trial: &Trial| {
        let mut pairs = trial.looks.windows(2);
        pairs.any(|pair| pair.iter().all(|look| breach(look, look.single_look_floor)))
    };
    let life = |trial: &Trial| trial.looks.iter().any(|look| breach(look, look.noise_floor));
    let mut table = "\n| rule | markets in which it ever calls drift |\n|---|---|\n".to_owned();
    for (name, rule) in [
        ("each window at 5 %", &single as &dyn Fn(&Trial) -> bool),
        ("two windows in a row, each at 5 %", &twice),
        ("5 % over the model's life", &life),
    ] {
        let _ = writeln!(table, "| {name} | {} |", percent(&Rate::among(trials.iter().map(rule))));
    }
    println!("{table}");
}
