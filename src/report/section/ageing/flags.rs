//! Comparisons that have no number, or one to be read with care.

use std::collections::BTreeMap;

use crate::report::edition::Edition;
use crate::report::table::{Cell, Column, Table};
use crate::stability::Quantity;

/// Flagged comparisons, counted by quantity and reason; nothing when all are sound.
pub(super) fn table(edition: &Edition<'_>) -> Option<Table> {
    let (phrases, language) = (edition.phrases, edition.language);
    let mut groups: BTreeMap<(Quantity, &str), (u64, u64)> = BTreeMap::new();
    for row in edition.report.comparisons {
        if let Some(flag) = row.flag.as_deref() {
            let group = groups.entry((row.quantity, flag)).or_default();
            group.0 += 1;
            group.1 += u64::from(row.ari.is_none());
        }
    }
    let rows: Vec<Vec<Cell>> = groups
        .into_iter()
        .map(|((quantity, flag), (all, without))| {
            vec![
                edition.quantity(quantity).into(),
                edition.reason(Some(flag)).into(),
                language.count(all).into(),
                language.count(without).into(),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: phrases.flags_caption(),
        columns: vec![
            Column::words(phrases.column_quantity()),
            Column::words(phrases.column_reason()),
            Column::numbers(phrases.column_comparisons()),
            Column::numbers(phrases.column_without_number()),
        ],
        rows,
    })
}
