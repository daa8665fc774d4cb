//! Pipelines that read a market.

use std::fmt::Write as _;

use super::features::{FEATURES, FEWEST_FEATURES, Feature};

/// What a pipeline is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PipelineParams<'a> {
    /// Its name: lower-case letters, digits, - and _.
    pub name: &'a str,
    /// How many of [`FEATURES`]; fewer than three are three, and more than there are all.
    pub features: usize,
    /// How many segments.
    pub k: usize,
    /// The length of the rolling windows.
    pub length_months: u32,
    /// From one window's end to the next.
    pub step_months: u32,
    /// The seed of everything random in a run; at most 2^63 - 1.
    pub seed: u64,
}

impl Default for PipelineParams<'_> {
    /// Four segments by four features, over rolling years, one a month.
    fn default() -> Self {
        Self { name: "market", features: 4, k: 4, length_months: 12, step_months: 1, seed: 42 }
    }
}

/// The SQL of the orders of a market.
const ORDERS_SQL: &str = include_str!("../../pipelines/demo/orders.sql");

/// The text of a `pipeline.toml` for a market whose `orders.csv` lies beside it, with a threshold of 0.8.
#[must_use]
pub fn pipeline_toml(params: &PipelineParams<'_>) -> String {
    let &PipelineParams { name, features, k, length_months, step_months, seed } = params;
    let mut text = format!(
        r#"name = "{name}"
time_zone = "UTC"

[sources.shop_orders]
path = "orders.csv"
types = {{ ordered_at = "timestamp", amount = "decimal(12,2)", review_score = "integer" }}

[orders]
sql = "orders.sql"
amounts = ["amount"]

[windows]
kind = "rolling"
length = "{length_months} months"
step = "{step_months} months"
"#
    );
    for feature in FEATURES.iter().take(features.max(FEWEST_FEATURES)) {
        add(&mut text, feature);
    }
    // Writing to a string does not fail.
    let _ = write!(text, "\n[model]\nk = {k}\nseed = {seed}\n\n[stability]\nthreshold = 0.8\n");
    text
}

/// The files of such a pipeline, by name.
#[must_use]
pub fn market_files(params: &PipelineParams<'_>) -> [(&'static str, String); 2] {
    [("pipeline.toml", pipeline_toml(params)), ("orders.sql", ORDERS_SQL.to_owned())]
}

fn add(text: &mut String, feature: &Feature) {
    let Feature { name, sql, transform, missing } = feature;
    let _ = write!(text, "\n[features.{name}]\nsql = \"{sql}\"\n");
    for (key, value) in [("transform", transform), ("missing", missing)] {
        if let Some(value) = value {
            let _ = writeln!(text, "{key} = \"{value}\"");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_toml_and_says_what_was_asked_for() {
        for (asked, got) in [(0, 3), (3, 3), (4, 4), (8, 8), (9, 8)] {
            let params = PipelineParams { features: asked, k: 5, length_months: 6, ..PipelineParams::default() };
            let table: toml::Table = pipeline_toml(&params).parse().unwrap();
            let features = table["features"].as_table().unwrap();
            assert_eq!(features.len(), got);
            for feature in &FEATURES[..got] {
                let found = features[feature.name].as_table().unwrap();
                assert_eq!(found["sql"].as_str(), Some(feature.sql));
                assert_eq!(found.get("transform").and_then(toml::Value::as_str), feature.transform);
                assert_eq!(found.get("missing").and_then(toml::Value::as_str), feature.missing);
            }
            assert_eq!(table["model"]["k"].as_integer(), Some(5));
            assert_eq!(table["windows"]["length"].as_str(), Some("6 months"));
            assert_eq!(table["windows"]["step"].as_str(), Some("1 months"));
        }
    }
}
