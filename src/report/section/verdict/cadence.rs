//! The two cadences of the contract, a card each.

use serde::Serialize;

use crate::language::{Figure, Language, NOTHING};
use crate::record::Stated;
use crate::report::edition::Edition;
use crate::report::phrases::Phrases;
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
    let told = Told::of(edition.language, &stated.value, edition.report.record.step_months);
    CadenceCard {
        outcome: told.outcome,
        interval: told.interval,
        outcome_label: told.label,
        sentence: edition.sentence(&stated.sentence),
        cost: None,
        facts: facts(edition, &stated.value, looked_at),
    }
}

/// A cadence in a few words.
#[derive(Debug)]
pub(in crate::report) struct Told {
    /// What is known of it, as `run.json` names it.
    pub outcome: &'static str,
    /// How often.
    pub interval: String,
    /// What is known of it.
    pub label: String,
}

impl Told {
    /// A cadence in a language, where windows are so many months apart.
    pub fn of(language: Language, cadence: &Cadence, step_months: f64) -> Self {
        let phrases = Phrases::of(language);
        let interval = || cadence.months.map_or_else(|| NOTHING.to_owned(), |m| language.months(m));
        let step = language.months(step_months);
        let observed = language.months(cadence.observed_months);
        let (outcome, interval, label) = match cadence.outcome {
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
        Self { outcome, interval, label }
    }
}

/// The interval of a cadence, as in "3 months" or "at least 11 months".
pub(in crate::report::section) fn interval(edition: &Edition<'_>, cadence: &Cadence) -> String {
    Told::of(edition.language, cadence, edition.report.record.step_months).interval
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
pub(in crate::report::section) struct AnnualCost {
    /// Of a year.
    pub amount: Figure,
    /// Re-fits in a year.
    pub times: Figure,
    /// Of one re-fit.
    pub each: Figure,
}

/// The cost of a year at a cadence; nothing where it was not found, or has no price.
pub(in crate::report::section) fn annual_cost(edition: &Edition<'_>, cadence: &Cadence) -> Option<AnnualCost> {
    if cadence.outcome != CadenceOutcome::Found {
        return None;
    }
    let each = edition.price("retrain_cost")?;
    let times = cadence.months.filter(|months| *months > 0.0).map(|months| 12.0 / months)?;
    let decimals = usize::from((times - times.round()).abs() > 0.05);
    let money = |amount: f64| edition.in_currency(amount.round());
    Some(AnnualCost {
        amount: money(times * each),
        times: Figure::Number { value: times, decimals },
        each: money(each),
    })
}

fn cost(edition: &Edition<'_>, cadence: &Cadence) -> Option<String> {
    let cost = annual_cost(edition, cadence)?;
    Some(edition.phrases.cadence_cost(cost.amount, cost.times, cost.each))
}
