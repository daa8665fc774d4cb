//! A kernel on a small fixed input, again and again: what `.ci/instructions.py` counts the instructions of.
//!
//! `instructions` names the kernels; `instructions KERNEL TIMES` runs one. What one run takes is the difference of two counts.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

mod inputs;

use std::hint::black_box;

use inputs::{clouds, labelling};
use linfa::ParamGuard;
use segwatch::agreement::{
    Contingency, Resampling, adjusted_mutual_information, adjusted_rand_index, adjusted_rand_interval,
};
use segwatch::kmeans::{KMeansParams, KMeansValidParams, assign, assign_with_margin};

/// A kernel, as often as said.
type Kernel = fn(usize);

const KERNELS: [(&str, Kernel); 6] = [
    ("kmeans fit, 4 columns", |times| fit(4, times)),
    ("kmeans fit, 11 columns", |times| fit(11, times)),
    ("kmeans fit near known solutions", fit_near),
    ("kmeans labels and margins", labels),
    ("contingency table and indices", indices),
    ("interval of an index", interval),
];

fn main() {
    // Cargo's own flag comes first or last.
    let arguments = std::env::args().skip(1).filter(|argument| argument != "--bench").collect::<Vec<_>>();
    let Some(kernel) = arguments.first() else {
        for (name, _) in KERNELS {
            println!("{name}");
        }
        return;
    };
    let times = arguments[1].parse().unwrap();
    let (_, run) = KERNELS.iter().find(|(name, _)| name == kernel).unwrap();
    run(times);
}

fn params() -> KMeansValidParams {
    KMeansParams::new(5).check().unwrap()
}

fn fit(columns: usize, times: usize) {
    let rows = clouds(2000, columns);
    for _ in 0..times {
        black_box(params().fit_matrix(black_box(rows.view())).unwrap());
    }
}

fn fit_near(times: usize) {
    let rows = clouds(5000, 4);
    let known = params().fit_matrix(rows.view()).unwrap();
    let params = KMeansParams::new(5).restarts(2).check().unwrap();
    for _ in 0..times {
        black_box(params.fit_near(black_box(rows.view()), &[known.centroids().view()]).unwrap());
    }
}

fn labels(times: usize) {
    let rows = clouds(20_000, 4);
    let centroids = clouds(5, 4);
    for _ in 0..times {
        black_box(assign(black_box(rows.view()), centroids.view()).unwrap());
        black_box(assign_with_margin(black_box(rows.view()), centroids.view()).unwrap());
    }
}

fn indices(times: usize) {
    let (left, right) = (labelling(100_000, 1), labelling(100_000, 2));
    for _ in 0..times {
        let table = Contingency::same_rows(black_box(&left), black_box(&right)).unwrap();
        black_box((adjusted_rand_index(&table), adjusted_mutual_information(&table)));
    }
}

fn interval(times: usize) {
    let (left, right) = (labelling(100_000, 1), labelling(100_000, 2));
    let table = Contingency::same_rows(&left, &right).unwrap();
    let resampling = Resampling::new(0.95, 100).unwrap();
    for _ in 0..times {
        black_box(adjusted_rand_interval(black_box(&table), resampling, 7));
    }
}
