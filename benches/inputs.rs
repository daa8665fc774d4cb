//! The inputs of the kernels that are timed and counted: the same in every run.

use ndarray::Array2;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use segwatch::agreement::Labelling;

/// Five overlapping clouds, so that a fit has something to decide.
pub fn clouds(rows: usize, columns: usize) -> Array2<f64> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let centres = (0..5 * columns).map(|_| random.gen_range(-2.0..2.0)).collect::<Vec<f64>>();
    Array2::from_shape_fn((rows, columns), |(row, column)| {
        let noise = (0..6).map(|_| random.gen_range(-0.7..0.7)).sum::<f64>();
        centres[row % 5 * columns + column] + noise
    })
}

/// Labels of which nine in ten say the same whatever the seed.
pub fn labelling(rows: u32, seed: u64) -> Labelling {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let labels = (0..rows).map(|row| if random.gen_bool(0.9) { row % 5 } else { random.gen_range(0..5) }).collect();
    Labelling::new((0..rows).collect(), labels, 5).unwrap()
}
