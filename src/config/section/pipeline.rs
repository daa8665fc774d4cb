//! The whole of `pipeline.toml`.

use schemars::JsonSchema;
use serde::Serialize;

use super::checks::Checks;
use super::contract::Contract;
use super::feature::{self, Feature};
use super::model::Model;
use super::orders::Orders;
use super::persona::Persona;
use super::report::Report;
use super::source::{self, Source};
use super::stability::Stability;
use super::windows::Windows;
use crate::config::folder::Folder;
use crate::config::reader::{NamedList, Reported, Section, Table};
use crate::config::value::{PipelineName, TimeZone};
use crate::plan::Plan;

/// A segwatch pipeline: orders in, and how long a customer segmentation made of them stays good.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "segwatch pipeline")]
pub struct Pipeline {
    /// The pipeline's name; it names a folder of the outputs. Lower-case letters, digits, - and _, at most 64.
    pub name: PipelineName,
    /// What the pipeline is for, as the report shows it.
    #[schemars(default)]
    pub description: String,
    /// The IANA name of the zone whose wall clocks the times of orders and windows are told by.
    pub time_zone: TimeZone,
    /// Where the data are. Each source becomes a table, under its name, of the SQL in `orders.sql`. Names are
    /// lower-case letters, digits and underscores.
    pub sources: NamedList<Source>,
    /// How the sources become one row per order.
    pub orders: Orders,
    /// How time is cut into windows.
    pub windows: Windows,
    /// What is known of a customer in a window. Names become columns of the outputs: lower-case letters, digits and
    /// underscores.
    pub features: NamedList<Feature>,
    /// The segmentation that is fitted in every window.
    pub model: Model,
    /// What segments are called, and what to do with them: the first persona whose conditions a segment meets. A segment
    /// that meets none is called by what sets it apart.
    #[schemars(default)]
    pub personas: Vec<Persona>,
    /// How the agreement of two segmentations is measured and judged.
    #[schemars(default)]
    pub stability: Stability,
    /// What is asked of the data before a number is believed.
    #[schemars(default)]
    pub checks: Checks,
    /// What the maintenance contract says.
    #[schemars(default)]
    pub contract: Contract,
    /// How the report is made.
    #[schemars(default)]
    pub report: Report,
}

impl Section for Pipeline {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let name = table.key("name").required();
        let description = table.key("description").or(String::new());
        let time_zone = table.key("time_zone").required();
        let sources = table.named("sources", &source::NAMES);
        let orders = table.section("orders");
        let windows = table.section("windows");
        let features = table.named("features", &feature::NAMES);
        let model = table.section("model");
        let known = table.names_in("features");
        let personas = table.list("personas", "[[personas]]", |table| Persona::read(table, &known));
        let stability = table.section_or_default("stability");
        let checks = table.section_or_default("checks");
        let contract = table.section_or_default("contract");
        let report = table.section_or_default("report");
        Ok(Self {
            name: name?,
            description: description?,
            time_zone: time_zone?,
            sources: sources?,
            orders: orders?,
            windows: windows?,
            features: features?,
            model: model?,
            personas: personas?,
            stability: stability?,
            checks: checks?,
            contract: contract?,
            report: report?,
        })
    }
}

impl Pipeline {
    /// The plan of what was written in `folder`; `written` is its record.
    pub fn into_plan(self, folder: &Folder, written: serde_json::Value) -> Plan {
        Plan {
            name: self.name.0,
            description: self.description,
            folder: folder.path().to_owned(),
            time_zone: self.time_zone.0,
            sources: self.sources.map(|name, source| source.into_plan(name)),
            orders: self.orders.into_plan(),
            windows: self.windows.into_plan(),
            features: self.features.map(|name, feature| feature.into_plan(name)),
            model: self.model.into_plan(),
            personas: self.personas.into_iter().map(Persona::into_plan).collect(),
            stability: self.stability.into_plan(),
            checks: self.checks.into_plan(),
            contract: self.contract.into_plan(),
            report: self.report.into_plan(),
            written,
        }
    }
}
