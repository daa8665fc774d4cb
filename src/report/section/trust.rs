//! Can the verdict be trusted? How it did where the truth is known.

use serde::Serialize;

use crate::record::{CalibrationRecord, Placebo, PlaceboRecord, PowerRecord};
use crate::report::edition::Edition;
use crate::report::numerals::MISSING;
use crate::report::table::{Cell, Column, Table};
use crate::report::words::fill;
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
    let numerals = &edition.numerals;
    Measured {
        lead: fill(
            &edition.phrases.trust_lead,
            &[("replicates", &numerals.count(record.replicates)), ("customers", &numerals.count(record.customers))],
        ),
        finding: finding(edition, record),
        false_alarms: false_alarms(edition, record),
        power: power(edition, record),
    }
}

/// The false alarms of the first kind of markets, in a sentence.
fn finding(edition: &Edition<'_>, record: &CalibrationRecord) -> Option<String> {
    let first = record.placebos.first()?;
    let rates = [
        ("market", placebo_name(edition, first.placebo).to_owned()),
        ("drift", edition.rate(&first.drift)),
        ("retrain", edition.rate(&first.retrain)),
        ("nominal", edition.level(record.nominal)),
    ];
    let rates = rates.each_ref().map(|(name, rate)| (*name, rate.as_str()));
    Some(fill(&edition.phrases.trust_finding, &rates))
}

fn placebo_name<'a>(edition: &Edition<'a>, placebo: Placebo) -> &'a str {
    let phrases = edition.phrases;
    match placebo {
        Placebo::OwnOrders => &phrases.placebo_own_orders,
        Placebo::StationaryMarket => &phrases.placebo_stationary,
        Placebo::SeasonalMarket => &phrases.placebo_seasonal,
    }
}

fn false_alarms(edition: &Edition<'_>, record: &CalibrationRecord) -> Table {
    let phrases = edition.phrases;
    let row = |placebo: &PlaceboRecord| {
        // An alarm more often than promised, and not by chance of the replicates.
        let broken = placebo.drift.low > record.nominal;
        vec![
            placebo_name(edition, placebo.placebo).into(),
            edition.numerals.count(placebo.drift.of).into(),
            edition.numerals.count(placebo.looks).into(),
            Cell::from(edition.rate(&placebo.drift)).marked("below", broken),
            edition.rate(&placebo.retrain).into(),
            Cell::from(last_verdicts(edition, placebo)).marked("verdicts", true),
        ]
    };
    Table {
        caption: phrases.false_alarms_caption.clone(),
        columns: vec![
            Column::words(&phrases.column_market),
            Column::numbers(&phrases.column_markets),
            Column::numbers(&phrases.column_looks),
            Column::numbers(&fill(&phrases.column_drift_found, &[("nominal", &edition.level(record.nominal))])),
            Column::numbers(&phrases.column_retrain_due),
            Column::words(&phrases.column_last_verdicts),
        ],
        rows: record.placebos.iter().map(row).collect(),
    }
}

/// The verdicts that the markets ended with, the commonest first.
fn last_verdicts(edition: &Edition<'_>, placebo: &PlaceboRecord) -> String {
    let phrases = edition.phrases;
    let known = [
        (VerdictKind::Keep, &phrases.verdict_keep),
        (VerdictKind::Retrain, &phrases.verdict_retrain),
        (VerdictKind::Undecidable, &phrases.verdict_undecidable),
        (VerdictKind::InsufficientHistory, &phrases.verdict_insufficient_history),
        (VerdictKind::Unmonitorable, &phrases.verdict_unmonitorable),
    ];
    let mut seen: Vec<_> = placebo.last_verdicts.iter().filter(|(_, rate)| rate.count > 0).collect();
    seen.sort_by_key(|(_, rate)| std::cmp::Reverse(rate.count));
    let told = seen.into_iter().map(|(name, rate)| {
        let words = known.into_iter().find(|(kind, _)| kind.name() == name).map(|(_, words)| words.clone());
        let verdict = words.unwrap_or_else(|| name.replace('_', " "));
        fill(&phrases.verdict_share, &[("verdict", &verdict), ("share", &edition.share(rate.share))])
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { MISSING.to_owned() } else { told.join("\n") }
}

fn power(edition: &Edition<'_>, record: &CalibrationRecord) -> Table {
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let row = |drift: &PowerRecord| {
        let named = [("kind", drift.kind.replace('_', " ")), ("size", drift.size.replace('_', " "))];
        let named = named.each_ref().map(|(name, value)| (*name, value.as_str()));
        let delay = drift.median_delay_months.map_or_else(|| MISSING.to_owned(), |months| numerals.months(months));
        vec![
            Cell::noted(fill(&phrases.drift_planted, &named), drift.description.as_str()),
            edition.rate(&drift.found_in_3_months).into(),
            edition.rate(&drift.found).into(),
            edition.rate(&drift.retrain).into(),
            delay.into(),
            numerals.count(drift.early).into(),
        ]
    };
    Table {
        caption: phrases.power_caption.clone(),
        columns: vec![
            Column::words(&phrases.column_drift),
            Column::numbers(&phrases.column_found_soon),
            Column::numbers(&phrases.column_found),
            Column::numbers(&phrases.column_retrain_due),
            Column::numbers(&phrases.column_delay),
            Column::numbers(&phrases.column_early),
        ],
        rows: record.drifts.iter().map(row).collect(),
    }
}
