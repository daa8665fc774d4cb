//! The job of `benches/peers/peers.py` and no more: features, models and comparisons of all windows, as Parquet.
//!
//! `end_to_end PIPELINE OUT`. `segwatch run` does this by the same functions, and goes on: noise floors, drift, the
//! reference model's audit, report.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use segwatch::config;
use segwatch::memory::Memory;
use segwatch::progress::Progress;
use segwatch::run::{self, Cache, CheckOptions, NoiseFloors, RunOptions, RunWindow, Unwatched};
use segwatch::sink::{self, Assignment, Table};
use segwatch::source::CustomerDirectory;
use serde_json::json;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // Cargo's own flag comes first or last.
    let arguments = std::env::args().skip(1).filter(|argument| argument != "--bench").collect::<Vec<_>>();
    let [pipeline, out] = arguments.as_slice() else { return };
    let out = Path::new(out);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).build().unwrap();
    let (cache, memory) = (Cache::none(), Memory::default());
    let options = RunOptions {
        as_of: None,
        in_service: None,
        checks: CheckOptions::default(),
        threads,
        partitions: threads,
        memory: &memory,
        cache: &cache,
        watch: &Unwatched,
    };

    let plan = config::load(Path::new(pipeline), &|name| std::env::var(name).ok()).unwrap();
    let prepared = run::prepare(&plan, &options, &runtime).unwrap();
    let fitted = run::fit(&plan, &prepared, &options, &runtime).unwrap();
    let no_rivals = fitted.windows.iter().map(|_| Vec::new()).collect::<Vec<_>>();
    let origins = 0..fitted.windows.len();
    let compared = run::compare_windows(
        &plan,
        &fitted,
        &no_rivals,
        origins,
        &NoiseFloors::default(),
        &cache,
        &Progress::default(),
    )
    .unwrap();

    for folder in ["features", "assignments"] {
        std::fs::create_dir_all(out.join(folder)).unwrap();
    }
    let customers = prepared.orders.customers();
    fitted.windows.par_iter().flat_map_iter(|window| tables(window, customers)).for_each(|table| write(out, &table));
    write(out, &sink::row_table(&compared.comparisons, &BTreeMap::new()).unwrap());
    let inertias = fitted.windows.iter().filter_map(|window| {
        let (model, _) = window.fitted.as_ref().ok()?;
        Some((window.window.end_date().to_string(), model.optimum().inertia()))
    });
    let inertias = inertias.collect::<BTreeMap<_, _>>();
    std::fs::write(out.join("inertias.json"), json!(inertias).to_string()).unwrap();
}

/// Features, and each customer's segment by the window's own model.
fn tables(window: &RunWindow, customers: &CustomerDirectory) -> [Table; 2] {
    let end = window.window.end_date();
    let (_, labelling) = window.fitted.as_ref().unwrap();
    let rows = labelling.customers().iter().zip(labelling.labels()).map(|(&customer, &segment)| Assignment {
        customer,
        reference_segment: segment,
        refit_segment: Some(segment),
        previous_segment: None,
        margin: 0.0,
    });
    let provenance = BTreeMap::new();
    let features = sink::feature_table(end, &window.matrix, customers, &provenance).unwrap();
    [features, sink::assignment_table(end, &rows.collect::<Vec<_>>(), customers, &provenance).unwrap()]
}

fn write(out: &Path, table: &Table) {
    std::fs::write(out.join(&table.path), &table.bytes).unwrap();
}
