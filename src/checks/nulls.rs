//! Columns that are empty where they were not.
//!
//! Of a source: its share of empty cells beside that in the earlier run, among all rows or, where rows came in, among as
//! many as came in. Of the orders: a new month's share beside the median share of the months before.

use super::ENOUGH;
use super::history::{history, usual};
use crate::numeric::real;
use crate::plan::ChecksPlan;
use crate::record::{DataProfile, Evidence, SourceProfile};

pub(super) fn nulls(plan: &ChecksPlan, now: &DataProfile, earlier: Option<&DataProfile>) -> Vec<Evidence> {
    let mut found = Vec::new();
    for source in &now.sources {
        let before = earlier.into_iter().flat_map(|earlier| &earlier.sources);
        if let Some(before) = before.into_iter().find(|before| before.source == source.source) {
            found.extend(of_source(plan, source, before));
        }
    }
    found.extend(of_orders(plan, now, earlier));
    found
}

fn of_source(plan: &ChecksPlan, now: &SourceProfile, earlier: &SourceProfile) -> Vec<Evidence> {
    let mut found = Vec::new();
    for column in &now.columns {
        let Some(then) = earlier.columns.iter().find(|then| then.name == column.name) else { continue };
        if now.rows < ENOUGH || earlier.rows < ENOUGH {
            continue;
        }
        let before = real(then.nulls) / real(earlier.rows);
        let whole = real(column.nulls) / real(now.rows);
        // Exact where rows are only ever added; at most 1 where some were taken away.
        let added = now.rows.saturating_sub(earlier.rows);
        let of_added = (real(column.nulls.saturating_sub(then.nulls)) / real(added.max(1))).min(1.0);
        let after = if added < ENOUGH { whole } else { whole.max(of_added) };
        if after - before > plan.null_share {
            found.push(Evidence::SourceNulls {
                source: now.source.clone(),
                column: column.name.clone(),
                before,
                after,
                nulls: column.nulls,
            });
        }
    }
    found
}

fn of_orders(plan: &ChecksPlan, now: &DataProfile, earlier: Option<&DataProfile>) -> Vec<Evidence> {
    let history = history(now, earlier);
    let mut found = Vec::new();
    for month in history.new.iter().filter(|month| month.orders >= ENOUGH) {
        for column in &month.columns {
            let others = history.usual.iter().filter_map(|month| {
                let column = month.columns.iter().find(|other| other.name == column.name)?;
                Some(real(column.nulls) / real(month.orders))
            });
            let Some(before) = usual(others) else { continue };
            let after = real(column.nulls) / real(month.orders);
            if after - before > plan.null_share {
                let (column, month) = (column.name.clone(), month.month);
                found.push(Evidence::OrderNulls { column, month, before, after });
            }
        }
    }
    found
}
