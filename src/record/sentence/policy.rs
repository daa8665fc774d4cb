//! Which maintenance policy is recommended.

use super::Terms;
use crate::language::{Figure, Message, exact};
use crate::record::PolicyChoice;
use crate::stability::{Policy, PolicyKind, Sensitivity};

pub(super) fn policy(choice: &PolicyChoice, terms: &Terms) -> Vec<Message> {
    let message = |id: &str| {
        Message::new(id)
            .with("threshold", Figure::exact(terms.threshold))
            .with("level", Figure::level(terms.service_level))
    };
    if choice.unmonitorable {
        return vec![message("policy-unmonitorable")];
    }
    let Some(recommended) = &choice.recommended else { return vec![message("policy-none")] };
    let first = match recommended.annual_cost {
        Some(cost) => message("policy-cheapest").with("cost", Figure::money(cost, &choice.currency)),
        None => message("policy-fewest").with("retrains", Figure::tenths(recommended.retrains_per_year)),
    };
    let mut sentences = vec![first.with("policy", name(recommended, terms))];
    if choice.sensitivity.is_empty() {
        return sentences;
    }
    let others: Vec<_> = [cheaper(choice, recommended), dearer(choice, recommended)].into_iter().flatten().collect();
    if others.is_empty() {
        sentences.push(Message::new("policy-same"));
    }
    sentences.extend(others.into_iter().filter_map(|at| {
        let policy = name(at.recommended.as_ref()?, terms);
        Some(Message::new("policy-other").with("times", times(at.factor)).with("policy", policy))
    }));
    sentences
}

/// The first other recommendation as a stale month gets cheaper.
fn cheaper<'a>(choice: &'a PolicyChoice, recommended: &Policy) -> Option<&'a Sensitivity> {
    let below = choice.sensitivity.iter().filter(|at| at.factor < 1.0 && differs(at, recommended));
    below.max_by(|left, right| left.factor.total_cmp(&right.factor))
}

/// The first other recommendation as it gets dearer.
fn dearer<'a>(choice: &'a PolicyChoice, recommended: &Policy) -> Option<&'a Sensitivity> {
    let above = choice.sensitivity.iter().filter(|at| at.factor > 1.0 && differs(at, recommended));
    above.min_by(|left, right| left.factor.total_cmp(&right.factor))
}

fn differs(at: &Sensitivity, recommended: &Policy) -> bool {
    let same =
        |policy: &Policy| (policy.policy, policy.interval_steps) == (recommended.policy, recommended.interval_steps);
    at.recommended.as_ref().is_some_and(|policy| !same(policy))
}

/// What a policy is called: "re-fitting every 3 months".
fn name(policy: &Policy, terms: &Terms) -> Figure {
    let every = policy.interval_steps.map(|steps| Figure::every(steps, terms.step));
    let id = match policy.policy {
        PolicyKind::Interval => "policy-interval",
        PolicyKind::OnBreach => "policy-on_breach",
        PolicyKind::Never => "policy-never",
    };
    Figure::Phrase(Message::new(id).with_some("every", every))
}

/// A multiple of the cost of a stale month: "twice the cost".
fn times(factor: f64) -> Figure {
    let known = [(0.25, "times-quarter"), (0.5, "times-half"), (2.0, "times-two"), (4.0, "times-four")];
    let named = known.into_iter().find(|(known, _)| (known - factor).abs() < 1e-9);
    Figure::Phrase(match named {
        Some((_, id)) => Message::new(id),
        None => {
            Message::new("times-other").with("factor", Figure::Number { value: factor, decimals: exact(factor, 0) })
        }
    })
}
