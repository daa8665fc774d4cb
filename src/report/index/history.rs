//! The verdict's history as a drawing: one run a day, the one last written.

use chrono::NaiveDate;

use super::Index;
use super::runs::Numbers;
use crate::language::{Language, NOTHING};
use crate::record::RunSummary;
use crate::report::chart::{Look, Mark, VerdictHistory, floor_of};
use crate::report::figure::{Figure, Key};
use crate::report::phrases::Phrases;
use crate::report::section::verdict::words;
use crate::stability::VerdictKind;

/// Shapes of the legend, as the style sheet has them.
const KEYS: [(VerdictKind, &str); 5] = [
    (VerdictKind::Keep, "key-shape key-keep"),
    (VerdictKind::Retrain, "key-shape key-retrain"),
    (VerdictKind::Undecidable, "key-shape key-undecidable"),
    (VerdictKind::InsufficientHistory, "key-shape key-insufficient"),
    (VerdictKind::Unmonitorable, "key-shape key-unmonitorable"),
];

/// The figure; nothing where no run can be read.
pub(super) fn figure(index: &Index<'_>, language: Language) -> Option<Figure> {
    let phrases = Phrases::of(language);
    let mut runs: Vec<&RunSummary> = index.readable().map(|(_, run)| run).collect();
    // Newest first, so that the last written of a day stays.
    runs.dedup_by_key(|run| run.as_of);
    runs.reverse();
    let (first, newest) = (*runs.first()?, *runs.last()?);
    let figure = Figure::new("history", phrases.index_history_title(), phrases.index_history_caption());
    if runs.iter().all(|run| agreement(run).is_none()) {
        return Some(figure.without(phrases.index_history_empty()));
    }
    let floor = floor_of(runs.iter().flat_map(|run| {
        let verdict = &run.verdict.value;
        [verdict.ari, verdict.ari_low, Some(run.threshold - 0.1)].into_iter().flatten()
    }));
    let step = if floor < 0.3 { 0.2 } else { 0.1 };
    let ticks = (0..=20u32)
        .map(|index| 1.0 - step * f64::from(index))
        .take_while(|tick| *tick >= floor - 1e-9)
        .map(|tick| Mark { value: tick, label: language.decimal(tick, 1) });
    let before = std::iter::once(None).chain(runs.iter().map(Some));
    let looks = runs.iter().zip(before).map(|(run, before)| Look {
        continues: before.is_some_and(|before| same_model(before, run)),
        ..look(run, first.as_of, language)
    });
    let minimum = phrases.threshold_label(Numbers::of(newest, language).minimum());
    let chart = VerdictHistory { looks: looks.collect(), floor, ticks: ticks.collect(), minimum };
    let description = phrases.index_history_description(
        runs.len(),
        first.as_of,
        newest.as_of,
        Numbers::of(newest, language).ari().unwrap_or_else(|| NOTHING.to_owned()),
        words(phrases, newest.verdict.value.kind),
    );
    Some(figure.keyed(legend(&runs, phrases)).drawn(&chart, &description))
}

fn agreement(run: &RunSummary) -> Option<f64> {
    run.verdict.value.ari.filter(|ari| ari.is_finite())
}

/// Whether the same model was in service.
fn same_model(before: &RunSummary, run: &RunSummary) -> bool {
    let entry = |run: &RunSummary| run.reference.promoted.as_ref().map(|promoted| promoted.entry);
    before.reference.window_end == run.reference.window_end && entry(before) == entry(run)
}

fn look(run: &RunSummary, first: NaiveDate, language: Language) -> Look {
    let phrases = Phrases::of(language);
    let verdict = &run.verdict.value;
    let numbers = Numbers::of(run, language);
    let label = words(phrases, verdict.kind);
    let ari = numbers.ari().unwrap_or_else(|| NOTHING.to_owned());
    let days = i32::try_from((run.as_of - first).num_days()).unwrap_or(i32::MAX);
    Look {
        day: f64::from(days),
        name: language.short_date(run.as_of),
        value: agreement(run),
        interval: verdict.ari_low.zip(verdict.ari_high).filter(|(low, high)| low.is_finite() && high.is_finite()),
        minimum: run.threshold,
        kind: verdict.kind,
        continues: false,
        tip: match numbers.interval() {
            Some((low, high)) => phrases.index_look(run.as_of, label, ari, phrases.range(low, high)),
            None => phrases.index_look_without(run.as_of, label),
        },
    }
}

/// The verdicts that there are, and the dash where one has no agreement.
fn legend(runs: &[&RunSummary], phrases: Phrases) -> Vec<Key> {
    let kinds = KEYS
        .into_iter()
        .filter(|(kind, _)| runs.iter().any(|run| run.verdict.value.kind == *kind && agreement(run).is_some()));
    let mut legend: Vec<Key> = kinds.map(|(kind, mark)| Key::new(mark, words(phrases, kind))).collect();
    if runs.iter().any(|run| agreement(run).is_none()) {
        legend.push(Key::new("key-shape key-without", phrases.index_history_without()));
    }
    legend
}
