//! The faults that are planted, each alone.

use chrono::{NaiveDateTime, TimeDelta};

use super::shop::{MONTHS, Row};

/// A fault.
pub struct Fault {
    pub what: &'static str,
    /// The check that finds it.
    pub check: &'static str,
    /// Words of what is told.
    pub evidence: &'static str,
    /// Puts it into the orders of a month.
    pub plant: Plant,
}

/// Changes the orders of a month, which is told by its number.
pub type Plant = Box<dyn Fn(u32, &mut Vec<Row>)>;

/// All of them.
pub fn faults() -> Vec<Fault> {
    cells().into_iter().chain(ids()).chain(months()).collect()
}

/// In every cell of a column, of the newest month or of all.
fn cells() -> Vec<Fault> {
    vec![
        newest("amounts in cents", "units", "2023-12", times_hundred),
        all("amounts in cents", "units", "11 of the 11 months", times_hundred),
        newest("amounts in thousands", "units", "times smaller", in_thousands),
        newest("no amounts", "nulls", "amount", |row| row[3].clear()),
        all("no amounts", "nulls", "amount", |row| row[3].clear()),
        newest("no scores", "nulls", "review_score", |row| row[4].clear()),
        newest("nothing in a column that no SQL reads", "nulls", "channel", |row| row[5].clear()),
        newest("UTC for local time", "times", "moved by 3 hours to later", |row| moved(row, 3)),
        all("UTC for local time", "times", "3 hours later", |row| moved(row, 3)),
        all("an hour of summer time", "times", "1 hour earlier", |row| moved(row, -1)),
        all("dates for times", "times", "00:00:00", |row| row[2].replace_range(11.., "00:00:00")),
    ]
}

fn ids() -> Vec<Fault> {
    vec![
        newest("customers without dashes", "ids", "written as never before", |row| row[1] = row[1].replace('-', "")),
        all("customers without dashes", "ids", "same orders", |row| row[1] = row[1].replace('-', "")),
        newest("zeros before customers", "ids", "had an order before", |row| row[1] = format!("00{}", row[1])),
        all("zeros before customers", "ids", "same orders", |row| row[1] = format!("00{}", row[1])),
        all("orders without dashes", "ids", "not found again", |row| row[0] = row[0].replace('-', "")),
    ]
}

/// In how many orders there are.
fn months() -> Vec<Fault> {
    vec![
        of_month(MONTHS, "a third of the newest month", "volume", "2023-12", |rows| {
            let mut number = 0;
            rows.retain(|_| {
                number += 1;
                number % 3 == 0
            });
        }),
        of_month(MONTHS, "three times the newest month", "volume", "2023-12", |rows| {
            let more = |suffix: &'static str| move |row: &Row| again(row, suffix);
            let copies = ["1", "2"].map(|suffix| rows.iter().map(more(suffix)).collect::<Vec<_>>());
            rows.extend(copies.into_iter().flatten());
        }),
        of_month(MONTHS, "nothing of the last days", "freshness", "days before", |rows| {
            rows.retain(|row| row[2].as_str() < "2023-12-20");
        }),
        of_month(6, "late orders", "late", "2023-06", |rows| {
            let late = rows.iter().take(10).map(|row| again(row, "late")).collect::<Vec<_>>();
            rows.extend(late);
        }),
        of_month(6, "lost orders", "lost", "2023-06", |rows| rows.truncate(rows.len() - 12)),
        of_month(7, "a lost month", "lost", "2023-07", Vec::clear),
    ]
}

fn newest(what: &'static str, check: &'static str, evidence: &'static str, change: fn(&mut Row)) -> Fault {
    of_month(MONTHS, what, check, evidence, move |rows| rows.iter_mut().for_each(change))
}

fn all(what: &'static str, check: &'static str, evidence: &'static str, change: fn(&mut Row)) -> Fault {
    Fault { what, check, evidence, plant: Box::new(move |_, rows| rows.iter_mut().for_each(change)) }
}

fn of_month(
    of: u32,
    what: &'static str,
    check: &'static str,
    evidence: &'static str,
    change: impl Fn(&mut Vec<Row>) + 'static,
) -> Fault {
    let plant = move |month, rows: &mut Vec<Row>| {
        if month == of {
            change(rows);
        }
    };
    Fault { what, check, evidence, plant: Box::new(plant) }
}

pub fn times_hundred(row: &mut Row) {
    row[3] = format!("{:.2}", row[3].parse::<f64>().unwrap() * 100.0);
}

fn in_thousands(row: &mut Row) {
    row[3] = format!("{:.2}", row[3].parse::<f64>().unwrap() / 1000.0);
}

fn moved(row: &mut Row, hours: i64) {
    let time = NaiveDateTime::parse_from_str(&row[2], "%Y-%m-%d %H:%M:%S").unwrap();
    row[2] = (time + TimeDelta::hours(hours)).to_string();
}

/// The order once more, under an id of its own.
fn again(row: &Row, suffix: &str) -> Row {
    let mut row = row.clone();
    row[0] = format!("{}-{suffix}", row[0]);
    row
}
