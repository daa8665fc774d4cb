//! Numbers in another unit: a column's median is a multiple of what it was.
//!
//! The median of what is not 0, without signs: prices that many orders lack do not make it 0. A new month is held against
//! the median of the months before; a month that both runs have against itself.

use super::ENOUGH;
use super::history::{history, usual};
use crate::plan::ChecksPlan;
use crate::record::{ColumnMonth, DataProfile, Evidence, MonthProfile};

pub(super) fn units(plan: &ChecksPlan, now: &DataProfile, earlier: Option<&DataProfile>) -> Vec<Evidence> {
    let mut found = of_new_months(plan, now, earlier);
    found.extend(earlier.into_iter().flat_map(|earlier| of_same_months(plan, now, earlier)));
    found
}

fn of_new_months(plan: &ChecksPlan, now: &DataProfile, earlier: Option<&DataProfile>) -> Vec<Evidence> {
    let history = history(now, earlier);
    let mut found = Vec::new();
    for month in history.new {
        for column in &month.columns {
            let others = history.usual.iter().filter_map(|month| typical(month, &column.name));
            let Some((before, after)) = usual(others).zip(typical(month, &column.name)) else { continue };
            if is_another(plan, before, after) {
                let (column, month) = (column.name.clone(), month.month);
                found.push(Evidence::UnitOfMonth { column, month, before, after });
            }
        }
    }
    found
}

fn of_same_months(plan: &ChecksPlan, now: &DataProfile, earlier: &DataProfile) -> Vec<Evidence> {
    let mut names = now.orders.months.iter().flat_map(|month| &month.columns).map(|column| &column.name);
    let mut seen = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    for name in names.by_ref().filter(|name| seen.insert(name.as_str())) {
        let both = now.orders.months.iter().filter_map(|month| {
            let then = earlier.orders.months.iter().find(|then| then.month == month.month)?;
            Some((month.month, typical(then, name)?, typical(month, name)?))
        });
        let both = both.collect::<Vec<_>>();
        let others = both.iter().filter(|(_, before, after)| is_another(plan, *before, *after));
        let others = others.copied().collect::<Vec<_>>();
        if let Some(&(month, before, after)) = others.first() {
            let [months, of] = [others.len(), both.len()].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
            found.push(Evidence::UnitOfHistory { column: name.clone(), months, of, month, before, after });
        }
    }
    found
}

/// The median of a column in a month that has enough numbers.
fn typical(month: &MonthProfile, name: &str) -> Option<f64> {
    let is_it = |column: &&ColumnMonth| column.name == name && column.values >= ENOUGH;
    month.columns.iter().find(is_it)?.median
}

fn is_another(plan: &ChecksPlan, before: f64, after: f64) -> bool {
    let factor = after / before;
    factor >= plan.units_factor || factor <= 1.0 / plan.units_factor
}
