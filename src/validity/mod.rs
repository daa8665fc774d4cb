//! How well a segmentation fits the rows it is of, told from these rows alone: internal validity.
//!
//! Each index is that of scikit-learn's function of the same name. Distances are Euclidean, on the scaled matrix.

mod calinski_harabasz;
mod davies_bouldin;
mod distance_sums;
mod grouped;
mod silhouette;
mod stratified;

pub use calinski_harabasz::calinski_harabasz;
pub use davies_bouldin::davies_bouldin;
pub use grouped::{GroupedRows, ValidityError};
pub use silhouette::{SegmentSilhouette, Silhouette, SilhouetteSample, silhouette};
