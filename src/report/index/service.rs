//! The newest run's verdict, and the model in service.

use serde::Serialize;

use super::Index;
use super::runs::{Numbers, report};
use crate::language::Language;
use crate::record::{Promotion, StoredModel};
use crate::report::phrases::Phrases;
use crate::report::section::header::Fact;
use crate::report::section::verdict::words;

/// The newest run that can be read.
#[derive(Debug, Serialize)]
pub(super) struct Newest {
    as_of: String,
    kind: &'static str,
    label: String,
    sentence: String,
    report: String,
}

/// The model in service.
#[derive(Debug, Serialize)]
pub(super) struct Service {
    lead: String,
    facts: Vec<Fact>,
    note: Option<String>,
}

/// What the newest run says.
pub(super) fn newest(index: &Index<'_>, language: Language) -> Option<Newest> {
    let (run, summary) = index.newest()?;
    let phrases = Phrases::of(language);
    let sentence = language.spoken(&summary.verdict.sentence);
    Some(Newest {
        as_of: language.date(summary.as_of),
        kind: summary.verdict.value.kind.name(),
        label: words(phrases, summary.verdict.value.kind),
        sentence: sentence.map_or_else(|| phrases.sentence_missing(), str::to_owned),
        report: report(run, summary, language),
    })
}

/// Which model is in service: the registry's newest, else the first window's.
pub(super) fn service(index: &Index<'_>, language: Language) -> Service {
    let phrases = Phrases::of(language);
    let Some(registry) = index.registry else {
        return Service {
            lead: phrases.index_registry_unreadable(),
            facts: minimum(index, language).into_iter().collect(),
            note: None,
        };
    };
    let in_service = registry.last();
    match in_service.map(|promotion| (promotion, &promotion.model)) {
        Some((promotion, Some(model))) => promoted(index, promotion, model, language),
        Some((promotion, None)) => {
            let facts = first_window(index, language).into_iter().chain(entry(promotion, language));
            Service {
                lead: phrases.index_withdrawn(),
                facts: facts.chain(minimum(index, language)).collect(),
                note: None,
            }
        }
        None => {
            let facts = first_window(index, language).into_iter().chain(minimum(index, language));
            Service { lead: phrases.index_first_window(), facts: facts.collect(), note: None }
        }
    }
}

fn promoted(index: &Index<'_>, promotion: &Promotion, model: &StoredModel, language: Language) -> Service {
    let phrases = Phrases::of(language);
    let mut facts = vec![Fact::new(phrases.reference_window(), language.date(model.window_end))];
    facts.extend(entry(promotion, language));
    facts.push(Fact::new(phrases.index_from_run(), model.run_id.clone()));
    facts.extend(promotion.put_back.map(|entry| Fact::new(phrases.index_put_back(), language.count(entry))));
    facts.extend(minimum(index, language));
    let looked_at = index.newest().and_then(|(_, run)| run.reference.promoted.as_ref()).map(|record| record.entry);
    let note = (looked_at != Some(promotion.entry)).then(|| phrases.index_not_looked_at());
    Service { lead: phrases.index_promoted(), facts, note }
}

/// Who, when and why.
fn entry(promotion: &Promotion, language: Language) -> Vec<Fact> {
    let phrases = Phrases::of(language);
    vec![
        Fact::new(phrases.index_entry(), language.count(promotion.entry)),
        Fact::new(phrases.index_since(), language.moment(promotion.promoted_at.naive_utc())),
        Fact::new(phrases.index_by(), promotion.promoted_by.clone()),
        Fact::new(phrases.index_reason(), promotion.reason.clone()),
    ]
}

/// The first window's model, as the newest run that went by it says.
fn first_window(index: &Index<'_>, language: Language) -> Option<Fact> {
    let by_it = index.readable().find(|(_, run)| run.reference.promoted.is_none());
    by_it.map(|(_, run)| Fact::new(Phrases::of(language).reference_window(), language.date(run.reference.window_end)))
}

/// What the contract asks for.
fn minimum(index: &Index<'_>, language: Language) -> Option<Fact> {
    let (_, run) = index.newest()?;
    Some(Fact::new(Phrases::of(language).contract_minimum(), Numbers::of(run, language).minimum()))
}
