//! Templates of the report, from a folder of the pipeline's folder.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::config::reader::{Item, Reported, Value};
use crate::problem::Problem;
use crate::template::{self, Templates};

impl Value for Templates {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let folder = item.text("the name of a folder in the pipeline's folder")?;
        item.without_variable(folder)?;
        let place = item.context.folder;
        let files = match place.files(folder) {
            Ok(files) => files,
            Err(problem) => return Err(item.report(item.problem(problem.message).help(problem.help))),
        };
        let (mut texts, mut refused) = (BTreeMap::new(), None);
        for name in files {
            let file = format!("{}/{name}", folder.trim_end_matches('/'));
            if !template::names().any(|known| known == name) {
                let known = template::names().collect::<Vec<_>>().join(", ");
                let problem = item.problem(format!("\"{file}\" replaces none of the program's templates"));
                refused = Some(item.report(problem.help(format!("the names are {known}"))));
                continue;
            }
            match place.read(&file) {
                Ok(text) => {
                    texts.insert(name, text);
                }
                Err(problem) => refused = Some(item.report(item.problem(problem.message).help(problem.help))),
            }
        }
        let templates = Self(texts);
        for problem in templates.problems() {
            refused = Some(item.report(told(item, folder, problem)));
        }
        match refused {
            Some(refused) => Err(refused),
            None if templates.0.is_empty() => {
                let known = template::names().collect::<Vec<_>>().join(", ");
                let problem = item.problem(format!("the folder \"{folder}\" has no template"));
                Err(item.report(problem.help(format!("put a file there that has the name of one to replace: {known}"))))
            }
            None => Ok(templates),
        }
    }
}

/// A template's problem as one of the key that names the folder: the template's file and line go into its text.
fn told(item: &Item<'_>, folder: &str, problem: Problem) -> Problem {
    let Problem { file, line, column, message, help, .. } = problem;
    let mut place = format!("{}/{}", folder.trim_end_matches('/'), file.unwrap_or_default());
    for number in [line, column].into_iter().flatten() {
        place = format!("{place}:{number}");
    }
    let problem = item.problem(format!("{place}: {message}"));
    help.into_iter().fold(problem, Problem::help)
}

impl Serialize for Templates {
    /// The templates themselves: the files may change later.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl JsonSchema for Templates {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "TemplateFolder".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "examples": ["templates"] })
    }
}
