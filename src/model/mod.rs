//! A segmentation model: scaler and centroids together. Nothing ever puts old centroids on a new scaler.

mod certainty;
mod profile;
mod segmentation;

pub use certainty::{audit, near_ties};
pub use profile::profile;
pub use segmentation::{Segmentation, SegmentationError};
