//! `[contract]`: what the maintenance contract says.

use std::ops::Bound;

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Limits, Reported, Section, Table};
use crate::config::value::Currency;
use crate::plan::ContractPlan;

const SERVICE_LEVEL: Limits<f64> = Limits::new(Bound::Excluded(0.0), Bound::Included(1.0));
const COST: Limits<f64> = Limits::at_least(0.0);

/// What the maintenance contract says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Contract {
    /// The share of the fitted models that must still be above the threshold at the recommended age.
    #[schemars(default = "service_level", transform = SERVICE_LEVEL.in_schema())]
    service_level: f64,
    /// What one re-training costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = COST.in_schema())]
    retrain_cost: Option<f64>,
    /// What a month with a stale segmentation costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(transform = COST.in_schema())]
    stale_month_cost: Option<f64>,
    /// The currency of both costs, by its ISO 4217 code.
    #[schemars(default = "currency")]
    currency: Currency,
}

fn service_level() -> f64 {
    0.8
}

fn currency() -> Currency {
    Currency("EUR".to_owned())
}

impl Default for Contract {
    fn default() -> Self {
        Self { service_level: service_level(), retrain_cost: None, stale_month_cost: None, currency: currency() }
    }
}

impl Section for Contract {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let service_level = table.key("service_level").within(SERVICE_LEVEL).or(service_level());
        let retrain_cost = table.key("retrain_cost").within(COST).optional();
        let stale_month_cost = table.key("stale_month_cost").within(COST).optional();
        let currency = table.key("currency").or(currency());
        Ok(Self {
            service_level: service_level?,
            retrain_cost: retrain_cost?,
            stale_month_cost: stale_month_cost?,
            currency: currency?,
        })
    }
}

impl Contract {
    pub fn into_plan(self) -> ContractPlan {
        ContractPlan {
            service_level: self.service_level,
            retrain_cost: self.retrain_cost,
            stale_month_cost: self.stale_month_cost,
            currency: self.currency.0,
        }
    }
}
