//! How sure the optimum is that a model rests on: what another program finds.

use linfa::ParamGuard;

use super::segmentation::params;
use super::{Segmentation, SegmentationError};
use crate::agreement::{Contingency, Labelling, adjusted_rand_index};
use crate::feature::FeatureMatrix;
use crate::kmeans;
use crate::plan::ModelPlan;
use crate::record::AuditRecord;

/// Starts of the second opinion: it is asked whether it finds anything better, not to be sure of the best.
const AUDIT_RESTARTS: u32 = 10;

/// The same customers fitted by linfa-clustering.
///
/// # Errors
/// When the features differ from the model's.
pub fn audit(
    plan: &ModelPlan,
    model: &Segmentation,
    matrix: &FeatureMatrix,
    labelling: &Labelling,
) -> Result<AuditRecord, SegmentationError> {
    let scaled = model.preprocessor().scale(matrix)?;
    let params = params(plan).restarts(plan.restarts.min(AUDIT_RESTARTS)).check()?;
    let opinion = kmeans::second_opinion(scaled.values(), &params)?;
    let other = model.labelling(&scaled, opinion.assign(scaled.values())?)?;
    Ok(AuditRecord {
        engine: "linfa-clustering".to_owned(),
        inertia_ratio: opinion.inertia() / model.optimum().inertia(),
        ari: adjusted_rand_index(&Contingency::same_rows(labelling, &other)?),
    })
}
