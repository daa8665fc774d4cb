//! The two cadences of the contract, a card each.

use serde::Serialize;

use crate::language::{Figure, NOTHING};
use crate::record::Stated;
use crate::report::edition::Edition;
use crate::report::section::header::Fact;
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
    let card = card(edition, stated, edition.phrases.cadence_models());
    CadenceCard { cost: cost(edition, &stated.value), ..card }
}

/// How often to label again.
pub(super) fn rescore(edition: &Edition<'_>) -> CadenceCard {
    card(edition, &edition.report.record.recommendation.rescore, edition.phrases.cadence_labellings())
}

fn card(edition: &Edition<'_>, stated: &Stated<Cadence>, looked_at: String) -> CadenceCard {
    let (phrases, language) = (edition.phrases, edition.language);
    let cadence = &stated.value;
    let interval = || cadence.months.map_or_else(|| NOTHING.to_owned(), |m| language.months(m));
    let step = language.months(edition.report.record.step_months);
    let observed = language.months(cadence.observed_months);
    let (outcome, interval, outcome_label) = match cadence.outcome {
        CadenceOutcome::Found => ("found", interval(), phrases.cadence_found()),
        CadenceOutcome::ShorterThanStep => {
            ("shorter_than_step", phrases.range_under(step), phrases.cadence_shorter_than_step())
        }
        CadenceOutcome::NotReached => {
            ("not_reached", phrases.cadence_at_least(observed), phrases.cadence_not_reached())
        }
        CadenceOutcome::InsufficientHistory => {
            ("insufficient_history", interval(), phrases.cadence_insufficient_history())
        }
        CadenceOutcome::Unmonitorable => ("unmonitorable", NOTHING.to_owned(), phrases.verdict_unmonitorable()),
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

fn facts(edition: &Edition<'_>, cadence: &Cadence, looked_at: String) -> Vec<Fact> {
    let (phrases, language) = (edition.phrases, edition.language);
    let due = if cadence.outcome == CadenceOutcome::Found { phrases.cadence_due() } else { phrases.cadence_review() };
    let observed = phrases.cadence_up_to(language.months(cadence.observed_months));
    let assured = cadence.assured_months.map(|months| {
        // At least so many: rounded down.
        let months = language.months((months * 10.0 + 1e-6).floor() / 10.0);
        let name = phrases.cadence_assured(edition.confidence());
        Fact::new(&name, phrases.cadence_at_least(months))
    });
    [
        cadence.review_on.map(|day| Fact::new(due, edition.language.date(day))),
        assured,
        Some(Fact::new(looked_at, language.count(cadence.origins))),
        Some(Fact::new(phrases.cadence_independent(), language.count(cadence.independent_origins))),
        Some(Fact::new(phrases.cadence_events(), language.count(cadence.events))),
        Some(Fact::new(phrases.cadence_ages(), observed)),
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
    let decimals = usize::from((times - times.round()).abs() > 0.05);
    let money = |amount: f64| Figure::money(amount.round(), currency);
    Some(edition.phrases.cadence_cost(money(times * each), Figure::Number { value: times, decimals }, money(each)))
}
