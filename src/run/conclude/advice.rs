//! What is advised: the two cadences of the contract, and the policy that costs least.

use chrono::NaiveDate;

use crate::plan::Plan;
use crate::record::{PolicyChoice, Recommendation, Stated, Terms};
use crate::stability::{
    Cadence, CadenceTerms, Comparison, Policy, PolicyTerms, Quantity, policies, recommended, sensitivity,
};

/// How often to fit again and to label again, from the survival in `terms`.
///
/// Labels by one and the same model need no fit to be repeatable: their cadence stands where the model's does not.
pub(super) fn recommendation(
    plan: &Plan,
    terms: &Terms<'_>,
    newest_end: NaiveDate,
    unmonitorable: bool,
) -> Recommendation {
    let cadence = |quantity, in_service_since| {
        let contract = CadenceTerms {
            service_level: plan.contract.service_level,
            confidence: plan.stability.confidence,
            step: plan.windows.step,
            newest_end,
            in_service_since,
        };
        Cadence::read(quantity, terms.survival, &contract)
    };
    let retrain = cadence(Quantity::Staleness, terms.reference_end);
    Recommendation {
        retrain: Stated::retrain(if unmonitorable { retrain.unmonitorable() } else { retrain }, terms),
        rescore: Stated::rescore(cadence(Quantity::Migration, newest_end), terms),
    }
}

/// All policies replayed, and the one that is recommended; none of a segmentation that cannot be monitored.
pub(super) fn policy(plan: &Plan, comparisons: &[Comparison], unmonitorable: bool) -> (Vec<Policy>, PolicyChoice) {
    let terms = PolicyTerms {
        threshold: plan.stability.threshold,
        service_level: plan.contract.service_level,
        step_months: plan.windows.step.months(),
        retrain_cost: plan.contract.retrain_cost,
        stale_month_cost: plan.contract.stale_month_cost,
    };
    let policies = policies(comparisons, &terms);
    let choice = PolicyChoice {
        recommended: recommended(&policies).copied().filter(|_| !unmonitorable),
        unmonitorable,
        sensitivity: if unmonitorable { Vec::new() } else { sensitivity(&policies, &terms) },
        currency: plan.contract.currency.clone(),
    };
    (policies, choice)
}
