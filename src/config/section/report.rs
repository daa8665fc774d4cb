//! `[report]`: how the report is made.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Reported, Section, Table};
use crate::language::Language;
use crate::plan::ReportPlan;
use crate::problem::Problem;
use crate::template::Templates;

/// How the report is made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Report {
    /// The languages of the report: one file each, the first being report.html.
    #[schemars(default = "languages", length(min = 1), extend("uniqueItems" = true))]
    languages: Vec<Language>,
    /// A folder in the pipeline's folder whose .html files replace the report's templates of the same names
    /// (docs/templates.md).
    #[serde(skip_serializing_if = "Option::is_none")]
    templates: Option<Templates>,
}

fn languages() -> Vec<Language> {
    vec![Language::English]
}

impl Default for Report {
    fn default() -> Self {
        Self { languages: languages(), templates: None }
    }
}

impl Section for Report {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let chosen: Result<Vec<Language>, Reported> = table.key("languages").or(languages());
        let templates = table.key("templates").optional();
        let chosen = chosen?;
        if chosen.is_empty() {
            let problem = Problem::new("found no language; expected at least one");
            return Err(table.report("languages", problem.help("write languages = [\"en\"]")));
        }
        Ok(Self { languages: chosen, templates: templates? })
    }
}

impl Report {
    pub fn into_plan(self) -> ReportPlan {
        ReportPlan { languages: self.languages, templates: self.templates.unwrap_or_default() }
    }
}
