//! The columns of a source, and their types.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::config::reader::{Item, Reported, Value, nearest};
use crate::plan::ColumnType;

const EXPECTED: &str =
    "\"text\", \"integer\", \"decimal(precision, scale)\", \"float\", \"timestamp\", \"date\" or \"boolean\"";

/// What other systems call the types, and what they are called here.
const ELSEWHERE: [(&str, &str); 18] = [
    ("string", "text"),
    ("varchar", "text"),
    ("utf8", "text"),
    ("char", "text"),
    ("int", "integer"),
    ("int64", "integer"),
    ("bigint", "integer"),
    ("long", "integer"),
    ("decimal", "decimal(12,2)"),
    ("numeric", "decimal(12,2)"),
    ("money", "decimal(12,2)"),
    ("double", "float"),
    ("float64", "float"),
    ("real", "float"),
    ("number", "float"),
    ("datetime", "timestamp"),
    ("time", "timestamp"),
    ("bool", "boolean"),
];

const WORDS: [(&str, ColumnType); 6] = [
    ("text", ColumnType::Text),
    ("integer", ColumnType::Integer),
    ("float", ColumnType::Float),
    ("timestamp", ColumnType::Timestamp),
    ("date", ColumnType::Date),
    ("boolean", ColumnType::Boolean),
];

impl Value for ColumnType {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let text = item.text(EXPECTED)?.trim();
        if let Some((_, kind)) = WORDS.iter().find(|(word, _)| *word == text) {
            return Ok(*kind);
        }
        if let Some(numbers) = decimal_numbers(text) {
            let expected = "decimal(precision, scale): 1 to 38 digits in all, and how many of them after the point";
            return decimal(numbers).ok_or_else(|| {
                item.report(item.mismatch(expected).help("as in \"decimal(12,2)\", up to 9999999999.99"))
            });
        }
        let problem = item.mismatch(EXPECTED);
        let lower = text.to_ascii_lowercase();
        let known = ELSEWHERE.iter().find(|(word, _)| *word == lower).map(|(_, here)| *here);
        Err(item.report(match known.or_else(|| nearest(&lower, WORDS.iter().map(|(word, _)| *word))) {
            Some(word) => problem.help(format!("write \"{word}\"")),
            None => problem.help("a column without a type is text"),
        }))
    }
}

/// What stands between the brackets of a decimal.
fn decimal_numbers(text: &str) -> Option<&str> {
    text.strip_prefix("decimal")?.trim_start().strip_prefix('(')?.strip_suffix(')')
}

/// The decimal of these numbers, if they are possible. Without a scale it is whole.
fn decimal(numbers: &str) -> Option<ColumnType> {
    let (precision, scale) = numbers.split_once(',').unwrap_or((numbers, "0"));
    let (precision, scale) = (precision.trim().parse::<u8>().ok()?, scale.trim().parse::<i8>().ok()?);
    let fits = (1..=38).contains(&precision) && scale >= 0 && scale.unsigned_abs() <= precision;
    fits.then_some(ColumnType::Decimal { precision, scale })
}

impl Serialize for ColumnType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

impl JsonSchema for ColumnType {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ColumnType".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^(text|integer|float|timestamp|date|boolean|decimal ?\\( ?[0-9]+ ?(, ?[0-9]+ ?)?\\))$",
            "examples": ["decimal(12,2)", "integer", "timestamp"],
        })
    }
}

/// A column's name.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Column(#[schemars(length(min = 1))] pub String);

impl Value for Column {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let name = item.text("the name of a column in quotes")?;
        item.without_variable(name)?;
        if name.trim().is_empty() {
            return Err(item.report(item.mismatch("the name of a column")));
        }
        Ok(Self(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_need_possible_numbers() {
        let read = |text| decimal_numbers(text).map(decimal);
        let twelve_two = Some(ColumnType::Decimal { precision: 12, scale: 2 });
        assert_eq!(read("decimal(12,2)"), Some(twelve_two));
        assert_eq!(read("decimal ( 12 , 2 )"), Some(twelve_two));
        assert_eq!(read("decimal(5)"), Some(Some(ColumnType::Decimal { precision: 5, scale: 0 })));
        for impossible in
            ["decimal()", "decimal(0,0)", "decimal(39,2)", "decimal(2,3)", "decimal(12,-1)", "decimal(a,b)"]
        {
            assert_eq!(read(impossible), Some(None), "{impossible}");
        }
        assert_eq!(read("decimal"), None);
    }
}
