//! Names and paths that try to leave the pipeline's folder or the output folder: every text of `tests/hostile/paths.txt`
//! in every place where a name or a path can stand.

use std::fs;

use serde_json::{Value, json};

use super::{CANARY, Yard, in_parallel};
use crate::support::{Answer, only_run, repository};

/// The texts: `\0` stands for a NUL byte.
fn texts() -> Vec<String> {
    let text = fs::read_to_string(repository("tests/hostile/paths.txt")).unwrap();
    text.lines().filter(|line| !line.starts_with("# ")).map(|line| line.replace("\\0", "\0")).collect()
}

fn toml(text: &str) -> String {
    Value::from(text).to_string()
}

/// What each place does with a text; `None` where it cannot be given it.
type Place = (&'static str, fn(&Yard, &str) -> Option<Answer>);

/// The configuration with a text in it, read as every command reads it.
fn configured(yard: &Yard, from: &str, to: &str) -> Option<Answer> {
    yard.edit(from, to);
    let read = segwatch::config::load(&yard.path("pipeline"), &|_| None);
    let (code, err) = read.map_or_else(|problems| (2, problems.to_string()), |plan| (0, format!("{plan:?}")));
    Some(Answer { code, out: String::new(), err })
}

fn command(yard: &Yard, arguments: &[&str], text: &str) -> Option<Answer> {
    let (pipeline, out) = (yard.text("pipeline"), yard.text("out"));
    let fill = |argument: &&str| match *argument {
        "PIPELINE" => pipeline.clone(),
        "OUT" => out.clone(),
        "TEXT" => text.to_owned(),
        other => other.replace("TEXT", text),
    };
    let arguments = arguments.iter().map(fill).collect::<Vec<_>>();
    let arguments = arguments.iter().map(String::as_str).collect::<Vec<_>>();
    // No program can be given a NUL byte.
    (!text.contains('\0')).then(|| yard.ask(&arguments))
}

const PLACES: [Place; 15] = [
    ("name", |yard, text| configured(yard, "\"small\"", &toml(text))),
    ("orders.sql", |yard, text| configured(yard, "\"orders.sql\"", &toml(text))),
    ("features.monetary.query", |yard, text| {
        configured(yard, "sql = \"avg(amount)\"", &format!("query = {}", toml(text)))
    }),
    ("report.templates", |yard, text| {
        configured(yard, "[model]", &format!("[report]\ntemplates = {}\n[model]", toml(text)))
    }),
    ("report.languages", |yard, text| {
        configured(yard, "[model]", &format!("[report]\nlanguages = [{}]\n[model]", toml(text)))
    }),
    ("sources.NAME", |yard, text| configured(yard, "[sources.sales]", &format!("[sources.{}]", toml(text)))),
    ("features.NAME", |yard, text| configured(yard, "[features.monetary]", &format!("[features.{}]", toml(text)))),
    ("time_zone", |yard, text| configured(yard, "\"UTC\"", &toml(text))),
    ("windows.first_end", |yard, text| {
        configured(yard, "step = \"1 month\"", &format!("step = \"1 month\"\nfirst_end = {}", toml(text)))
    }),
    ("run --as-of", |yard, text| command(yard, &["run", "PIPELINE", "--out", "OUT", "--as-of=TEXT"], text)),
    ("assign --as-of", |yard, text| command(yard, &["assign", "PIPELINE", "--out", "OUT", "--as-of=TEXT"], text)),
    ("choose-k --window", |yard, text| command(yard, &["choose-k", "PIPELINE", "--window=TEXT"], text)),
    ("promote WINDOW", |yard, text| {
        command(yard, &["promote", "PIPELINE", "--out", "OUT", "--reason", "x", "--", "TEXT"], text)
    }),
    ("promote --entry", |yard, text| {
        command(yard, &["promote", "PIPELINE", "--out", "OUT", "--reason", "x", "--entry=TEXT"], text)
    }),
    ("promote --run", |yard, text| {
        command(yard, &["promote", "PIPELINE", "2024-01-01", "--out", "OUT", "--reason", "x", "--run=TEXT"], text)
    }),
];

#[test]
fn no_name_or_path_leaves_the_declared_places() {
    let texts = texts();
    let cases = PLACES.iter().flat_map(|place| texts.iter().map(move |text| (place, text))).collect::<Vec<_>>();
    assert!(cases.len() >= 300, "{} cases", cases.len());
    let wrong = in_parallel(&cases, |((place, ask), text)| {
        let yard = Yard::new();
        #[cfg(unix)]
        std::os::unix::fs::symlink(yard.path("canary"), yard.path("pipeline/link")).unwrap();
        let answer = ask(&yard, &text.replace("[CANARY]", &yard.text("canary")))?;
        let wrong = yard.trespass(&answer).or_else(|| {
            (answer.code != 2 || answer.err.trim().is_empty())
                .then(|| format!("ended with {}: {}{}", answer.code, answer.out, answer.err))
        });
        wrong.map(|wrong| format!("{place} {text:?}: {wrong}"))
    });
    let wrong = wrong.into_iter().flatten().collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// `run.json` and the registry are files, and may have been tampered with: no name in them leads anywhere.
#[test]
fn names_in_a_record_lead_nowhere() {
    let original = Yard::new();
    let answer = original.ask(&["run", &original.text("pipeline"), "--out", &original.text("out")]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let promoted = ["promote", "[YARD]/pipeline", "2023-12-01", "--out", "[YARD]/out", "--reason", "x", "--by", "me"];
    assert_eq!(original.ask(&promoted).code, 0);
    let run = only_run(&original.path("out"), "small");
    let name = run.file_name().unwrap().to_str().unwrap().to_owned();
    let texts = ["..", "../canary", "../../../canary/secret.sql", "[CANARY]/secret.sql", "/etc/passwd", "", "a\0b"];
    let changes: [fn(&mut Value, &str); 7] = [
        |record, text| record["pipeline"] = json!(text),
        |record, text| record["run_id"] = json!(text),
        |record, text| record["features"][0]["name"] = json!(text),
        |record, text| record["files"][0]["path"] = json!(text),
        |record, text| record["inputs"][0]["path"] = json!(text),
        |record, text| record["configuration"]["report"]["languages"] = json!([text]),
        |record, text| record["schema_version"] = json!(text),
    ];
    let cases = changes.iter().flat_map(|change| texts.iter().map(move |text| (change, *text))).collect::<Vec<_>>();
    let wrong = in_parallel(&cases, |(change, text)| {
        let yard = Yard::new();
        let folder = yard.path("out/small/runs").join(&name);
        copy(&run, &folder);
        let file = folder.join("run.json");
        let mut record: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        change(&mut record, &text.replace("[CANARY]", &yard.text("canary")));
        fs::write(&file, record.to_string()).unwrap();
        let commands: [&[&str]; 4] = [
            &["report", folder.to_str().unwrap()],
            &["history", "[YARD]/pipeline", "--out", "[YARD]/out"],
            &["promote", "[YARD]/pipeline", "2023-12-01", "--out", "[YARD]/out", "--reason", "x", "--by", "me"],
            &["models", "[YARD]/pipeline", "--out", "[YARD]/out"],
        ];
        let wrong = commands.iter().filter_map(|command| {
            let answer = yard.ask(command);
            let crashed = ![0, 2, 3].contains(&answer.code);
            let crashed = crashed.then(|| format!("ended with {}: {}{}", answer.code, answer.out, answer.err));
            yard.trespass(&answer).or(crashed).map(|wrong| format!("{} {text:?}: {wrong}", command[0]))
        });
        wrong.collect::<Vec<_>>()
    });
    let wrong = wrong.into_iter().flatten().collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let place = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &place);
        } else {
            fs::copy(&path, &place).unwrap();
        }
    }
}

/// A template may include others of its folder, and no file.
#[test]
fn a_template_includes_no_file() {
    for include in
        ["/etc/passwd", "../canary/templates/report.html", "../../canary/templates/report.html", "pipeline.toml"]
    {
        for tag in [format!("{{% include \"{include}\" %}}"), format!("{{% extends \"{include}\" %}}")] {
            let yard = Yard::new();
            fs::create_dir(yard.path("pipeline/templates")).unwrap();
            yard.write("templates/report.html", tag);
            yard.edit("[model]", "[report]\ntemplates = \"templates\"\n[model]");
            let answer = yard.ask(&["validate", "[YARD]/pipeline"]);
            assert_eq!(answer.code, 2, "{include}: {}{}", answer.out, answer.err);
            assert_eq!(yard.trespass(&answer), None, "{include}");
            assert!(!answer.err.contains(CANARY));
        }
    }
}
