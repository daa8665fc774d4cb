//! Can the verdict be trusted? How it did where the truth is known.

use serde::Serialize;

use super::verdict;
use crate::language::NOTHING;
use crate::record::{CalibrationRecord, Placebo, PlaceboRecord, PowerRecord};
use crate::report::edition::Edition;
use crate::report::table::{Cell, Column, Table};
use crate::stability::VerdictKind;

/// How the verdict did where the truth is known.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Trust {
    /// Nothing until it was measured.
    measured: Option<Measured>,
}

/// What was measured.
#[derive(Debug, Serialize)]
struct Measured {
    /// What was done.
    lead: String,
    finding: Option<String>,
    false_alarms: Table,
    power: Table,
}

/// The calibration of an edition.
pub(in crate::report) fn trust(edition: &Edition<'_>) -> Trust {
    Trust { measured: edition.report.record.calibration.as_ref().map(|record| measured(edition, record)) }
}

fn measured(edition: &Edition<'_>, record: &CalibrationRecord) -> Measured {
    Measured {
        lead: edition.phrases.trust_lead(record.replicates, record.customers),
        finding: finding(edition, record),
        false_alarms: false_alarms(edition, record),
        power: power(edition, record),
    }
}

/// The false alarms of the first kind of markets, in a sentence.
fn finding(edition: &Edition<'_>, record: &CalibrationRecord) -> Option<String> {
    let first = record.placebos.first()?;
    let market = placebo_name(edition, first.placebo);
    let (drift, retrain) = (edition.rate(&first.drift), edition.rate(&first.retrain));
    Some(edition.phrases.trust_finding(market, drift, edition.level(record.nominal), retrain))
}

fn placebo_name(edition: &Edition<'_>, placebo: Placebo) -> String {
    let phrases = edition.phrases;
    match placebo {
        Placebo::OwnOrders => phrases.placebo_own_orders(),
        Placebo::StationaryMarket => phrases.placebo_stationary(),
        Placebo::SeasonalMarket => phrases.placebo_seasonal(),
    }
}

fn false_alarms(edition: &Edition<'_>, record: &CalibrationRecord) -> Table {
    let phrases = edition.phrases;
    let row = |placebo: &PlaceboRecord| {
        // An alarm more often than promised, and not by chance of the replicates.
        let broken = placebo.drift.low > record.nominal;
        vec![
            placebo_name(edition, placebo.placebo).into(),
            edition.language.count(placebo.drift.of).into(),
            edition.language.count(placebo.looks).into(),
            Cell::from(edition.rate(&placebo.drift)).marked("below", broken),
            edition.rate(&placebo.retrain).into(),
            Cell::from(last_verdicts(edition, placebo)).marked("verdicts", true),
        ]
    };
    Table {
        caption: phrases.false_alarms_caption(),
        columns: vec![
            Column::words(phrases.column_market()),
            Column::numbers(phrases.column_markets()),
            Column::numbers(phrases.column_looks()),
            Column::numbers(phrases.column_drift_found(edition.level(record.nominal))),
            Column::numbers(phrases.column_retrain_due()),
            Column::words(phrases.column_last_verdicts()),
        ],
        rows: record.placebos.iter().map(row).collect(),
    }
}

/// The verdicts that the markets ended with, the commonest first.
fn last_verdicts(edition: &Edition<'_>, placebo: &PlaceboRecord) -> String {
    let phrases = edition.phrases;
    let mut seen: Vec<_> = placebo.last_verdicts.iter().filter(|(_, rate)| rate.count > 0).collect();
    seen.sort_by_key(|(_, rate)| std::cmp::Reverse(rate.count));
    let told = seen.into_iter().map(|(name, rate)| {
        let known = VerdictKind::ALL.into_iter().find(|kind| kind.name() == name);
        let verdict = known.map_or_else(|| name.replace('_', " "), |kind| verdict::label(edition, kind));
        phrases.verdict_share(verdict, edition.share(rate.share))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { NOTHING.to_owned() } else { told.join("\n") }
}

fn power(edition: &Edition<'_>, record: &CalibrationRecord) -> Table {
    let (phrases, language) = (edition.phrases, edition.language);
    let row = |drift: &PowerRecord| {
        let delay = drift.median_delay_months.map_or_else(|| NOTHING.to_owned(), |months| language.months(months));
        vec![
            Cell::noted(
                phrases.drift_planted(phrases.drift_kind(&drift.kind), phrases.drift_size(&drift.size)),
                phrases.drift_meaning(&drift.kind, &drift.description),
            ),
            edition.rate(&drift.found_in_3_months).into(),
            edition.rate(&drift.found).into(),
            edition.rate(&drift.retrain).into(),
            delay.into(),
            language.count(drift.early).into(),
        ]
    };
    Table {
        caption: phrases.power_caption(),
        columns: vec![
            Column::words(phrases.column_drift()),
            Column::numbers(phrases.column_found_soon()),
            Column::numbers(phrases.column_found()),
            Column::numbers(phrases.column_retrain_due()),
            Column::numbers(phrases.column_delay()),
            Column::numbers(phrases.column_early()),
        ],
        rows: record.drifts.iter().map(row).collect(),
    }
}
