//! What earlier versions of the schema wrote is read: `tests/golden/schema-N` has a pipeline, its runs, registry and
//! assignments as a segwatch of version N wrote them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::command_line::small_pipeline;
use crate::support::{Answer, files, repository, segwatch};

/// Versions of `run.json`, `assignment.json` and the registry's entries so far.
const VERSIONS: [u32; 1] = [1];

/// The pipeline of a version, with its orders.
struct Earlier {
    folder: tempfile::TempDir,
}

impl Earlier {
    fn new(version: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        small_pipeline(folder.path());
        for (name, bytes) in files(&repository(&format!("tests/golden/schema-{version}")), &[]) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("out/small").join(name)
    }

    fn ask(&self, command: &str, arguments: &[&str]) -> Answer {
        let (pipeline, out) = (self.folder.path().to_str().unwrap(), self.folder.path().join("out"));
        let fixed = [command, pipeline, "--out", out.to_str().unwrap(), "--format", "json"];
        segwatch(fixed.iter().chain(arguments))
    }

    fn done(&self, command: &str, arguments: &[&str]) -> Value {
        let answer = self.ask(command, arguments);
        assert_eq!(answer.code, 0, "{command}: {}{}", answer.out, answer.err);
        assert_eq!(answer.err, "", "{command}");
        serde_json::from_str(&answer.out).unwrap()
    }

    fn runs(&self) -> Vec<PathBuf> {
        let mut runs: Vec<_> = fs::read_dir(self.path("runs")).unwrap().map(|run| run.unwrap().path()).collect();
        runs.sort();
        runs
    }
}

fn set(file: &Path, key: &str, value: impl Into<Value>) {
    let mut record: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    record[key] = value.into();
    fs::write(file, record.to_string()).unwrap();
}

#[test]
fn every_version_is_kept() {
    assert_eq!(segwatch::record::SCHEMA_VERSION, VERSIONS[VERSIONS.len() - 1], "add the fixture of the new version");
    assert_eq!(segwatch::record::PROMOTION_VERSION, 1, "add an entry of the new version");
}

#[test]
fn runs_registry_and_assignments_of_earlier_versions_are_read() {
    for version in VERSIONS {
        let earlier = Earlier::new(version);
        let runs = earlier.runs();
        let listed = earlier.done("history", &[]);
        let listed: Vec<_> = listed.as_array().unwrap().iter().map(|run| run["run_id"].as_str().unwrap()).collect();
        let names: Vec<_> = runs.iter().map(|run| run.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(listed, names);
        let models = earlier.done("models", &[]);
        assert_eq!(models[0]["reason"], "agreed with marketing", "{models}");

        let assigned = earlier.done("assign", &["--as-of", "2023-10-20"]);
        assert_eq!(assigned["earlier"]["as_of"], "2023-10-15", "the version's own assignment: {assigned}");
        assert_eq!(assigned["model"]["source"], "reference/0001");
        let run = earlier.done("run", &["--as-of", "2023-11-01"]);
        assert_eq!(run["reference"]["promoted"]["entry"], 1);
        let page = fs::read_to_string(earlier.path("index.html")).unwrap();
        for run in &names {
            assert!(page.contains(&format!("runs/{run}/report.html")), "{run} is on the page over all runs");
        }
        assert!(!page.contains("Cannot be read"));

        let newest = earlier.path("runs").join(run["run_id"].as_str().unwrap());
        for before in &runs {
            let [before, after] = [before, &newest].map(|run| run.to_str().unwrap());
            let answer = segwatch(["diff", before, after, "--format", "json"]);
            assert_eq!(answer.code, 0, "{}", answer.err);
            let difference: Value = serde_json::from_str(&answer.out).unwrap();
            // The same configuration, but for sections that there were none of then.
            let differences = difference["configuration"].as_array().unwrap();
            let known = |difference: &&Value| !difference["key"].as_str().unwrap().starts_with("checks");
            assert_eq!(differences.iter().find(known), None);
        }
    }
}

#[test]
fn configurations_of_earlier_versions_are_read() {
    for version in VERSIONS {
        let folder = tempfile::tempdir().unwrap();
        let text = repository(&format!("tests/golden/schema-{version}/full.toml"));
        fs::copy(text, folder.path().join("pipeline.toml")).unwrap();
        fs::write(folder.path().join("orders.sql"), "SELECT * FROM sales\n").unwrap();
        fs::write(folder.path().join("favourite_month.sql"), "SELECT customer_id, 1 AS value FROM orders\n").unwrap();
        fs::create_dir_all(folder.path().join("templates/sections")).unwrap();
        fs::write(folder.path().join("templates/sections/trust.html"), "<p>{{ header.pipeline }}</p>\n").unwrap();
        let plan = segwatch::config::load(folder.path(), &|_| None);
        assert_eq!(
            plan.map(|plan| plan.name).map_err(|problems| problems.to_string()),
            Ok("full-pipeline_2".to_owned())
        );
    }
}

#[test]
fn what_a_later_version_wrote_is_refused_with_its_number_and_what_to_do() {
    let earlier = Earlier::new(1);
    let refused = |answer: &Answer| {
        assert_eq!(answer.code, 2, "{}{}", answer.out, answer.err);
        let said = format!("{}{}", answer.out, answer.err);
        assert!(said.contains("has schema version 7") && said.contains("versions up to 1"), "{said}");
        assert!(said.contains("use the segwatch that wrote it"), "{said}");
    };
    let runs = earlier.runs();
    let [first, second] = runs.as_slice() else { panic!("{runs:?}") };
    set(&first.join("run.json"), "schema_version", 7);
    refused(&segwatch(["diff", first.to_str().unwrap(), second.to_str().unwrap()]));
    refused(&segwatch(["verify", first.to_str().unwrap()]));
    let history = earlier.ask("history", &[]);
    assert_eq!(history.code, 0, "{}", history.err);
    assert_eq!(serde_json::from_str::<Value>(&history.out).unwrap().as_array().unwrap().len(), 1);
    assert!(history.err.contains("has schema version 7"), "{}", history.err);
    set(&earlier.path("assignments/as-of=2023-10-15/assignment.json"), "schema_version", 7);
    refused(&earlier.ask("assign", &["--as-of", "2023-10-20"]));
    set(&earlier.path("reference/0001.json"), "schema_version", 7);
    refused(&earlier.ask("models", &[]));
}

#[test]
fn what_says_a_version_and_is_not_of_it_is_refused_with_the_key() {
    let earlier = Earlier::new(1);
    let run = earlier.runs().remove(0);
    set(&run.join("run.json"), "verdict", Value::Null);
    let answer = segwatch(["verify", run.to_str().unwrap()]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("cannot be understood as of schema version 1"), "{}", answer.err);
}
