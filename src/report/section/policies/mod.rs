//! What would have happened: maintenance policies replayed over the history.

mod chart;
mod sensitivity;

use serde::Serialize;

use crate::language::NOTHING;
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::report::table::{Cell, Column, Table};
use crate::stability::{Policy, PolicyKind};

/// The policies that were tried.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Policies {
    figure: Figure,
    table: Table,
    /// Nothing where costs are not known.
    sensitivity: Option<Table>,
}

/// The policies of an edition; nothing where none could be tried.
pub(in crate::report) fn policies(edition: &Edition<'_>) -> Option<Policies> {
    let record = edition.report.record;
    (!record.policies.is_empty()).then(|| Policies {
        figure: chart::figure(edition),
        table: table(edition),
        sensitivity: sensitivity::table(edition),
    })
}

/// What a policy is called.
pub(super) fn policy_name(edition: &Edition<'_>, policy: &Policy) -> String {
    let (phrases, language) = (edition.phrases, edition.language);
    match policy.policy {
        PolicyKind::Interval => {
            let interval = policy.interval_months.map_or_else(|| NOTHING.to_owned(), |months| language.months(months));
            if interval == language.months(1.0) { phrases.policy_monthly() } else { phrases.policy_interval(interval) }
        }
        PolicyKind::OnBreach => phrases.policy_on_breach(),
        PolicyKind::Never => phrases.policy_never(),
    }
}

/// Whether this is the recommended policy.
fn is_recommended(edition: &Edition<'_>, policy: &Policy) -> bool {
    let recommended = edition.report.record.policy.value.recommended.as_ref();
    recommended.is_some_and(|best| (best.policy, best.interval_steps) == (policy.policy, policy.interval_steps))
}

/// Whether the history says what a year costs.
fn costs_are_known(edition: &Edition<'_>) -> bool {
    edition.report.record.policies.iter().any(|policy| policy.annual_cost.is_some())
}

fn table(edition: &Edition<'_>) -> Table {
    let (record, phrases) = (edition.report.record, edition.phrases);
    let mut columns = vec![
        Column::words(phrases.column_policy()),
        Column::numbers(phrases.column_retrains()),
        Column::numbers(phrases.column_mean()),
        Column::numbers(phrases.column_worst()),
        Column::numbers(phrases.column_below()),
        Column::numbers(phrases.column_relabelled()),
        Column::words(phrases.column_serves()),
    ];
    if costs_are_known(edition) {
        let currency = &record.policy.value.currency;
        let cost = phrases.column_cost(currency);
        columns.insert(1, Column::numbers(&cost));
    }
    Table {
        caption: phrases.policies_table(),
        columns,
        rows: record.policies.iter().map(|policy| row(edition, policy)).collect(),
    }
}

fn row(edition: &Edition<'_>, policy: &Policy) -> Vec<Cell> {
    let (phrases, language) = (edition.phrases, edition.language);
    let threshold = edition.report.record.threshold;
    let recommended = is_recommended(edition, policy);
    let ari = |ari: f64| Cell::from(edition.ari_in_table(Some(ari))).marked("below", ari < threshold);
    let serves = if policy.meets_service_level { phrases.yes() } else { phrases.no() };
    let name = policy_name(edition, policy);
    let mut cells = vec![
        if recommended { Cell::noted(name, phrases.policy_recommended()) } else { name.into() },
        language.decimal(policy.retrains_per_year, 1).into(),
        ari(policy.mean_ari),
        ari(policy.worst_ari),
        Cell::from(edition.share(policy.share_below)).marked("below", !policy.meets_service_level),
        policy.relabelled_share.map_or_else(|| NOTHING.to_owned(), |share| edition.share(share)).into(),
        Cell::from(serves.as_str()).marked("below", !policy.meets_service_level),
    ];
    if costs_are_known(edition) {
        let cost = policy.annual_cost.map_or_else(|| NOTHING.to_owned(), |cost| edition.language.money(cost, ""));
        cells.insert(1, cost.into());
    }
    cells.into_iter().map(|cell| cell.marked("best", recommended)).collect()
}
