//! How many segments: a number, or a table with the numbers to choose from.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use toml::de::DeValue;

use crate::config::reader::{Item, Limits, Number, Reported, Section, Table, Value, Word};
use crate::plan::{self, ChoiceRule, SegmentRange};
use crate::problem::Problem;

const COUNT: Limits<usize> = Limits::from_to(2, 64);
const FEWEST: Limits<usize> = Limits::from_to(2, 63);
const MOST: Limits<usize> = Limits::from_to(3, 64);

/// The k of K-Means.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub enum SegmentCount {
    /// It.
    Fixed(usize),
    /// What it is chosen from.
    Chosen(Range),
}

/// The numbers of segments to choose from.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Range {
    /// The fewest segments.
    #[schemars(transform = FEWEST.in_schema(), extend("examples" = [2]))]
    min: usize,
    /// The most segments; above `min`.
    #[schemars(transform = MOST.in_schema(), extend("examples" = [10]))]
    max: usize,
    /// By what one is chosen.
    #[schemars(default = "rule")]
    choose: ChoiceRule,
}

fn rule() -> ChoiceRule {
    ChoiceRule::Stability
}

impl SegmentCount {
    /// As a plan has it.
    pub fn into_plan(self) -> plan::SegmentCount {
        match self {
            Self::Fixed(k) => plan::SegmentCount::Fixed(k),
            Self::Chosen(Range { min, max, choose: rule }) => {
                plan::SegmentCount::Chosen(SegmentRange { min, max, rule })
            }
        }
    }
}

impl Value for SegmentCount {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        if let Some(range) = item.section() {
            return range.map(Self::Chosen);
        }
        if !matches!(item.value, DeValue::Integer(_) | DeValue::String(_)) {
            let expected = format!("a whole number {COUNT}, or a table as {{ min = 2, max = 10 }}");
            return Err(item.report(item.mismatch(expected)));
        }
        usize::read_within(item, &COUNT).map(Self::Fixed)
    }
}

impl Section for Range {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let min = table.key("min").within(FEWEST).required();
        let max = table.key("max").within(MOST).required();
        let choose = table.key("choose").or(rule());
        if let (Ok(min), Ok(max)) = (&min, &max)
            && max <= min
        {
            let problem = Problem::new(format!("found {max}; expected more than {min}, which is `min`"));
            return Err(table.report("max", problem.help("raise it, or write one number, as in k = 5")));
        }
        Ok(Self { min: min?, max: max?, choose: choose? })
    }
}

impl Word for ChoiceRule {
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.name()
    }
}

impl JsonSchema for SegmentCount {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "SegmentCount".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut count = json_schema!({ "type": "integer" });
        COUNT.in_schema()(&mut count);
        json_schema!({ "anyOf": [count, Range::json_schema(generator)], "examples": [5] })
    }
}
