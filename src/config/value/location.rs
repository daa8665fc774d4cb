//! Where a source's files are.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::variable::{Part, parts};
use crate::config::reader::{Item, Reported, Value};
use crate::plan::{Location, NotAnAddress, Place};

impl Value for Location {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let written = item.text("the path of a file or a folder, or a pattern like \"orders-*.csv\"")?;
        let parts = parts(written).map_err(|message| item.report(item.problem(message)))?;
        // What is told of a path is told of what was written: a variable's value may be a secret.
        let mut resolved = String::new();
        let mut refused = None;
        for part in parts {
            match part {
                Part::Text(text) => resolved.push_str(text),
                Part::Variable { name, default } => match (item.context.environment)(name).filter(|v| !v.is_empty()) {
                    Some(value) => resolved.push_str(&value),
                    None => match default {
                        Some(default) => resolved.push_str(default),
                        None => refused = Some(report_unset(item, name)),
                    },
                },
            }
        }
        if let Some(reported) = refused {
            return Err(reported);
        }
        let written = without_secrets(written);
        check(item, &written, &resolved)?;
        let place = match Place::parse(&resolved) {
            Ok(Place::Local(_)) => Place::Local(item.context.folder.resolve(&resolved)),
            Ok(remote) => remote,
            Err(NotAnAddress { message, help }) => {
                let problem = item.problem(format!("\"{written}\": {message}"));
                return Err(item.report(problem.help(help)));
            }
        };
        Ok(Self { written, place })
    }
}

fn report_unset(item: &Item<'_>, name: &str) -> Reported {
    let problem = item.problem(format!("the environment variable {name} is not set, or is empty"));
    let help = format!("set it, as in `export {name}=/path/to/data`, or give it a default: ${{{name}:-data}}");
    item.report_unset(problem.help(help), name)
}

/// `written` without what is a secret in an address: the user and password before the host, the signature after `?`.
fn without_secrets(written: &str) -> String {
    let Some((scheme, rest)) = written.split_once("://") else { return written.to_owned() };
    let (place, query) = rest.split_once('?').map_or((rest, ""), |(place, _)| (place, "?…"));
    let (host, path) = place.split_once('/').map_or((place, None), |(host, path)| (host, Some(path)));
    let host = host.rsplit_once('@').map_or_else(|| host.to_owned(), |(_, host)| format!("…@{host}"));
    let path = path.map_or_else(String::new, |path| format!("/{path}"));
    format!("{scheme}://{host}{path}{query}")
}

fn check(item: &Item<'_>, written: &str, resolved: &str) -> Result<(), Reported> {
    let problem = if resolved.trim().is_empty() {
        item.problem("found an empty path; expected that of a file or a folder").help("write the path of the data")
    } else if resolved.starts_with('~') {
        item.problem(format!("found `~` in \"{written}\"; it is not replaced here")).help("write ${HOME} in its place")
    } else {
        return Ok(());
    };
    Err(item.report(problem))
}

impl Serialize for Location {
    /// As written: what the variables hold is not recorded.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl JsonSchema for Location {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Location".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "examples": ["data/orders.csv", "${DATA:-data}/orders-*.csv"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_user_password_and_signature() {
        for (written, shown) in [
            ("data/orders.csv", "data/orders.csv"),
            ("data/a@b?.csv", "data/a@b?.csv"),
            ("s3://bucket/orders.csv", "s3://bucket/orders.csv"),
            ("s3://key:secret@bucket/a@b.csv", "s3://…@bucket/a@b.csv"),
            ("https://user:p@ss@host", "https://…@host"),
            ("https://host/a.csv?sig=secret&x=/y@z", "https://host/a.csv?…"),
            ("az://container/${FILE}?sig=${SIG}", "az://container/${FILE}?…"),
        ] {
            assert_eq!(without_secrets(written), shown);
        }
    }
}
