//! `[orders]`: how the sources become one row per order.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Limits, Reported, Section, Table};
use crate::config::value::Column;
use crate::plan::{OrdersPlan, SqlText};

const REJECTED: Limits<f64> = Limits::from_to(0.0, 1.0);

/// How the sources become one row per order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Orders {
    /// The name of an SQL file in the pipeline's folder: a SELECT over the sources that returns `customer_id`,
    /// `order_id`, `ordered_at` and every column that the features use.
    sql: SqlText,
    /// Columns of its result that are amounts: rows with a negative one are rejected, and counted.
    #[schemars(default, extend("uniqueItems" = true))]
    amounts: Vec<Column>,
    /// The share of rejected rows, in a source or among the orders, above which a run stops.
    #[schemars(default = "max_rejected", transform = REJECTED.in_schema())]
    max_rejected: f64,
}

fn max_rejected() -> f64 {
    0.01
}

impl Section for Orders {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let sql = table.key("sql").required();
        let amounts = table.key("amounts").or(Vec::new());
        let max_rejected = table.key("max_rejected").within(REJECTED).or(max_rejected());
        Ok(Self { sql: sql?, amounts: amounts?, max_rejected: max_rejected? })
    }
}

impl Orders {
    pub fn into_plan(self) -> OrdersPlan {
        OrdersPlan {
            sql: self.sql,
            amounts: self.amounts.into_iter().map(|column| column.0).collect(),
            max_rejected: self.max_rejected,
        }
    }
}
