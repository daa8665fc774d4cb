//! The profile of checked orders, month by month: what the next run is compared with.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use rayon::prelude::*;

use super::cell;
use super::contract::Contract;
use super::directory::CustomerDirectory;
use super::ids::{Ids, Row};
use crate::numeric::{quantile, text_hash};
use crate::record::{ColumnMonth, IdForm, MonthProfile, OrdersProfile, OrdersSample, SampledOrder};

/// Orders of a sample.
const SAMPLE: usize = 1000;
/// Forms of ids that are kept of a month.
const FORMS: usize = 8;
/// Characters that are kept of a form, and of an id that is shown.
const SHOWN: usize = 40;
/// Longer ids are not sampled: a profile is to stay small whatever is in the data.
const LONGEST_ID: usize = 200;

const MICROS_PER_HOUR: i64 = 3_600_000_000;

/// Checked orders, sorted by time, before anything of them is dropped.
pub(super) struct Profiled<'a> {
    pub contract: &'a Contract,
    pub batches: &'a [RecordBatch],
    /// The orders to profile.
    pub rows: &'a [Row],
    pub customers: &'a CustomerDirectory,
    /// The customer of each row of each batch.
    pub codes: &'a [datafusion::arrow::array::UInt32Array],
}

/// A month's orders.
struct Month<'a> {
    first: NaiveDate,
    rows: &'a [Row],
}

impl Profiled<'_> {
    pub fn profile(&self) -> Result<OrdersProfile, ArrowError> {
        let months = self.months();
        let schema = self.contract.schema();
        let own = [self.contract.customer_column(), self.contract.order_column(), self.contract.time_column()];
        let columns = (0..schema.fields().len()).filter(|column| !own.contains(column)).collect::<Vec<_>>();
        let columns = columns.into_par_iter().map(|column| self.column(column, &months)).collect::<Vec<_>>();
        let columns = columns.into_iter().collect::<Result<Vec<_>, _>>()?;
        let hours = months.par_iter().map(|month| self.hours(month)).collect::<Vec<_>>();
        let customers = self.customers_by_month(&months);
        let forms = self.forms(&months);
        let profiles = months.iter().zip(hours).zip(customers).zip(forms).enumerate();
        let profiles = profiles.map(|(index, (((month, hours), (customers, returning)), forms))| MonthProfile {
            month: month.first,
            orders: month.rows.len() as u64,
            hours,
            customers,
            returning,
            forms,
            columns: columns.iter().filter_map(|months| months.get(index).cloned()).collect(),
        });
        Ok(OrdersProfile {
            months: profiles.collect(),
            newest: self.rows.last().and_then(|&row| self.time(row)),
            sample: self.sample(),
        })
    }

    fn micros(&self, row: Row) -> i64 {
        let times = self.batches.get(row.batch()).map(|batch| self.contract.times(batch));
        times.and_then(|times| times.values().get(row.place())).copied().unwrap_or_default()
    }

    fn time(&self, row: Row) -> Option<NaiveDateTime> {
        cell::from_micros(self.micros(row))
    }

    /// The calendar months that have orders.
    fn months(&self) -> Vec<Month<'_>> {
        let mut months = Vec::new();
        let mut left = self.rows;
        while let Some(first) = left.first().and_then(|&row| self.time(row)) {
            let first = first.date().with_day(1).unwrap_or(first.date());
            let end = first.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
            let end = cell::to_micros(end.into());
            let (rows, after) = left.split_at(left.partition_point(|&row| self.micros(row) < end).max(1));
            months.push(Month { first, rows });
            left = after;
        }
        months
    }

    fn hours(&self, month: &Month<'_>) -> Vec<u64> {
        let mut hours = vec![0; 24];
        for &row in month.rows {
            let hour = usize::try_from(self.micros(row).div_euclid(MICROS_PER_HOUR).rem_euclid(24)).unwrap_or(0);
            if let Some(orders) = hours.get_mut(hour) {
                *orders += 1;
            }
        }
        hours
    }

    /// A column in each month.
    fn column(&self, column: usize, months: &[Month<'_>]) -> Result<Vec<ColumnMonth>, ArrowError> {
        let name = self.contract.schema().field(column).name();
        let arrays = self.batches.iter().map(|batch| batch.column(column)).collect::<Vec<_>>();
        let is_null = |row: Row| arrays.get(row.batch()).is_some_and(|array| array.is_null(row.place()));
        let numbers = self.numbers(column, &arrays)?;
        let of_month = |month: &Month<'_>| {
            let nulls = month.rows.iter().filter(|&&row| is_null(row)).count() as u64;
            let numbers = numbers.iter().flat_map(|numbers| month.rows.iter().map(|&row| number(numbers, row)));
            let mut values = numbers.filter(|value| *value > 0.0).collect::<Vec<_>>();
            values.sort_unstable_by(f64::total_cmp);
            ColumnMonth { name: name.clone(), nulls, values: values.len() as u64, median: quantile(&values, 0.5) }
        };
        Ok(months.par_iter().map(of_month).collect())
    }

    /// The numbers of a column, of one that has some.
    fn numbers(&self, column: usize, arrays: &[&ArrayRef]) -> Result<Option<Vec<Float64Array>>, ArrowError> {
        if !self.contract.schema().field(column).data_type().is_numeric() {
            return Ok(None);
        }
        let cast_one = |array: &&ArrayRef| Ok(cast(array, &DataType::Float64)?.as_primitive::<Float64Type>().clone());
        arrays.iter().map(cast_one).collect::<Result<Vec<_>, ArrowError>>().map(Some)
    }

    fn code(&self, row: Row) -> u32 {
        let codes = self.codes.get(row.batch()).and_then(|codes| codes.values().get(row.place()));
        codes.copied().unwrap_or_default()
    }

    /// Customers of each month, and those of them with an order in an earlier one.
    fn customers_by_month(&self, months: &[Month<'_>]) -> Vec<(u64, u64)> {
        // The number of the last month with an order of each, from 1.
        let mut last = vec![0_u32; self.customers.len()];
        let of_month = |(number, month): (u32, &Month<'_>)| {
            let (mut customers, mut returning) = (0, 0);
            for &row in month.rows {
                let Some(last) = last.get_mut(self.code(row) as usize) else { continue };
                if *last != number {
                    customers += 1;
                    returning += u64::from(*last != 0);
                    *last = number;
                }
            }
            (customers, returning)
        };
        (1..).zip(months).map(of_month).collect()
    }

    /// The commonest forms of the customers' ids in each month.
    fn forms(&self, months: &[Month<'_>]) -> Vec<Vec<IdForm>> {
        // Each form with the first customer's id that has it, and the form of each customer.
        let mut known = HashMap::<String, usize>::new();
        let mut forms = Vec::new();
        let codes = 0..u32::try_from(self.customers.len()).unwrap_or(u32::MAX);
        let of_customers = codes.map(|code| {
            let id = self.customers.id(code).unwrap_or_default();
            let form = form(id);
            *known.entry(form).or_insert_with_key(|form| {
                forms.push((form.clone(), id));
                forms.len() - 1
            })
        });
        let of_customers = of_customers.collect::<Vec<_>>();
        let of_month = |month: &Month<'_>| {
            let mut orders = BTreeMap::<usize, u64>::new();
            for &row in month.rows {
                if let Some(&number) = of_customers.get(self.code(row) as usize) {
                    *orders.entry(number).or_default() += 1;
                }
            }
            let found = orders.into_iter().filter_map(|(number, orders)| {
                let (form, example) = forms.get(number)?;
                Some(IdForm { form: form.clone(), example: example.chars().take(SHOWN).collect(), orders })
            });
            let mut found = found.collect::<Vec<_>>();
            found.sort_by(|one, other| other.orders.cmp(&one.orders).then_with(|| one.form.cmp(&other.form)));
            found.truncate(FORMS);
            found
        };
        months.par_iter().map(of_month).collect()
    }

    /// The orders whose ids have the smallest hashes; two ids of one hash are both in it, or both are not.
    fn sample(&self) -> OrdersSample {
        let ids = Ids::of(self.batches, self.contract.order_column());
        let mut hashed = self.rows.par_iter().map(|&row| (text_hash(ids.get(row)), row)).collect::<Vec<_>>();
        let mut bound = u64::MAX;
        if hashed.len() > SAMPLE {
            let (_, &mut (next, _), _) = hashed.select_nth_unstable(SAMPLE);
            bound = next.saturating_sub(1);
            hashed.retain(|(hash, _)| *hash <= bound);
        }
        hashed.sort_unstable();
        let customers = Ids::of(self.batches, self.contract.customer_column());
        let orders = hashed.into_iter().filter_map(|(_, row)| {
            let (order_id, customer_id) = (ids.get(row), customers.get(row));
            let short = order_id.len().max(customer_id.len()) <= LONGEST_ID;
            let ordered_at = self.time(row).filter(|_| short)?;
            Some(SampledOrder { order_id: order_id.to_owned(), customer_id: customer_id.to_owned(), ordered_at })
        });
        OrdersSample { bound, orders: orders.collect() }
    }
}

/// The number of a row without its sign; 0 where there is none.
fn number(numbers: &[Float64Array], row: Row) -> f64 {
    let array = numbers.get(row.batch()).filter(|array| row.place() < array.len() && array.is_valid(row.place()));
    array.map_or(0.0, |array| array.value(row.place()).abs())
}

/// How an id is written: which kinds of characters it has (`0` digits, `a` and `A` letters), and what stands between runs of
/// letters and digits.
fn form(id: &str) -> String {
    let mut form = String::new();
    let has = |kind: fn(char) -> bool| id.chars().any(kind);
    form.extend(has(char::is_numeric).then_some('0'));
    form.extend(has(char::is_lowercase).then_some('a'));
    form.extend(has(char::is_uppercase).then_some('A'));
    form.push(' ');
    let mut within = false;
    for letter in id.chars() {
        if form.len() >= SHOWN {
            break;
        }
        let is_word = letter.is_alphanumeric();
        if !is_word {
            form.push(letter);
        } else if !within {
            form.push('*');
        }
        within = is_word;
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_kind_have_one_form() {
        assert_eq!(form("550e8400-e29b-41d4-a716-446655440000"), form("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
        assert_eq!(form("550e8400-e29b-41d4-a716-446655440000"), "0a *-*-*-*-*");
        assert_eq!(form("550e8400e29b41d4a716446655440000"), "0a *");
        assert_eq!(form("C000123"), "0A *");
        assert_eq!(form("123"), "0 *");
        assert_eq!(form(&"a-".repeat(1000)).len(), SHOWN);
        assert_eq!(form(""), " ");
    }
}
