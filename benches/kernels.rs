//! The three kernels that a run spends its time in: a K-Means fit, agreement with its interval, window features.
//!
//! `cargo bench --bench kernels`; docs/performance.md says what came out.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

mod inputs;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use inputs::{clouds, labelling};
use linfa::ParamGuard;
use segwatch::agreement::{Contingency, Resampling, adjusted_rand_interval};
use segwatch::config;
use segwatch::kmeans::KMeansParams;
use segwatch::memory::Memory;
use segwatch::run::{ReadOptions, read_orders};
use segwatch::source::{Inputs, Profiling, features_of_windows};
use segwatch::synthetic::{self, MarketParams};
use segwatch::window::schedule;

fn fits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("kmeans fit, k = 5, 10 starts or more");
    group.sample_size(10);
    for (rows, columns) in [(10_000, 4), (100_000, 4), (100_000, 12)] {
        let data = clouds(rows, columns);
        let params = KMeansParams::new(5).seed(42).check().unwrap();
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(format!("{rows} x {columns}"), |bencher| {
            bencher.iter(|| params.fit_matrix(black_box(data.view())).unwrap());
        });
    }
    group.finish();
}

fn agreement(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("agreement");
    let (left, right) = (labelling(1_000_000, 1), labelling(1_000_000, 2));
    group.throughput(Throughput::Elements(1_000_000));
    group.bench_function("contingency of 1,000,000 customers", |bencher| {
        bencher.iter(|| Contingency::same_rows(black_box(&left), black_box(&right)).unwrap());
    });
    let table = Contingency::same_rows(&left, &right).unwrap();
    let resampling = Resampling::new(0.95, 1000).unwrap();
    group.throughput(Throughput::Elements(1000));
    group.bench_function("interval of 1000 draws", |bencher| {
        bencher.iter(|| adjusted_rand_interval(black_box(&table), resampling, 7));
    });
    group.finish();
}

fn features(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in synthetic::pipeline_files() {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    std::fs::write(folder.path().join("orders.csv"), synthetic::market(&MarketParams::default()).orders_csv()).unwrap();
    let plan = config::load(folder.path(), &|_| None).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let inputs = Inputs::find(&plan).unwrap();
    let files = inputs.digest().unwrap();
    let memory = Memory::default();
    let options = ReadOptions { kept: None, profiling: Profiling::None, partitions: 2, memory: &memory };
    let read = || read_orders(&plan, &inputs, &files, options, &runtime).unwrap().0;
    let mut group = criterion.benchmark_group("demo market");
    group.sample_size(10);
    group.bench_function("orders read and checked", |bencher| {
        bencher.iter(read);
    });
    let orders = read().orders;
    let windows = schedule(&plan.windows, orders.times(), None).unwrap().windows;
    group.bench_function(format!("features of {} windows", windows.len()), |bencher| {
        bencher.iter(|| {
            let features = features_of_windows(&plan.features, None, &orders, black_box(&windows), 2);
            runtime.block_on(features).unwrap()
        });
    });
    group.finish();
}

criterion_group!(kernels, fits, agreement, features);
criterion_main!(kernels);
