//! K-Means that finds the same, best partition every time.
//!
//! How well two segmentations agree means something only if each is the best one of its customers: two local optima
//! of the very same rows may agree less than two good segmentations a year apart. So a fit here is a search for the
//! global optimum that counts how often it was found, and reports what came near.
//!
//! - Rows are laid out in `tiles` and measured against centroids by the vectorised kernels of `nearest`, block by
//!   block as `blocks` says: the same bits on any machine and any number of threads.
//! - A descent is `lloyd`'s algorithm to full convergence, which looks only at the `labels` that may change, and then
//!   `hartigan`'s moves. `totals` are what means are made of.
//! - It begins at `seeding`'s greedy k-means++, or by `breathing` at a solution already known.
//! - `search` decides where descents begin, and keeps what they lead to in an archive of each distinct `optimum`.
//! - `fit` makes it linfa's `Fit`; `model` and `prediction` label rows; `standing` puts a model known from before in the
//!   place of the one found; `second_opinion` asks linfa-clustering.

mod blocks;
mod breathing;
mod by_rows;
mod error;
mod fit;
mod hartigan;
mod labels;
mod lloyd;
mod model;
mod nearest;
mod optimum;
mod params;
mod prediction;
mod random;
mod rare;
mod scores;
mod search;
mod second_opinion;
mod seeding;
mod standing;
mod tiles;
mod totals;
mod validation;

pub use error::{KMeansError, KMeansParamsError};
pub use model::{KMeansModel, NearTie};
pub use params::{KMeansParams, KMeansValidParams};
pub use prediction::{Assignment, assign, assign_with_margin};
pub use second_opinion::second_opinion;

#[cfg(test)]
mod tests;
