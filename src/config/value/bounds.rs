//! Bounds of a feature within a segment.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::config::reader::{Item, Reported, Value};
use crate::plan::{Bound, Measure, Side};

/// `"> 0.5 sd"`, `">= 3 and < 4"`.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Bounds {
    written: String,
    #[serde(skip)]
    pub bounds: Vec<Bound>,
}

/// Longer signs first: `<=` begins with `<`.
const SIDES: [(&str, Side); 4] = [("<=", Side::AtMost), (">=", Side::AtLeast), ("<", Side::Below), (">", Side::Above)];
const DEVIATIONS: &str = "sd";

impl Value for Bounds {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "a bound, as in \"> 0.5 sd\" (standard deviations from all customers) or \">= 3 and < 4\" (the \
                        segment's median)";
        let written = item.text(expected)?;
        match written.split(" and ").map(bound).collect::<Option<Vec<_>>>() {
            Some(bounds) => Ok(Self { written: written.to_owned(), bounds }),
            None => Err(item.report(item.mismatch(expected))),
        }
    }
}

fn bound(text: &str) -> Option<Bound> {
    let text = text.trim();
    let (side, rest) = SIDES.into_iter().find_map(|(sign, side)| Some((side, text.strip_prefix(sign)?)))?;
    let (number, measure) = match rest.strip_suffix(DEVIATIONS) {
        Some(number) => (number, Measure::Deviations),
        None => (rest, Measure::Median),
    };
    let number: f64 = number.trim().parse().ok()?;
    number.is_finite().then_some(Bound { side, number, measure })
}

impl JsonSchema for Bounds {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Bounds".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        const ONE: &str = r"\s*[<>]=?\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\s*(sd)?\s*";
        json_schema!({ "type": "string", "pattern": format!("^{ONE}( and {ONE})*$"), "examples": ["> 0.5 sd"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_a_sign_a_number_and_what_it_is_held_against() {
        let is = |side, number, measure| Some(Bound { side, number, measure });
        assert_eq!(bound("> 0.5 sd"), is(Side::Above, 0.5, Measure::Deviations));
        assert_eq!(bound(" <=-1.5sd "), is(Side::AtMost, -1.5, Measure::Deviations));
        assert_eq!(bound(">= 3"), is(Side::AtLeast, 3.0, Measure::Median));
        assert_eq!(bound("<4e2"), is(Side::Below, 400.0, Measure::Median));
        for wrong in ["", "3", "= 3", "> ", "> x", "> inf", "> 1 sds", ">> 1", "> 1 2"] {
            assert_eq!(bound(wrong), None, "{wrong}");
        }
    }
}
