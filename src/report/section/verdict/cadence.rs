//! The two cadences of the contract, a card each.

use serde::Serialize;

use crate::record::Stated;
use crate::report::edition::Edition;
use crate::report::numerals::MISSING;
use crate::report::section::header::Fact;
use crate::report::words::fill;
use crate::stability::{Cadence, CadenceOutcome};

/// A cadence.
#[derive(Debug, Serialize)]
pub(super) struct CadenceCard {
    outcome: &'static str,
    interval: String,
    outcome_label: String,
    sentence: String,
    cost: Option<String>,
    facts: Vec<Fact>,
}

/// How often to fit again.
pub(super) fn retrain(edition: &Edition<'_>) -> CadenceCard {
    let stated = &edition.report.record.recommendation.retrain;
    let card = card(edition, stated, &edition.phrases.cadence_models);
    CadenceCard { cost: cost(edition, &stated.value), ..card }
}

/// How often to label again.
pub(super) fn rescore(edition: &Edition<'_>) -> CadenceCard {
    card(edition, &edition.report.record.recommendation.rescore, &edition.phrases.cadence_labellings)
}

fn card(edition: &Edition<'_>, stated: &Stated<Cadence>, looked_at: &str) -> CadenceCard {
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let cadence = &stated.value;
    let interval = || cadence.months.map_or_else(|| MISSING.to_owned(), |m| numerals.months(m));
    let step = numerals.months(edition.report.record.step_months);
    let observed = numerals.months(cadence.observed_months);
    let (outcome, interval, outcome_label) = match cadence.outcome {
        CadenceOutcome::Found => ("found", interval(), &phrases.cadence_found),
        CadenceOutcome::ShorterThanStep => {
            ("shorter_than_step", fill(&phrases.range_under, &[("to", &step)]), &phrases.cadence_shorter_than_step)
        }
        CadenceOutcome::NotReached => {
            ("not_reached", fill(&phrases.cadence_at_least, &[("interval", &observed)]), &phrases.cadence_not_reached)
        }
        CadenceOutcome::InsufficientHistory => {
            ("insufficient_history", interval(), &phrases.cadence_insufficient_history)
        }
        CadenceOutcome::Unmonitorable => ("unmonitorable", MISSING.to_owned(), &phrases.verdict_unmonitorable),
    };
    CadenceCard {
        outcome,
        interval,
        outcome_label: outcome_label.clone(),
        sentence: edition.sentence(&stated.sentence),
        cost: None,
        facts: facts(edition, cadence, looked_at),
    }
}

fn facts(edition: &Edition<'_>, cadence: &Cadence, looked_at: &str) -> Vec<Fact> {
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let due = if cadence.outcome == CadenceOutcome::Found { &phrases.cadence_due } else { &phrases.cadence_review };
    let observed = fill(&phrases.cadence_up_to, &[("age", &numerals.months(cadence.observed_months))]);
    let assured = cadence.assured_months.map(|months| {
        // At least so many: rounded down.
        let months = numerals.months((months * 10.0 + 1e-6).floor() / 10.0);
        let name = fill(&phrases.cadence_assured, &[("confidence", &edition.confidence())]);
        Fact::new(&name, fill(&phrases.cadence_at_least, &[("interval", &months)]))
    });
    [
        cadence.review_on.map(|day| Fact::new(due, day.to_string())),
        assured,
        Some(Fact::new(looked_at, numerals.count(cadence.origins))),
        Some(Fact::new(&phrases.cadence_independent, numerals.count(cadence.independent_origins))),
        Some(Fact::new(&phrases.cadence_events, numerals.count(cadence.events))),
        Some(Fact::new(&phrases.cadence_ages, observed)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What re-fitting at the recommended interval costs in a year, where the configuration names a price.
fn cost(edition: &Edition<'_>, cadence: &Cadence) -> Option<String> {
    if cadence.outcome != CadenceOutcome::Found {
        return None;
    }
    let contract = edition.report.record.configuration.get("contract")?;
    let each = contract.get("retrain_cost")?.as_f64()?;
    let currency = contract.get("currency").and_then(serde_json::Value::as_str).unwrap_or_default();
    let times = cadence.months.filter(|months| *months > 0.0).map(|months| 12.0 / months)?;
    let numerals = &edition.numerals;
    let decimals = usize::from((times - times.round()).abs() > 0.05);
    Some(fill(
        &edition.phrases.cadence_cost,
        &[
            ("amount", &numerals.decimal(times * each, 0)),
            ("currency", currency),
            ("times", &numerals.decimal(times, decimals)),
            ("each", &numerals.decimal(each, 0)),
        ],
    ))
}
