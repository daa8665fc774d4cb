//! The profile of checked orders, month by month: what the next run is compared with.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Months, NaiveDate};
use datafusion::arrow::array::AsArray;
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use rayon::prelude::*;

use super::cell;
use super::contract::Contract;
use super::directory::CustomerDirectory;
use super::rows::{Ids, Row, Times};
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

/// Checked orders in the order of time, before anything of them is dropped.
pub(super) struct Profiled<'a> {
    contract: &'a Contract,
    /// The orders to profile, with the customers' codes where their ids stood.
    orders: Vec<RecordBatch>,
    customers: &'a CustomerDirectory,
}

/// A month's orders.
struct Month {
    first: NaiveDate,
    orders: Vec<RecordBatch>,
}

impl Month {
    fn rows(&self) -> usize {
        self.orders.iter().map(RecordBatch::num_rows).sum()
    }
}

impl<'a> Profiled<'a> {
    /// Those of `orders` before `end`, in microseconds.
    pub fn before(end: i64, contract: &'a Contract, orders: &[RecordBatch], customers: &'a CustomerDirectory) -> Self {
        let (orders, _) = cut(contract, orders.to_vec(), end);
        Self { contract, orders, customers }
    }

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
            orders: month.rows() as u64,
            hours,
            customers,
            returning,
            forms,
            columns: columns.iter().filter_map(|months| months.get(index).cloned()).collect(),
        });
        let newest = self.orders.iter().rev().find_map(|batch| self.times(batch).last());
        Ok(OrdersProfile {
            months: profiles.collect(),
            newest: newest.and_then(|&newest| cell::from_micros(newest)),
            sample: self.sample(),
        })
    }

    fn times<'b>(&self, orders: &'b RecordBatch) -> &'b [i64] {
        self.contract.times(orders).values()
    }

    fn codes<'b>(&self, month: &'b Month) -> impl Iterator<Item = u32> + use<'b, '_> {
        month.orders.iter().flat_map(|orders| self.contract.customers(orders).values()).copied()
    }

    /// The calendar months that have orders.
    fn months(&self) -> Vec<Month> {
        let mut months = Vec::new();
        let mut left = self.orders.clone();
        while let Some(first) = left.iter().find_map(|batch| self.times(batch).first()).copied() {
            let first = cell::from_micros(first).map(|first| first.date());
            let first = first.and_then(|first| first.with_day(1)).unwrap_or_default();
            let end = first.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
            let (orders, after) = cut(self.contract, left, cell::to_micros(end.into()));
            months.push(Month { first, orders });
            left = after;
        }
        months
    }

    fn hours(&self, month: &Month) -> Vec<u64> {
        let mut hours = vec![0; 24];
        for &micros in month.orders.iter().flat_map(|orders| self.times(orders)) {
            let hour = usize::try_from(micros.div_euclid(MICROS_PER_HOUR).rem_euclid(24)).unwrap_or(0);
            if let Some(orders) = hours.get_mut(hour) {
                *orders += 1;
            }
        }
        hours
    }

    /// A column in each month.
    fn column(&self, column: usize, months: &[Month]) -> Result<Vec<ColumnMonth>, ArrowError> {
        let field = self.contract.schema().field(column);
        let of_month = |month: &Month| {
            let arrays = || month.orders.iter().map(|orders| orders.column(column));
            let nulls = arrays().map(|array| array.null_count() as u64).sum();
            let mut values = Vec::new();
            if field.data_type().is_numeric() {
                for array in arrays() {
                    let numbers = cast(array, &DataType::Float64)?;
                    let sizes = numbers.as_primitive::<Float64Type>().iter().flatten().map(f64::abs);
                    values.extend(sizes.filter(|size| *size > 0.0));
                }
            }
            values.sort_unstable_by(f64::total_cmp);
            Ok(ColumnMonth {
                name: field.name().clone(),
                nulls,
                values: values.len() as u64,
                median: quantile(&values, 0.5),
            })
        };
        months.par_iter().map(of_month).collect::<Vec<_>>().into_iter().collect()
    }

    /// Customers of each month, and those of them with an order in an earlier one.
    fn customers_by_month(&self, months: &[Month]) -> Vec<(u64, u64)> {
        // The number of the last month with an order of each, from 1.
        let mut last = vec![0_u32; self.customers.len()];
        let of_month = |(number, month): (u32, &Month)| {
            let (mut customers, mut returning) = (0, 0);
            for code in self.codes(month) {
                let Some(last) = last.get_mut(code as usize) else { continue };
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
    fn forms(&self, months: &[Month]) -> Vec<Vec<IdForm>> {
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
        let of_month = |month: &Month| {
            let mut orders = BTreeMap::<usize, u64>::new();
            for code in self.codes(month) {
                if let Some(&number) = of_customers.get(code as usize) {
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
        let ids = Ids::of(self.contract, &self.orders);
        // One more than are kept, of each batch: the smallest of all are among them.
        let of_batch = |(batch, orders): (usize, &RecordBatch)| {
            let rows = (0..orders.num_rows()).filter_map(|place| Row::new(batch, place));
            smallest(rows.map(|row| (text_hash(ids.get(row)), row)).collect())
        };
        let hashed = self.orders.par_iter().enumerate().map(of_batch).collect::<Vec<_>>();
        let mut hashed = smallest(hashed.concat());
        let mut bound = u64::MAX;
        if hashed.len() > SAMPLE {
            let next = hashed.iter().map(|&(hash, _)| hash).max().unwrap_or_default();
            bound = next.saturating_sub(1);
            hashed.retain(|(hash, _)| *hash <= bound);
        }
        hashed.sort_unstable();
        let times = Times::of(self.contract, &self.orders);
        let orders = hashed.into_iter().filter_map(|(_, row)| {
            let code = self.contract.customers(self.orders.get(row.batch())?).values().get(row.place())?;
            let (order_id, customer_id) = (ids.get(row), self.customers.id(*code)?);
            let short = order_id.len().max(customer_id.len()) <= LONGEST_ID;
            let ordered_at = cell::from_micros(times.get(row)).filter(|_| short)?;
            Some(SampledOrder { order_id: order_id.to_owned(), customer_id: customer_id.to_owned(), ordered_at })
        });
        OrdersSample { bound, orders: orders.collect() }
    }
}

/// The rows with the smallest hashes: one more than a sample has.
fn smallest(mut hashed: Vec<(u64, Row)>) -> Vec<(u64, Row)> {
    if hashed.len() > SAMPLE + 1 {
        hashed.select_nth_unstable(SAMPLE);
        hashed.truncate(SAMPLE + 1);
    }
    hashed
}

/// Orders in the order of time: those before `end`, in microseconds, and the others.
fn cut(contract: &Contract, orders: Vec<RecordBatch>, end: i64) -> (Vec<RecordBatch>, Vec<RecordBatch>) {
    let halves = orders.into_iter().map(|batch| {
        let before = contract.times(&batch).values().partition_point(|&time| time < end);
        (batch.slice(0, before), batch.slice(before, batch.num_rows() - before))
    });
    let (mut before, mut after): (Vec<_>, Vec<_>) = halves.unzip();
    before.retain(|batch| batch.num_rows() > 0);
    after.retain(|batch| batch.num_rows() > 0);
    (before, after)
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
