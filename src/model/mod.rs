//! A segmentation model: scaler and centroids together. Nothing ever puts old centroids on a new scaler.

mod attribution;
mod audit;
mod map;
mod profile;
mod rival;
mod segmentation;
mod size;
mod stored;
mod typical;
mod unchanged;

pub use attribution::Aged;
pub use audit::audit;
pub use map::{SegmentMap, map};
pub use profile::profile;
pub use rival::{Rival, rivals};
pub use segmentation::{Segmentation, SegmentationError};
pub use size::sizes;
pub use typical::typical;
pub use unchanged::{Resampled, Unchanged, sample_rows};
