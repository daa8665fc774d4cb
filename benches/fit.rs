//! One fit, or one agreement, of numbers from a file: what `benches/peers/fit.py` times.
//!
//! `fit fit ROWS COLUMNS K OUT`: ROWS is a file of 64-bit floats, row by row; the fit is that of `segwatch run`. Writes its
//! seconds, inertia and starts to OUT, as JSON, and what one of Lloyd's iterations takes beside one pass of plain reading.
//! `fit agreement LABELS SEGMENTS OUT`: LABELS is a file of 32-bit labels, those of one labelling and then of another.
#![allow(missing_docs, clippy::unwrap_used, clippy::cast_precision_loss, reason = "a benchmark")]

use std::hint::black_box;
use std::time::Instant;

use linfa::ParamGuard;
use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;
use segwatch::agreement::{Contingency, Labelling, adjusted_mutual_information, adjusted_rand_index};
use segwatch::kmeans::{KMeansModel, KMeansParams};
use serde_json::{Value, json};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // Cargo's own flag comes first or last.
    let arguments = std::env::args().skip(1).filter(|argument| argument != "--bench").collect::<Vec<_>>();
    let arguments = arguments.iter().map(String::as_str).collect::<Vec<_>>();
    let (found, out) = match arguments[..] {
        ["fit", rows, columns, k, out] => (fit(rows, columns.parse().unwrap(), k.parse().unwrap()), out),
        ["agreement", labels, segments, out] => (agreement(labels, segments.parse().unwrap()), out),
        _ => return,
    };
    std::fs::write(out, found.to_string()).unwrap();
}

fn fit(path: &str, columns: usize, k: usize) -> Value {
    let values: Vec<_> = read(path, f64::from_le_bytes);
    let rows = Array2::from_shape_vec((values.len() / columns, columns), values).unwrap();
    let (model, seconds) = timed(|| KMeansParams::new(k).check().unwrap().fit_matrix(rows.view()).unwrap());
    json!({
        "seconds": seconds,
        "inertia": model.inertia(),
        "starts": model.restarts(),
        "moves": model.moves(),
        "read_seconds": fastest(|| read_through(&rows)),
        "iteration_seconds": iteration_seconds(rows.view(), k),
    })
}

/// What an early iteration takes, when the bounds spare nothing: the second, third and fourth of one start on all rows.
fn iteration_seconds(rows: ArrayView2<'_, f64>, k: usize) -> f64 {
    let start = |iterations| -> KMeansModel {
        let params = KMeansParams::new(k).restarts(1).max_restarts(1).sample_rows(rows.nrows());
        params.max_iterations(iterations).check().unwrap().fit_matrix(rows).unwrap()
    };
    (fastest(|| start(4)) - fastest(|| start(1))) / 3.0
}

/// A sum over all values, which is little beside reading them.
fn read_through(rows: &Array2<f64>) -> f64 {
    let values = rows.as_slice().unwrap();
    let sum = |values: &[f64]| {
        let mut lanes = [0.0; 32];
        for chunk in values.as_chunks::<32>().0 {
            for (lane, value) in lanes.iter_mut().zip(chunk) {
                *lane += value;
            }
        }
        lanes.iter().sum::<f64>()
    };
    values.par_chunks(1 << 16).map(sum).sum()
}

fn agreement(path: &str, segments: usize) -> Value {
    let mut left: Vec<_> = read(path, u32::from_le_bytes);
    let right = left.split_off(left.len() / 2);
    let customers = (0..u32::try_from(left.len()).unwrap()).collect::<std::sync::Arc<[u32]>>();
    let labelling = |labels| Labelling::new(customers.clone(), labels, segments).unwrap();
    let (left, right) = (labelling(left), labelling(right));
    let ((ari, ami), seconds) = timed(|| {
        let table = Contingency::same_rows(&left, &right).unwrap();
        (adjusted_rand_index(&table), adjusted_mutual_information(&table))
    });
    json!({ "seconds": seconds, "ari": ari, "ami": ami })
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let found = work();
    (found, begun.elapsed().as_secs_f64())
}

/// The least of five times.
fn fastest<T>(work: impl Fn() -> T) -> f64 {
    (0..5).map(|_| timed(|| black_box(work())).1).fold(f64::INFINITY, f64::min)
}

fn read<T, const BYTES: usize>(path: &str, value: impl Fn([u8; BYTES]) -> T) -> Vec<T> {
    std::fs::read(path).unwrap().as_chunks().0.iter().map(|bytes| value(*bytes)).collect()
}
