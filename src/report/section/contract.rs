//! The proposal: how often, how sure, at what cost, what next; the clauses, what they rest on, and where to sign.

use serde::Serialize;

use super::header::Fact;
use super::policies::policy_name;
use super::verdict::{annual_cost, interval_of};
use crate::calendar::Period;
use crate::language::Figure;
use crate::record::Severity;
use crate::report::edition::Edition;
use crate::stability::{Cadence, CadenceOutcome, VerdictKind};

/// The proposal of an edition.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Contract {
    /// Questions and their answers.
    answers: Vec<Answer>,
    clauses: Vec<String>,
    measured: Vec<Fact>,
    limits: Vec<String>,
}

/// A question that everyone has, and the answer in a few words.
#[derive(Debug, Serialize)]
struct Answer {
    question: String,
    short: String,
    note: String,
}

/// The proposal of an edition.
pub(in crate::report) fn contract(edition: &Edition<'_>) -> Contract {
    Contract {
        answers: vec![how_often(edition), how_sure(edition), what_cost(edition), what_next(edition)],
        clauses: clauses(edition),
        measured: measured(edition),
        limits: limits(edition),
    }
}

fn how_often(edition: &Edition<'_>) -> Answer {
    let phrases = edition.phrases;
    let recommendation = &edition.report.record.recommendation;
    let (retrain, rescore) = (&recommendation.retrain.value, &recommendation.rescore.value);
    let short = if is_found(retrain) {
        phrases.answer_every(interval_of(edition, retrain))
    } else {
        phrases.answer_on_breach()
    };
    let note = if is_found(rescore) {
        phrases.answer_rescore(interval_of(edition, rescore))
    } else {
        phrases.answer_rescore_each_check()
    };
    Answer { question: phrases.ask_how_often(), short, note }
}

/// Whether an interval can be promised.
fn is_found(cadence: &Cadence) -> bool {
    cadence.outcome == CadenceOutcome::Found
}

fn how_sure(edition: &Edition<'_>) -> Answer {
    let (record, phrases) = (edition.report.record, edition.phrases);
    let cadence = &record.recommendation.retrain.value;
    let independent = cadence.independent_origins;
    let (short, note) = match cadence.outcome {
        CadenceOutcome::Found => {
            (edition.confidence(), phrases.answer_sure(edition.level(record.service_level), edition.threshold()))
        }
        CadenceOutcome::Unmonitorable => (phrases.verdict_unmonitorable(), phrases.answer_unmonitorable()),
        _ => (phrases.answer_no_promise(), phrases.answer_independent(independent)),
    };
    Answer { question: phrases.ask_how_sure(), short, note }
}

fn what_cost(edition: &Edition<'_>) -> Answer {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let policy = &record.policy.value;
    let recommended = policy.recommended.as_ref();
    let cheapest = recommended.and_then(|recommended| {
        let name = policy_name(edition, recommended);
        Some((name, Figure::money(recommended.annual_cost?.round(), &policy.currency)))
    });
    let interval = annual_cost(edition, &record.recommendation.retrain.value);
    let (short, note) = match (interval, cheapest) {
        (Some(cost), Some((name, amount))) => {
            (phrases.answer_a_year(cost.amount), phrases.answer_cheapest(cost.times, cost.each, name, amount))
        }
        (Some(cost), None) => (phrases.answer_a_year(cost.amount), phrases.answer_times(cost.times, cost.each)),
        (None, Some((name, amount))) => (phrases.answer_a_year(amount), phrases.answer_policy(name)),
        (None, None) => {
            let why = language.spoken(&record.policy.sentence).unwrap_or_default();
            (phrases.answer_no_cost(), why.to_owned())
        }
    };
    Answer { question: phrases.ask_what_cost(), short, note }
}

fn what_next(edition: &Edition<'_>) -> Answer {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let recommendation = &record.recommendation;
    let reviews = [&recommendation.retrain, &recommendation.rescore].map(|stated| stated.value.review_on);
    let review = reviews.into_iter().flatten().min();
    let short = match record.verdict.value.kind {
        VerdictKind::Keep => phrases.next_keep(),
        VerdictKind::Retrain => phrases.next_retrain(),
        VerdictKind::Undecidable => phrases.next_undecidable(),
        VerdictKind::InsufficientHistory => phrases.next_insufficient_history(),
        VerdictKind::Unmonitorable => phrases.next_unmonitorable(),
    };
    let note = review.map_or_else(String::new, |day| phrases.next_review(language.long_date(day)));
    Answer { question: phrases.ask_what_next(), short, note }
}

fn clauses(edition: &Edition<'_>) -> Vec<String> {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let recommendation = &record.recommendation;
    let interval = |cadence: &Cadence| interval_of(edition, cadence);
    let (retrain, rescore) = (&recommendation.retrain.value, &recommendation.rescore.value);
    let refit =
        if is_found(retrain) { phrases.clause_refit(interval(retrain)) } else { phrases.clause_refit_on_breach() };
    let label =
        if is_found(rescore) { phrases.clause_rescore(interval(rescore)) } else { phrases.clause_rescore_each_check() };
    let level = is_found(retrain)
        .then(|| phrases.clause_level(edition.confidence(), edition.level(record.service_level), interval(retrain)));
    let step = record.window_step.parse::<Period>();
    let every = step.map_or_else(|_| Figure::from(record.window_step.as_str()), |step| Figure::every(1, step));
    [
        Some(phrases.clause_object(
            record.pipeline.as_str(),
            record.reference.k,
            language.long_date(record.reference.window_end),
        )),
        Some(phrases.clause_check(every)),
        Some(phrases.clause_minimum(edition.threshold(), edition.confidence())),
        Some(refit),
        Some(label),
        level,
        cost_clause(edition),
        Some(phrases.clause_record()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is paid for a re-fit and counted for a stale month, where the configuration names them.
fn cost_clause(edition: &Edition<'_>) -> Option<String> {
    let money = |key: &str| edition.price(key).map(|amount| edition.in_currency(amount));
    Some(edition.phrases.clause_cost(money("retrain_cost")?, money("stale_month_cost")?))
}

fn measured(edition: &Edition<'_>) -> Vec<Fact> {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let verdict = &record.verdict.value;
    let agreement = verdict.ari.zip(verdict.ari_low.zip(verdict.ari_high)).map(|(ari, (low, high))| {
        Fact::new(phrases.verdict_ari(), phrases.rate(edition.ari(ari), edition.ari(low), edition.ari(high)))
    });
    let floor = verdict.noise_floor.map(|floor| Fact::new(phrases.measured_floor(), edition.ari(floor)));
    let retrain = &record.recommendation.retrain.value;
    [
        Some(Fact::new(phrases.measured_orders(), language.count(record.orders.used))),
        Some(Fact::new(phrases.windows(), language.count(edition.report.windows.len()))),
        Some(Fact::new(
            phrases.measured_models(),
            phrases.measured_independent(retrain.origins, retrain.independent_origins),
        )),
        agreement,
        floor,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the figures do not say: one thing that is always so, and the run's warnings.
fn limits(edition: &Edition<'_>) -> Vec<String> {
    let record = edition.report.record;
    let warnings = record.notices.iter().filter(|notice| notice.severity == Severity::Warning);
    let warnings = warnings.map(|notice| edition.sentence(&notice.message));
    std::iter::once(edition.phrases.limit_use()).chain(warnings).collect()
}
