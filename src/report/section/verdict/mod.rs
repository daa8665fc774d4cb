//! The verdict, the two cadences of the contract, and the policy that would have done best.

mod cadence;
mod gauge;
mod policy;

use chrono::NaiveDate;
use serde::Serialize;

use super::header::Fact;
use crate::language::beside_shown;
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::stability::{Signal, Verdict, VerdictKind};
use cadence::CadenceCard;
use policy::PolicyCard;

/// The verdict, the two cadences, and the policy.
#[derive(Debug, Serialize)]
pub(in crate::report) struct VerdictPart {
    kind: &'static str,
    label: String,
    sentence: String,
    facts: Vec<Fact>,
    gauge: Option<Figure>,
    retrain: CadenceCard,
    rescore: CadenceCard,
    policy: PolicyCard,
}

/// The verdict of an edition.
pub(in crate::report) fn verdict(edition: &Edition<'_>) -> VerdictPart {
    let record = edition.report.record;
    let stated = &record.verdict;
    VerdictPart {
        kind: stated.value.kind.name(),
        label: label(edition, stated.value.kind),
        sentence: edition.sentence(&stated.sentence),
        facts: facts(edition, &stated.value),
        gauge: gauge::gauge(edition, &stated.value),
        retrain: cadence::retrain(edition),
        rescore: cadence::rescore(edition),
        policy: policy::card(edition),
    }
}

pub(super) fn label(edition: &Edition<'_>, kind: VerdictKind) -> String {
    let phrases = edition.phrases;
    match kind {
        VerdictKind::Keep => phrases.verdict_keep(),
        VerdictKind::Retrain => phrases.verdict_retrain(),
        VerdictKind::Undecidable => phrases.verdict_undecidable(),
        VerdictKind::InsufficientHistory => phrases.verdict_insufficient_history(),
        VerdictKind::Unmonitorable => phrases.verdict_unmonitorable(),
    }
}

fn facts(edition: &Edition<'_>, verdict: &Verdict) -> Vec<Fact> {
    let (phrases, language) = (edition.phrases, edition.language);
    let decimals = decimals(verdict);
    let ari = |ari: f64| edition.ari_from(ari, decimals);
    let interval = verdict.ari_low.zip(verdict.ari_high).map(|(low, high)| {
        let name = phrases.verdict_interval(edition.confidence());
        Fact::new(&name, phrases.range(ari(low), ari(high)))
    });
    [
        verdict.ari.map(|value| Fact::new(phrases.verdict_ari(), ari(value))),
        interval,
        verdict
            .noise_floor
            .map(|floor| Fact::new(phrases.verdict_noise_floor(), phrases.verdict_or_better(ari(floor)))),
        verdict.age_months.map(|age| Fact::new(phrases.verdict_age(), language.months(age))),
        verdict.window_end.map(|end| Fact::new(phrases.verdict_window(), edition.language.date(end))),
        verdict.signal.map(|signal| Fact::new(phrases.verdict_signal(), told(edition, signal, verdict.drift_since))),
        verdict.below_since.map(|since| Fact::new(phrases.verdict_below_since(), edition.language.date(since))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether the customers have drifted, and since when.
fn told(edition: &Edition<'_>, signal: Signal, since: Option<NaiveDate>) -> String {
    let phrases = edition.phrases;
    match (signal, since) {
        (Signal::Drift, Some(since)) => phrases.change_since(since),
        (Signal::Drift, None) => phrases.yes(),
        (Signal::Season, _) => phrases.change_season(),
        (Signal::Noise, _) => phrases.no(),
        (Signal::Undecidable, _) => phrases.change_undecidable(),
    }
}

/// The decimals of the agreement and its interval: enough to see on which side of the noise floor they lie.
fn decimals(verdict: &Verdict) -> usize {
    let values: Vec<f64> = [verdict.ari, verdict.ari_low, verdict.ari_high].into_iter().flatten().collect();
    verdict.noise_floor.map_or(2, |floor| beside_shown(&values, floor, 2))
}
