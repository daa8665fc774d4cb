//! The verdict, and the two cadences of the contract.

use serde::Serialize;

use super::header::Fact;
use crate::record::Stated;
use crate::report::chart::{Gauge, floor_of};
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::report::numerals::MISSING;
use crate::report::words::fill;
use crate::stability::{Cadence, CadenceOutcome, Verdict, VerdictKind};

/// The verdict, and the two cadences.
#[derive(Debug, Serialize)]
pub(in crate::report) struct VerdictPart {
    kind: &'static str,
    label: String,
    sentence: String,
    facts: Vec<Fact>,
    gauge: Option<Figure>,
    retrain: CadenceCard,
    rescore: CadenceCard,
}

/// A cadence.
#[derive(Debug, Serialize)]
struct CadenceCard {
    outcome: &'static str,
    interval: String,
    outcome_label: String,
    sentence: String,
    evidence: String,
    cost: Option<String>,
}

/// The verdict of an edition.
pub(in crate::report) fn verdict(edition: &Edition<'_>) -> VerdictPart {
    let record = edition.report.record;
    let stated = &record.verdict;
    let retrain = card(edition, &record.recommendation.retrain);
    VerdictPart {
        kind: stated.value.kind.name(),
        label: label(edition, stated.value.kind).to_owned(),
        sentence: edition.sentence(&stated.sentence),
        facts: facts(edition, &stated.value),
        gauge: gauge(edition, &stated.value),
        retrain: CadenceCard { cost: cost(edition, &record.recommendation.retrain.value), ..retrain },
        rescore: card(edition, &record.recommendation.rescore),
    }
}

fn label<'a>(edition: &Edition<'a>, kind: VerdictKind) -> &'a str {
    let phrases = edition.phrases;
    match kind {
        VerdictKind::Keep => &phrases.verdict_keep,
        VerdictKind::Retrain => &phrases.verdict_retrain,
        VerdictKind::Undecidable => &phrases.verdict_undecidable,
        VerdictKind::InsufficientHistory => &phrases.verdict_insufficient_history,
        VerdictKind::Unmonitorable => &phrases.verdict_unmonitorable,
    }
}

fn facts(edition: &Edition<'_>, verdict: &Verdict) -> Vec<Fact> {
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let interval = verdict.ari_low.zip(verdict.ari_high).map(|(low, high)| {
        let name = fill(&phrases.verdict_interval, &[("confidence", &edition.confidence())]);
        let range = fill(&phrases.range, &[("from", &edition.ari(low)), ("to", &edition.ari(high))]);
        Fact::new(&name, range)
    });
    [
        verdict.ari.map(|ari| Fact::new(&phrases.verdict_ari, edition.ari(ari))),
        interval,
        verdict.age_months.map(|age| Fact::new(&phrases.verdict_age, numerals.months(age))),
        verdict.window_end.map(|end| Fact::new(&phrases.verdict_window, end.to_string())),
        verdict.below_since.map(|since| Fact::new(&phrases.verdict_below_since, since.to_string())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn gauge(edition: &Edition<'_>, verdict: &Verdict) -> Option<Figure> {
    let (record, phrases, numerals) = (edition.report.record, edition.phrases, &edition.numerals);
    let value = verdict.ari.filter(|ari| ari.is_finite())?;
    let interval = verdict.ari_low.zip(verdict.ari_high).filter(|(low, high)| low.is_finite() && high.is_finite());
    let (low, high) = interval.unwrap_or((value, value));
    let floor = floor_of([value, low, record.threshold - 0.1].into_iter());
    let threshold = edition.threshold();
    let step = if floor < 0.3 { 0.2 } else { 0.1 };
    let ticks = (0..=20u32)
        .map(|index| 1.0 - step * f64::from(index))
        .take_while(|tick| *tick >= floor - 1e-9)
        .map(|tick| (tick, numerals.decimal(tick, 1)))
        .collect();
    let chart = Gauge {
        value,
        interval,
        threshold: record.threshold,
        label: fill(&phrases.gauge_minimum, &[("threshold", &threshold)]),
        floor,
        ticks,
    };
    let description = fill(
        &phrases.gauge_description,
        &[
            ("ari", &edition.ari(value)),
            ("low", &edition.ari(low)),
            ("high", &edition.ari(high)),
            ("threshold", &threshold),
        ],
    );
    Some(Figure::new("gauge", &phrases.gauge_title, "").drawn_small(&chart, &description))
}

fn card(edition: &Edition<'_>, stated: &Stated<Cadence>) -> CadenceCard {
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
    };
    let evidence = fill(
        &phrases.cadence_origins,
        &[
            ("origins", &numerals.count(cadence.origins)),
            ("independent", &numerals.count(cadence.independent_origins)),
            ("observed", &observed),
        ],
    );
    CadenceCard {
        outcome,
        interval,
        outcome_label: outcome_label.clone(),
        sentence: edition.sentence(&stated.sentence),
        evidence,
        cost: None,
    }
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
