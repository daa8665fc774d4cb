//! The types of a source's columns.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Item, Reported, Value};
use crate::plan::ColumnType;

/// A type for every column that is not text.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Types(pub BTreeMap<String, ColumnType>);

impl Value for Types {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let Some(entries) = item.entries() else {
            return Err(item.report(item.mismatch("a type for each column, as in { amount = \"decimal(12,2)\" }")));
        };
        let types: Vec<_> = entries
            .into_iter()
            .map(|(column, item)| ColumnType::read(&item).map(|kind| (column.to_owned(), kind)))
            .collect();
        types.into_iter().collect::<Result<_, _>>().map(Self)
    }
}
