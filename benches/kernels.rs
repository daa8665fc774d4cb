//! The three kernels that a run spends its time in: a K-Means fit, agreement with its interval, window features.
//!
//! `cargo bench --bench kernels`; docs/performance.md says what came out.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use linfa::ParamGuard;
use ndarray::Array2;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use segwatch::agreement::{Contingency, Labelling, Resampling, adjusted_rand_interval};
use segwatch::config;
use segwatch::kmeans::KMeansParams;
use segwatch::source::{Inputs, features_of_windows, read_orders};
use segwatch::synthetic::{self, MarketParams};
use segwatch::window::schedule;

/// Five overlapping clouds, so that a fit has something to decide.
fn clouds(rows: usize, columns: usize) -> Array2<f64> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let centres = (0..5 * columns).map(|_| random.gen_range(-2.0..2.0)).collect::<Vec<f64>>();
    Array2::from_shape_fn((rows, columns), |(row, column)| {
        let noise = (0..6).map(|_| random.gen_range(-0.7..0.7)).sum::<f64>();
        centres[row % 5 * columns + column] + noise
    })
}

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

fn labelling(rows: u32, seed: u64) -> Labelling {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let labels = (0..rows).map(|row| if random.gen_bool(0.9) { row % 5 } else { random.gen_range(0..5) }).collect();
    Labelling::new((0..rows).collect(), labels, 5).unwrap()
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
    let mut group = criterion.benchmark_group("demo market");
    group.sample_size(10);
    group.bench_function("orders read and checked", |bencher| {
        bencher.iter(|| runtime.block_on(read_orders(&plan, &inputs, 2)).unwrap());
    });
    let orders = runtime.block_on(read_orders(&plan, &inputs, 2)).unwrap().orders;
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
