//! What was read, and what became of every row.

use serde::Serialize;

use super::header::Fact;
use super::segments::css_percent;
use crate::numeric::real;
use crate::record::Rejection;
use crate::report::edition::Edition;
use crate::report::table::{Cell, Column, Table};

/// What was read.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Data {
    rows: String,
    parts: Vec<Part>,
    span: Vec<Fact>,
    order_rejections: Option<Table>,
    sources: Table,
    source_rejections: Vec<SourceRejections>,
    files: Table,
}

/// What became of a part of the orders.
#[derive(Debug, Serialize)]
struct Part {
    kind: &'static str,
    name: String,
    rows: String,
    share: String,
    width: String,
}

/// What was left out of a source.
#[derive(Debug, Serialize)]
struct SourceRejections {
    source: String,
    table: Table,
}

/// The data of an edition.
pub(in crate::report) fn data(edition: &Edition<'_>) -> Data {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let orders = &record.orders;
    let rejected = orders.rejected.iter().map(|rejection| rejection.rows).sum();
    let part = |kind: &'static str, name: String, rows: u64| {
        let share = if orders.rows == 0 { 0.0 } else { real(rows) / real(orders.rows) };
        Part { kind, name, rows: language.count(rows), share: edition.share(share), width: css_percent(share) }
    };
    let moments = [(phrases.first_order(), orders.first), (phrases.last_order(), orders.last)];
    Data {
        rows: language.count(orders.rows),
        parts: vec![
            part("used", phrases.rows_used(), orders.used),
            part("rejected", phrases.rows_rejected(), rejected),
            part("outside", phrases.rows_out_of_range(), orders.out_of_range),
        ],
        span: moments
            .into_iter()
            .filter_map(|(name, moment)| moment.map(|moment| Fact::new(name, edition.language.moment(moment))))
            .collect(),
        order_rejections: rejections(edition, phrases.rejections_of_orders(), &orders.rejected),
        sources: sources(edition),
        source_rejections: record
            .sources
            .iter()
            .filter_map(|source| {
                let caption = phrases.rejections_of(&source.source);
                let table = rejections(edition, caption, &source.rejected)?;
                Some(SourceRejections { source: source.source.clone(), table })
            })
            .collect(),
        files: files(edition),
    }
}

fn sources(edition: &Edition<'_>) -> Table {
    let (phrases, language) = (edition.phrases, edition.language);
    Table {
        caption: phrases.sources_caption(),
        columns: vec![
            Column::words(phrases.column_source()),
            Column::numbers(phrases.column_rows()),
            Column::numbers(phrases.column_accepted()),
            Column::numbers(phrases.column_rejected()),
        ],
        rows: edition
            .report
            .record
            .sources
            .iter()
            .map(|source| {
                let rejected: u64 = source.rejected.iter().map(|rejection| rejection.rows).sum();
                vec![
                    source.source.as_str().into(),
                    language.count(source.rows).into(),
                    language.count(source.accepted).into(),
                    Cell::from(language.count(rejected)).marked("below", rejected > 0),
                ]
            })
            .collect(),
    }
}

fn rejections(edition: &Edition<'_>, caption: String, rejected: &[Rejection]) -> Option<Table> {
    let (phrases, language) = (edition.phrases, edition.language);
    let row = |rejection: &Rejection| -> Vec<Cell> {
        let samples: Vec<String> = rejection
            .samples
            .iter()
            .map(|sample| match sample.value.as_str() {
                "" => sample.row.clone(),
                value => phrases.row_value(&sample.row, value),
            })
            .collect();
        vec![
            rejection.column.as_str().into(),
            reason(edition, &rejection.reason).into(),
            language.count(rejection.rows).into(),
            Cell::from(samples.join("\n")).marked("samples", true),
        ]
    };
    (!rejected.is_empty()).then(|| Table {
        caption,
        columns: vec![
            Column::words(phrases.column_column()),
            Column::words(phrases.column_reason()),
            Column::numbers(phrases.column_rows_short()),
            Column::words(phrases.column_samples()),
        ],
        rows: rejected.iter().map(row).collect(),
    })
}

/// Why rows were rejected, in the language: "not a decimal(10,2)" has its type in brackets.
fn reason(edition: &Edition<'_>, reason: &str) -> String {
    if let Some(fields) = reason.strip_prefix("a row of ") {
        let numbers: Vec<&str> =
            fields.split(' ').filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())).collect();
        if let [found, expected] = numbers.as_slice() {
            return edition.phrases.rejection_fields(*found, *expected);
        }
    }
    let (kind, detail) = reason.split_once('(').map_or((reason, None), |(kind, detail)| (kind, Some(detail)));
    let name = kind.to_ascii_lowercase().replace([' ', '-'], "_");
    let told = edition.phrases.rejection_reason(name, kind);
    detail.map_or_else(|| told.clone(), |detail| format!("{told}({detail}"))
}

fn files(edition: &Edition<'_>) -> Table {
    let (phrases, language) = (edition.phrases, edition.language);
    Table {
        caption: phrases.files_caption(),
        columns: vec![
            Column::words(phrases.column_source()),
            Column::words(phrases.column_path()),
            Column::numbers(phrases.column_size()),
            Column::words(phrases.column_digest()),
        ],
        rows: edition
            .report
            .record
            .inputs
            .iter()
            .map(|file| {
                let digest: String = file.sha256.chars().take(12).collect();
                vec![
                    file.source.as_str().into(),
                    Cell::from(file.path.as_str()).marked("path", true),
                    language.bytes(file.bytes).into(),
                    Cell::from(format!("{digest}…")).marked("code", true),
                ]
            })
            .collect(),
    }
}
