//! The tables of docs/outputs.md, and the types that `tests/python/check_interchange.py` expects, are those of the columns.

use std::fmt::Write as _;
use std::path::Path;

use datafusion::arrow::datatypes::DataType;
use serde_json::{Value, json};

use super::{Column, MODEL_FEATURE, Row, assignments, features, models};
use crate::record::tables::{DriftRow, SegmentRow, TransitionRow, WindowRow};
use crate::selection::Candidate;
use crate::stability::{Comparison, OriginLifetime, Policy};

const PAGE: &str = "docs/outputs.md";
const TYPES: &str = "tests/golden/outputs.json";

/// Every table by the file or folder it is in; `FEATURE` stands for the name of each feature.
fn tables() -> Vec<(&'static str, Vec<Column>)> {
    let of_models = MODEL_FEATURE.map(|column| Column::of_model("FEATURE", column));
    vec![
        (WindowRow::FILE, WindowRow::columns()),
        ("features", features(["FEATURE"])),
        ("assignments", assignments()),
        ("models.parquet", models().into_iter().chain(of_models).collect()),
        (Comparison::FILE, Comparison::columns()),
        (SegmentRow::FILE, SegmentRow::columns()),
        (TransitionRow::FILE, TransitionRow::columns()),
        (DriftRow::FILE, DriftRow::columns()),
        (OriginLifetime::FILE, OriginLifetime::columns()),
        (Policy::FILE, Policy::columns()),
        (Candidate::FILE, Candidate::columns()),
    ]
}

fn kind(column: &Column) -> &'static str {
    match column.kind {
        DataType::Date32 => "date",
        DataType::Timestamp(_, None) => "timestamp",
        DataType::Utf8 => "text",
        DataType::UInt64 => "uint64",
        DataType::UInt32 => "uint32",
        DataType::Float64 => "float64",
        DataType::Boolean => "boolean",
        ref other => panic!("a type without a name: {other}"),
    }
}

/// A file of the project, rewritten first where `UPDATE` is set.
fn checked_in(path: &str, current: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, current).unwrap();
    }
    std::fs::read_to_string(&path).unwrap_or_default()
}

/// `UPDATE=1` writes the tables; the rest of the page is written by hand.
#[test]
fn the_page_of_the_outputs_lists_the_columns() {
    let mut page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE)).unwrap();
    for (name, columns) in tables() {
        let begin = format!("<!-- columns of {name}: made by `UPDATE=1 cargo test outputs` -->\n");
        let (before, rest) = page.split_once(&begin).unwrap();
        let (_, after) = rest.split_once("<!-- end of columns -->\n").unwrap();
        let mut table = "\n| column | type | unit, range | NULL | meaning |\n|---|---|---|---|---|\n".to_owned();
        for column in columns {
            let null = column.null.unwrap_or("–");
            let (name, range, meaning) = (&column.name, column.range, column.meaning);
            writeln!(table, "| {name} | {} | {range} | {null} | {meaning} |", kind(&column)).unwrap();
        }
        page = format!("{before}{begin}{table}\n<!-- end of columns -->\n{after}");
    }
    assert_eq!(checked_in(PAGE, &page), page);
}

#[test]
fn the_types_of_the_outputs_are_checked_in() {
    let of = |column: &Column| json!({"name": column.name, "type": kind(column), "nullable": column.null.is_some()});
    let types: serde_json::Map<String, Value> =
        tables().iter().map(|(name, columns)| ((*name).to_owned(), columns.iter().map(of).collect())).collect();
    let current = serde_json::to_string_pretty(&types).unwrap() + "\n";
    assert_eq!(checked_in(TYPES, &current), current);
}

#[test]
fn every_field_of_the_outputs_says_what_it_means() {
    for (name, columns) in tables() {
        for column in columns {
            let field = column.field();
            let comment = &field.metadata()["comment"];
            assert!(!column.range.is_empty() && !column.meaning.is_empty(), "{name}: {}", column.name);
            assert_eq!(comment.contains("NULL: "), field.is_nullable(), "{name}: {comment}");
        }
    }
}
