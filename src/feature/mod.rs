//! What is known of each customer in a window, and how it is made ready for K-Means.
//!
//! [`FeatureMatrix`] holds raw values; a [`Preprocessor`], fitted on one window, is the only maker of a
//! [`ScaledMatrix`], so that centroids never meet values scaled by another window's scaler.

mod fill;
mod matrix;
mod preprocessor;
mod scaler;
mod summary;

pub use fill::FillError;
pub use matrix::{Customers, FeatureMatrix, MatrixError};
pub use preprocessor::{Column, Preprocessor, PreprocessorError, ScaledMatrix};
pub use summary::{mean, population_deviation};
