//! Findings in words: notices of a run that goes on, problems of one that ends.

use chrono::NaiveDate;

use crate::language::{Figure, Language, by_size};
use crate::plan::{Check, Consequence};
use crate::problem::{Blame, Problem, Problems};
use crate::record::{Evidence, Finding, MonthChange, Notice, Severity};

/// A notice for each finding, and one that says what was accepted.
#[must_use]
pub fn notices(findings: &[Finding], accepted: &[Check]) -> Vec<Notice> {
    let mut notices = findings.iter().map(|finding| notice(&finding.evidence)).collect::<Vec<_>>();
    let found = |check: &&Check| findings.iter().any(|finding| finding.check == **check);
    let accepted = accepted.iter().filter(found).map(|check| check.name()).collect::<Vec<_>>();
    if !accepted.is_empty() {
        let figures = [("checks", Figure::Text(accepted.join(", ")))];
        notices.push(Notice::new(Severity::Info, "check_accepted", &figures));
    }
    notices
}

/// The findings that end the run, all together; `None` when there are none.
#[must_use]
pub fn problems(findings: &[Finding]) -> Option<Problems> {
    let errors = findings.iter().filter(|finding| finding.consequence == Consequence::Error);
    let problems = errors.map(problem).collect::<Vec<_>>();
    (!problems.is_empty()).then(|| Problems::new(Blame::Data, problems))
}

fn problem(finding: &Finding) -> Problem {
    let Notice { message, remedy, .. } = notice(&finding.evidence);
    let english = |texts| Language::English.spoken(texts).unwrap_or_default().to_owned();
    let check = finding.check.name();
    let message = english(&message);
    let help = format!("{} If it is meant to be so: segwatch run --accept {check}", english(&remedy));
    Problem::new(message.trim_end_matches('.')).of(format!("checks.{check}")).help(help)
}

fn notice(evidence: &Evidence) -> Notice {
    let (code, figures) = words(evidence);
    Notice::new(Severity::Warning, code, &figures)
}

type Figures = Vec<(&'static str, Figure)>;

/// The message's code, and what it is filled with.
fn words(evidence: &Evidence) -> (&'static str, Figures) {
    match evidence {
        Evidence::ColumnGone { source, column, file } => {
            ("check_column_gone", vec![text("source", source), text("column", column), text("file", file)])
        }
        Evidence::TypeChanged { source, column, before, after } => (
            "check_type_changed",
            vec![text("source", source), text("column", column), text("before", before), text("after", after)],
        ),
        Evidence::SourceNulls { source, column, before, after, .. } => (
            "check_source_nulls",
            vec![text("source", source), text("column", column), share("before", *before), share("after", *after)],
        ),
        Evidence::OrderNulls { column, month: of, before, after } => (
            "check_order_nulls",
            vec![text("column", column), month(*of), share("before", *before), share("after", *after)],
        ),
        Evidence::UnitOfMonth { column, month: of, before, after } => {
            let mut figures = vec![text("column", column), month(*of)];
            figures.extend(factor(*before, *after));
            ("check_unit_of_month", figures)
        }
        Evidence::UnitOfHistory { column, months, of, month: first, before, after } => {
            let mut figures = vec![text("column", column), month(*first)];
            figures.extend([("months", Figure::from(*months)), ("of", Figure::from(*of))]);
            figures.extend(factor(*before, *after));
            ("check_unit_of_history", figures)
        }
        Evidence::SameFile { source, first, second, .. } => {
            ("check_same_file", vec![text("source", source), text("first", first), text("second", second)])
        }
        Evidence::Stale { newest, as_of, days } => (
            "check_stale",
            vec![
                ("newest", Figure::Date(newest.date())),
                ("as_of", Figure::Date(*as_of)),
                ("days", Figure::Count(*days)),
            ],
        ),
        Evidence::Volume { month: of, orders, usual } => {
            ("check_volume", vec![month(*of), ("orders", Figure::Count(*orders)), ("usual", Figure::Count(*usual))])
        }
        Evidence::Late { orders, months } => ("check_late", changes(*orders, months)),
        Evidence::Lost { orders, months } => ("check_lost", changes(*orders, months)),
        Evidence::TimesMoved { .. } | Evidence::HoursMoved { .. } => times(evidence),
        Evidence::OrderIds { .. }
        | Evidence::CustomerIds { .. }
        | Evidence::IdForm { .. }
        | Evidence::NoneReturning { .. } => ids(evidence),
    }
}

fn times(evidence: &Evidence) -> (&'static str, Figures) {
    match evidence {
        Evidence::TimesMoved { orders, of, minutes, order_id, before, after } => {
            let hours = Figure::tenths(minutes.map_or(0.0, in_hours).abs());
            let figures = vec![
                ("orders", Figure::Count(*orders)),
                ("of", Figure::Count(*of)),
                ("direction", Figure::from(minutes.map_or("no", |minutes| direction(minutes)))),
                ("hours", hours),
                text("order", order_id),
                ("before", Figure::Text(before.to_string())),
                ("after", Figure::Text(after.to_string())),
            ];
            ("check_times_moved", figures)
        }
        Evidence::HoursMoved { month: of, hours, distance, moved_back } => {
            let figures = vec![
                month(*of),
                ("direction", Figure::from(direction((*hours).into()))),
                ("hours", Figure::from(hours.unsigned_abs())),
                share("distance", *distance),
                share("moved_back", *moved_back),
            ];
            ("check_hours_moved", figures)
        }
        _ => ("check_times_moved", Vec::new()),
    }
}

fn ids(evidence: &Evidence) -> (&'static str, Figures) {
    match evidence {
        Evidence::OrderIds { found, of, example } => (
            "check_order_ids",
            vec![("found", Figure::Count(*found)), ("of", Figure::Count(*of)), text("example", example)],
        ),
        Evidence::CustomerIds { orders, of, order_id, before, after } => (
            "check_customer_ids",
            vec![
                ("orders", Figure::Count(*orders)),
                ("of", Figure::Count(*of)),
                text("order", order_id),
                text("before", before),
                text("after", after),
            ],
        ),
        Evidence::IdForm { month: of, share: orders, before, after } => {
            ("check_id_form", vec![month(*of), share("share", *orders), text("before", before), text("after", after)])
        }
        Evidence::NoneReturning { month: of, customers, returning, usual } => (
            "check_none_returning",
            vec![
                month(*of),
                ("customers", Figure::Count(*customers)),
                ("returning", Figure::Count(*returning)),
                ("usual", Figure::Count(*usual)),
            ],
        ),
        _ => ("check_order_ids", Vec::new()),
    }
}

fn text(name: &'static str, text: &str) -> (&'static str, Figure) {
    (name, Figure::from(text))
}

fn share(name: &'static str, share: f64) -> (&'static str, Figure) {
    (name, Figure::Percent { share, decimals: 0 })
}

/// "2024-06": a month that is named, not written out.
fn month(month: NaiveDate) -> (&'static str, Figure) {
    ("month", Figure::Text(month.format("%Y-%m").to_string()))
}

/// Two medians, and how many times the smaller the larger is.
fn factor(before: f64, after: f64) -> Figures {
    let times = if after < before { before / after } else { after / before };
    let number = |value| Figure::Number { value, decimals: by_size(&[before, after]) };
    vec![
        ("size", Figure::from(if after < before { "smaller" } else { "larger" })),
        ("times", Figure::Number { value: times, decimals: 0 }),
        ("before", number(before)),
        ("after", number(after)),
    ]
}

fn changes(orders: u64, months: &[MonthChange]) -> Figures {
    let ends = |change: Option<&MonthChange>| {
        change.map_or_else(String::new, |change| change.month.format("%Y-%m").to_string())
    };
    vec![
        ("orders", Figure::Count(orders)),
        ("months", Figure::from(months.len())),
        ("first", Figure::Text(ends(months.first()))),
        ("last", Figure::Text(ends(months.last()))),
    ]
}

fn direction(by: i64) -> &'static str {
    if by < 0 { "earlier" } else { "later" }
}

#[expect(clippy::cast_precision_loss, reason = "minutes of a calendar are far below 2^52")]
fn in_hours(minutes: i64) -> f64 {
    minutes as f64 / 60.0
}
