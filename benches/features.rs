//! From files to the features of all windows, and no further: what `benches/peers/features.py` times.
//!
//! `features PIPELINE [OUT]` prints the seconds of its two steps as JSON and, with a folder OUT, writes the features there.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use segwatch::memory::Memory;
use segwatch::run::{ReadOptions, read_orders};
use segwatch::source::{Inputs, Profiling, features_of_windows};
use segwatch::window::schedule;
use segwatch::{config, sink};
use serde_json::json;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // Cargo's own flag comes first or last.
    let arguments = std::env::args().skip(1).filter(|argument| argument != "--bench").collect::<Vec<_>>();
    let Some(pipeline) = arguments.first() else { return };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).build().unwrap();

    let begun = Instant::now();
    let plan = config::load(Path::new(pipeline), &|_| None).unwrap();
    let inputs = Inputs::find(&plan).unwrap();
    let files = inputs.digest().unwrap();
    let memory = Memory::default();
    let options = ReadOptions { kept: None, profiling: Profiling::None, partitions: threads, memory: &memory };
    let orders = read_orders(&plan, &inputs, &files, options, &runtime).unwrap().0.orders;
    let read = begun.elapsed().as_secs_f64();

    let begun = Instant::now();
    let windows = schedule(&plan.windows, orders.times(), None).unwrap().windows;
    let amount = plan.orders.amounts.first().map(String::as_str);
    let features = features_of_windows(&plan.features, amount, &orders, &windows, threads);
    let features = runtime.block_on(features).unwrap();
    let computed = begun.elapsed().as_secs_f64();

    println!(
        "{}",
        json!({
            "orders": orders.times().len(),
            "windows": windows.len(),
            "rows": features.iter().map(|window| window.matrix.customers().len()).sum::<usize>(),
            "read_seconds": read,
            "features_seconds": computed,
        })
    );
    if let Some(out) = arguments.get(1) {
        for (window, features) in windows.iter().zip(&features) {
            let table =
                sink::feature_table(window.end_date(), &features.matrix, orders.customers(), &BTreeMap::new()).unwrap();
            let path = Path::new(out).join(table.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, table.bytes).unwrap();
        }
    }
}
