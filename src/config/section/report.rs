//! `[report]`: how the report is made.

use schemars::JsonSchema;
use serde::Serialize;
use toml::de::DeValue;

use crate::config::reader::{Item, Reported, Section, Table, Value, list};
use crate::plan::ReportPlan;

/// The languages that reports are written in.
const LANGUAGES: [&str; 1] = ["en"];

/// How the report is made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Report {
    /// The languages of the report: one file each, the first being report.html.
    #[schemars(default = "languages", length(min = 1), extend("uniqueItems" = true))]
    languages: Vec<Language>,
}

/// A language of the report, by its tag.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
struct Language(#[schemars(extend("enum" = LANGUAGES))] String);

fn languages() -> Vec<Language> {
    vec![Language("en".to_owned())]
}

impl Default for Report {
    fn default() -> Self {
        Self { languages: languages() }
    }
}

impl Value for Language {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        if let DeValue::String(tag) = item.value
            && LANGUAGES.contains(&&**tag)
        {
            return Ok(Self(tag.to_string()));
        }
        let available = LANGUAGES.map(|tag| format!("\"{tag}\""));
        let problem = item.mismatch(list(&available, "or"));
        Err(item.report(problem.help("those are the languages that this version writes reports in")))
    }
}

impl Section for Report {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let languages = table.key("languages").or(languages())?;
        if languages.is_empty() {
            let problem = crate::problem::Problem::new("found no language; expected at least one");
            return Err(table.report("languages", problem.help("write languages = [\"en\"]")));
        }
        Ok(Self { languages })
    }
}

impl Report {
    pub fn into_plan(self) -> ReportPlan {
        ReportPlan { languages: self.languages.into_iter().map(|language| language.0).collect() }
    }
}
