//! The maintenance policy that would have done best, as a card.

use serde::Serialize;

use crate::report::edition::Edition;
use crate::report::section::header::Fact;
use crate::report::section::policies::policy_name;
use crate::stability::Policy;

/// The recommended policy.
#[derive(Debug, Serialize)]
pub(super) struct PolicyCard {
    name: String,
    label: String,
    sentence: String,
    facts: Vec<Fact>,
}

/// The recommended policy of an edition.
pub(super) fn card(edition: &Edition<'_>) -> PolicyCard {
    let phrases = edition.phrases;
    let stated = &edition.report.record.policy;
    let recommended = stated.value.recommended.as_ref();
    let label = match recommended.map(|policy| policy.annual_cost) {
        _ if stated.value.unmonitorable => phrases.verdict_unmonitorable(),
        Some(Some(_)) => phrases.policy_cheapest(),
        Some(None) => phrases.policy_fewest(),
        None => phrases.policy_none_serves(),
    };
    PolicyCard {
        name: recommended.map_or_else(|| phrases.policy_none(), |policy| policy_name(edition, policy)),
        label: label.clone(),
        sentence: edition.sentence(&stated.sentence),
        facts: recommended.map_or_else(Vec::new, |policy| facts(edition, policy)),
    }
}

fn facts(edition: &Edition<'_>, policy: &Policy) -> Vec<Fact> {
    let (phrases, language) = (edition.phrases, edition.language);
    let currency = &edition.report.record.policy.value.currency;
    let cost = policy.annual_cost.map(|cost| Fact::new(phrases.policy_cost(), edition.language.money(cost, currency)));
    let relabelled = policy.relabelled_share.map(|share| Fact::new(phrases.policy_relabelled(), edition.share(share)));
    [
        cost,
        Some(Fact::new(phrases.policy_retrains(), language.decimal(policy.retrains_per_year, 1))),
        Some(Fact::new(phrases.policy_mean(), edition.ari(policy.mean_ari))),
        Some(Fact::new(phrases.policy_worst(), edition.ari(policy.worst_ari))),
        Some(Fact::new(phrases.policy_below(), edition.share(policy.share_below))),
        relabelled,
    ]
    .into_iter()
    .flatten()
    .collect()
}
