//! `[features.NAME]`: what is known of a customer in a window.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Names, Reported, Section, Table, Word};
use crate::config::value::{Aggregate, Label};
use crate::plan::{Computation, FeaturePlan, Missing, Scale, SqlText, Transform};
use crate::problem::Problem;

pub const NAMES: Names = Names {
    noun: "feature",
    example: "[features.recency_days]",
    reserved: &[
        ("customer_id", "the outputs have a column of that name"),
        ("window_end", "the outputs have a column of that name"),
        ("window_start", "it is the start of the window in the SQL of features"),
    ],
};

/// One number per customer and window: an aggregate in `sql`, or a whole query in `query`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline, extend("oneOf" = [{ "required": ["sql"] }, { "required": ["query"] }]))]
pub struct Feature {
    /// An SQL aggregate over a customer's rows of `orders` in the window; `window_start` and `window_end` are in scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    sql: Option<Aggregate>,
    /// What is not one aggregate: the name of an SQL file with a SELECT over `orders` that returns `customer_id` and
    /// value; `window_start` and `window_end` are in scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<SqlText>,
    /// How the feature is scaled, after the transform.
    #[schemars(default = "scale")]
    scale: Scale,
    /// What is done to the feature before it is scaled. Default: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    transform: Option<Transform>,
    /// What stands in for a missing value: "median", "mean" or "mode" of the window's customers, a number, or "drop"
    /// to leave those customers out.
    #[schemars(default = "missing")]
    missing: Missing,
    /// What people call the feature, by language tag. Default: its name.
    #[schemars(default)]
    label: Label,
    /// The one of `sql` and `query` that is there.
    #[serde(skip)]
    #[schemars(skip)]
    computation: Computation,
}

fn scale() -> Scale {
    Scale::Standard
}

fn missing() -> Missing {
    Missing::Median
}

impl Section for Feature {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let sql = table.key("sql").optional();
        let query = table.key("query").optional();
        let scale = table.key("scale").or(scale());
        let transform = table.key("transform").optional();
        let missing = table.key("missing").or(missing());
        let label = table.key("label").or(Label::default());
        let computation = computation(table, sql.as_ref(), query.as_ref());
        Ok(Self {
            sql: sql?,
            query: query?,
            scale: scale?,
            transform: transform?,
            missing: missing?,
            label: label?,
            computation: computation?,
        })
    }
}

/// How the feature is computed: in one way.
fn computation(
    table: &Table<'_>,
    sql: Result<&Option<Aggregate>, &Reported>,
    query: Result<&Option<SqlText>, &Reported>,
) -> Result<Computation, Reported> {
    if table.has("sql") && table.has("query") {
        let problem = Problem::new("found both `sql` and `query`; a feature is computed in one way");
        return Err(table.report("query", problem.help("keep `sql` for an aggregate, or `query` for an SQL file")));
    }
    match (sql, query) {
        (Ok(Some(Aggregate(sql))), _) => Ok(Computation::Aggregate(sql.clone())),
        (_, Ok(Some(query))) => Ok(Computation::Query(query.clone())),
        (Err(reported), _) | (_, Err(reported)) => Err(*reported),
        (Ok(None), Ok(None)) => {
            let problem = Problem::new("this key is missing: found neither `sql` nor `query`");
            let help = "write how the feature is computed, as in sql = \"sum(amount)\" or query = \"feature.sql\"";
            Err(table.report_missing("sql", problem.help(help)))
        }
    }
}

impl Feature {
    pub fn into_plan(self, name: String) -> FeaturePlan {
        FeaturePlan {
            name,
            computation: self.computation,
            missing: self.missing,
            transform: self.transform,
            scale: self.scale,
            label: self.label.0,
        }
    }
}

impl Word for Scale {
    const ALL: &'static [Self] = &[Self::Standard, Self::Robust, Self::MinMax, Self::None];

    fn word(self) -> &'static str {
        self.name()
    }
}

impl Word for Transform {
    const ALL: &'static [Self] = &[Self::Log1p];

    fn word(self) -> &'static str {
        self.name()
    }
}
