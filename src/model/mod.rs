//! A segmentation model: scaler and centroids together. Nothing ever puts old centroids on a new scaler.

mod attribution;
mod audit;
mod profile;
mod rival;
mod segmentation;
mod stored;
mod unchanged;

pub use attribution::Aged;
pub use audit::audit;
pub use profile::profile;
pub use rival::{Rival, rivals};
pub use segmentation::{Segmentation, SegmentationError};
pub use unchanged::{Resampled, Unchanged, sample_rows};
