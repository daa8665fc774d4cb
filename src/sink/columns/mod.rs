//! The columns of the tables: names, types, and what they mean. The meanings go into the files as the Arrow metadata
//! `comment` of their fields, and into docs/outputs.md.

mod choice;
mod customers;
mod segments;
mod stability;
mod windows;

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, FieldRef, TimeUnit};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) use customers::{assignments, features};
pub(super) use segments::{MODEL_FEATURE, models};

/// A row of a table; its fields are the columns.
pub trait Row: Serialize + DeserializeOwned {
    /// The table's file in the run's folder.
    const FILE: &'static str;
    /// How many of the first columns the rows are sorted by.
    const SORTED_BY: usize;

    /// The columns, in their order.
    fn columns() -> Vec<Column>;
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    name: String,
    /// Its type.
    kind: DataType,
    /// Its unit and the values that it may have.
    range: &'static str,
    /// What it says.
    meaning: &'static str,
    /// What NULL says; nothing where it is never NULL.
    null: Option<&'static str>,
}

impl Column {
    fn new(name: impl Into<String>, kind: DataType, range: &'static str, meaning: &'static str) -> Self {
        Self { name: name.into(), kind, range, meaning, null: None }
    }

    /// Whole days.
    fn date(name: &str, meaning: &'static str) -> Self {
        Self::new(name, DataType::Date32, "a day", meaning)
    }

    /// A moment, wall clock.
    fn time(name: &str, meaning: &'static str) -> Self {
        Self::new(name, DataType::Timestamp(TimeUnit::Microsecond, None), "wall clock, µs", meaning)
    }

    /// One of a few words, or a text of the user's.
    fn text(name: &str, range: &'static str, meaning: &'static str) -> Self {
        Self::new(name, DataType::Utf8, range, meaning)
    }

    /// A number of rows or of customers.
    fn count(name: &str, range: &'static str, meaning: &'static str) -> Self {
        Self::new(name, DataType::UInt64, range, meaning)
    }

    /// A number that is small: of a segment, of steps.
    fn number(name: &str, range: &'static str, meaning: &'static str) -> Self {
        Self::new(name, DataType::UInt32, range, meaning)
    }

    /// A measure.
    fn measure(name: impl Into<String>, range: &'static str, meaning: &'static str) -> Self {
        Self::new(name, DataType::Float64, range, meaning)
    }

    /// Yes or no.
    fn yes(name: &str, meaning: &'static str) -> Self {
        Self::new(name, DataType::Boolean, "true, false", meaning)
    }

    /// That may be NULL, which says `null`.
    fn or_null(self, null: &'static str) -> Self {
        Self { null: Some(null), ..self }
    }

    fn field(&self) -> FieldRef {
        let null = self.null.map_or_else(String::new, |null| format!("; NULL: {null}"));
        let comment = format!("{} ({}){null}", self.meaning, self.range);
        let field = Field::new(&self.name, self.kind.clone(), self.null.is_some());
        Arc::new(field.with_metadata(HashMap::from([("comment".to_owned(), comment)])))
    }
}

/// Columns as Arrow knows them.
pub(super) fn fields(columns: &[Column]) -> Vec<FieldRef> {
    columns.iter().map(Column::field).collect()
}

#[cfg(test)]
mod outputs;
