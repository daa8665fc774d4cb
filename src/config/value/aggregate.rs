//! An aggregate over a customer's orders, in SQL.

use std::borrow::Cow;
use std::path::Path;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::config::reader::{Item, Reported, Value};

/// One SQL expression, without `;`.
#[derive(Debug, Clone, Serialize)]
pub struct Aggregate(pub String);

impl Value for Aggregate {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "an SQL aggregate, as in \"sum(amount)\"";
        let sql = item.text(expected)?;
        item.without_variable(sql)?;
        let problem = if sql.trim().is_empty() {
            item.mismatch(expected)
        } else if Path::new(sql.trim()).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("sql")) {
            let help = format!("the query of a file is written query = \"{}\"", sql.trim());
            item.mismatch(expected).help(help)
        } else if sql.contains(';') {
            let help = "write one expression and no `;`; put a whole query into a file, and name it in `query`";
            item.problem("found a `;`; expected one SQL aggregate").help(help)
        } else {
            return Ok(Self(sql.to_owned()));
        };
        Err(item.report(problem))
    }
}

impl JsonSchema for Aggregate {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Aggregate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[^;]*[^;\\s][^;]*$", "examples": ["sum(amount)", "count(*)"] })
    }
}
