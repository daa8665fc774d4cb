//! A currency.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::config::reader::{Item, Reported, Value};

/// The three letters of ISO 4217.
#[derive(Debug, Clone, Serialize)]
pub struct Currency(pub String);

impl Value for Currency {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "the three capital letters of ISO 4217, as in \"EUR\"";
        let code = item.text(expected)?;
        if is_code(code) {
            return Ok(Self(code.to_owned()));
        }
        let symbol = [("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("R$", "BRL"), ("¥", "JPY")];
        let meant = symbol.iter().find(|(symbol, _)| *symbol == code).map(|(_, code)| (*code).to_owned());
        let meant = meant.or_else(|| Some(code.trim().to_ascii_uppercase()).filter(|code| is_code(code)));
        let problem = item.mismatch(expected);
        Err(item.report(match meant {
            Some(meant) => problem.help(format!("write \"{meant}\"")),
            None => problem,
        }))
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 3 && text.chars().all(|c| c.is_ascii_uppercase())
}

impl JsonSchema for Currency {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$" })
    }
}
