//! How the recommendation depends on what a stale month costs.

use super::policy_name;
use crate::language::NOTHING;
use crate::report::edition::Edition;
use crate::report::table::{Cell, Column, Table};

/// The recommendation at other costs of a stale month; nothing where costs are not known.
pub(super) fn table(edition: &Edition<'_>) -> Option<Table> {
    let (phrases, language) = (edition.phrases, edition.language);
    let choice = &edition.report.record.policy.value;
    let rows: Vec<Vec<Cell>> = choice
        .sensitivity
        .iter()
        .map(|at| {
            let policy = at.recommended.as_ref();
            let cost = policy.and_then(|policy| policy.annual_cost);
            let contract = (at.factor - 1.0).abs() < 1e-9;
            let stale = language.decimal(at.stale_month_cost, if at.stale_month_cost.abs() < 100.0 { 2 } else { 0 });
            let times = phrases.times(language.decimal(at.factor, decimals(at.factor)));
            let row = [
                if contract { Cell::noted(times, phrases.sensitivity_contract()) } else { times.into() },
                stale.into(),
                policy.map_or_else(|| phrases.policy_none(), |policy| policy_name(edition, policy)).into(),
                cost.map_or_else(|| NOTHING.to_owned(), |cost| edition.language.money(cost, "")).into(),
            ];
            row.into_iter().map(|cell| cell.marked("best", contract)).collect()
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: phrases.sensitivity_caption(),
        columns: vec![
            Column::words(phrases.column_factor()),
            Column::numbers(phrases.column_stale_month(&choice.currency)),
            Column::words(phrases.column_cheapest()),
            Column::numbers(phrases.column_cost(&choice.currency)),
        ],
        rows,
    })
}

/// The decimals of a multiple: as many as it has, two at most.
fn decimals(factor: f64) -> usize {
    let whole = |number: f64| (number - number.round()).abs() < 1e-9;
    if whole(factor) {
        0
    } else if whole(10.0 * factor) {
        1
    } else {
        2
    }
}
