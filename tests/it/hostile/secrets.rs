//! Secrets that stand where secrets stand: in the environment, in variables of paths, in paths that look like addresses.
//! None is in anything that segwatch prints or writes, at any level of logs.

use std::fs;
use std::path::Path;

use super::Yard;
use crate::support::files;

/// Cannot come up by chance.
const SECRET: &str = "s3cr3t-0f9b61ad";

type Scenario = (&'static str, fn(&Yard) -> Vec<(&'static str, String)>, &'static [&'static str]);

const RUN: &[&str] = &["run", "[YARD]/pipeline", "--out", "[YARD]/out"];
const RUN_JSON: &[&str] = &["run", "[YARD]/pipeline", "--out", "[YARD]/out", "--log-format", "json"];
const VALIDATE: &[&str] = &["validate", "[YARD]/pipeline"];

/// Puts the orders where the path is `path`, and gives the variable `value`, in which `@` is the yard.
fn variable(yard: &Yard, path: &str, value: &str) -> Vec<(&'static str, String)> {
    yard.edit("path = \"orders.csv\"", &format!("path = {path:?}"));
    vec![("DATA", value.replace('@', &yard.text("")))]
}

/// The orders in a folder whose name is the secret.
fn hidden(yard: &Yard, name: &str) {
    let folder = yard.path(SECRET);
    fs::create_dir_all(&folder).unwrap();
    fs::rename(yard.path("pipeline/orders.csv"), folder.join(name)).unwrap();
}

fn literal(yard: &Yard, path: &str) -> Vec<(&'static str, String)> {
    yard.edit("path = \"orders.csv\"", &format!("path = {path:?}"));
    Vec::new()
}

const SCENARIOS: [Scenario; 36] = [
    (
        "a folder in a variable",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA}/orders.csv", &format!("@/{SECRET}"))
        },
        RUN,
    ),
    (
        "the same, dry",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA}/orders.csv", &format!("@/{SECRET}"))
        },
        &["run", "[YARD]/pipeline", "--out", "[YARD]/out", "--dry-run"],
    ),
    (
        "the same as JSON",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA}/orders.csv", &format!("@/{SECRET}"))
        },
        &["run", "[YARD]/pipeline", "--out", "[YARD]/out", "--format", "json"],
    ),
    (
        "the same, assigned",
        |yard| {
            hidden(yard, "orders.csv");
            let with = variable(yard, "${DATA}/orders.csv", &format!("@/{SECRET}"));
            run_first(yard, &with);
            with
        },
        &["assign", "[YARD]/pipeline", "--out", "[YARD]/out"],
    ),
    (
        "the same, promoted",
        |yard| {
            hidden(yard, "orders.csv");
            let with = variable(yard, "${DATA}/orders.csv", &format!("@/{SECRET}"));
            run_first(yard, &with);
            with
        },
        &["promote", "[YARD]/pipeline", "2023-12-01", "--out", "[YARD]/out", "--reason", "x", "--by", "me"],
    ),
    (
        "the same, listed",
        |yard| {
            hidden(yard, "orders.csv");
            let with = variable(yard, "${DATA}/orders.csv", &format!("@/{SECRET}"));
            run_first(yard, &with);
            with
        },
        &["history", "[YARD]/pipeline", "--out", "[YARD]/out", "--format", "json"],
    ),
    (
        "the same, validated",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA}/orders.csv", &format!("@/{SECRET}"))
        },
        VALIDATE,
    ),
    (
        "a whole path",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA}", &format!("@/{SECRET}/orders.csv"))
        },
        RUN,
    ),
    (
        "a whole folder",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA}", &format!("@/{SECRET}"))
        },
        RUN,
    ),
    (
        "a whole pattern",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA}", &format!("@/{SECRET}/*.csv"))
        },
        RUN,
    ),
    (
        "a pattern in a folder",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA}/*.csv", &format!("@/{SECRET}"))
        },
        RUN,
    ),
    (
        "a default that is not taken",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA:-nowhere}/orders.csv", &format!("@/{SECRET}"))
        },
        RUN,
    ),
    ("no such folder", |yard| variable(yard, "${DATA}/orders.csv", SECRET), RUN),
    ("no such file", |yard| variable(yard, "${DATA}", &format!("@/{SECRET}/orders.csv")), RUN),
    ("a pattern with no match", |yard| variable(yard, "${DATA}/*.csv", SECRET), RUN),
    ("no pattern", |yard| variable(yard, "${DATA}/a***b", SECRET), RUN),
    ("a broken pattern", |yard| variable(yard, "${DATA}", &format!("{SECRET}/[a")), RUN),
    (
        "an empty folder",
        |yard| {
            fs::create_dir(yard.path(SECRET)).unwrap();
            variable(yard, "${DATA}", &format!("@/{SECRET}"))
        },
        RUN,
    ),
    (
        "a file of no known kind",
        |yard| {
            hidden(yard, "orders.xyz");
            variable(yard, "${DATA}/orders.xyz", &format!("@/{SECRET}"))
        },
        RUN,
    ),
    (
        "a damaged file",
        |yard| {
            hidden(yard, "x");
            fs::write(yard.path(SECRET).join("orders.parquet"), "PAR1").unwrap();
            variable(yard, "${DATA}/orders.parquet", &format!("@/{SECRET}"))
        },
        RUN,
    ),
    (
        "a damaged packed file",
        |yard| {
            hidden(yard, "x");
            fs::write(yard.path(SECRET).join("orders.csv.gz"), "no").unwrap();
            variable(yard, "${DATA}/orders.csv.gz", &format!("@/{SECRET}"))
        },
        RUN,
    ),
    (
        "a folder in the place of a file",
        |yard| {
            fs::create_dir_all(yard.path(SECRET).join("orders.csv/x.csv")).unwrap();
            variable(yard, "${DATA}/orders.csv", &format!("@/{SECRET}"))
        },
        RUN,
    ),
    (
        "an address in a variable",
        |yard| variable(yard, "${DATA}", &format!("s3://key:{SECRET}@bucket/orders.csv")),
        VALIDATE,
    ),
    (
        "a signed address in a variable",
        |yard| variable(yard, "${DATA}", &format!("https://host/orders.csv?X-Amz-Signature={SECRET}")),
        VALIDATE,
    ),
    ("a home folder in a variable", |yard| variable(yard, "${DATA}", &format!("~/{SECRET}")), VALIDATE),
    ("blanks in a variable", |yard| variable(yard, "${DATA}/\u{1}", &format!(" {SECRET}")), VALIDATE),
    ("an address with a password", |yard| literal(yard, &format!("s3://key:{SECRET}@bucket/orders.csv")), VALIDATE),
    (
        "an address with a user and a password",
        |yard| literal(yard, &format!("https://user:{SECRET}@host/orders.csv")),
        VALIDATE,
    ),
    ("a signed address", |yard| literal(yard, &format!("https://host/orders.csv?sig={SECRET}")), VALIDATE),
    ("an address of an account", |yard| literal(yard, &format!("az://container/orders.csv?sv=1&sig={SECRET}")), RUN),
    ("keys of a store in the environment", |_| store_keys(), RUN),
    (
        "keys of a store, and an error",
        |yard| {
            let mut with = variable(yard, "${NONE}/orders.csv", "");
            with.extend(store_keys());
            with
        },
        RUN,
    ),
    (
        "a folder in a variable, logged as JSON",
        |yard| {
            hidden(yard, "orders.csv");
            variable(yard, "${DATA}/orders.csv", &format!("@/{SECRET}"))
        },
        RUN_JSON,
    ),
    ("no such folder, logged as JSON", |yard| variable(yard, "${DATA}/orders.csv", SECRET), RUN_JSON),
    (
        "a damaged file, logged as JSON",
        |yard| {
            hidden(yard, "x");
            fs::write(yard.path(SECRET).join("orders.parquet"), "PAR1").unwrap();
            variable(yard, "${DATA}/orders.parquet", &format!("@/{SECRET}"))
        },
        RUN_JSON,
    ),
    ("keys of a store in the environment, logged as JSON", |_| store_keys(), RUN_JSON),
];

fn store_keys() -> Vec<(&'static str, String)> {
    let names = [
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "GOOGLE_SERVICE_ACCOUNT_KEY",
        "AZURE_STORAGE_ACCOUNT_KEY",
        "HTTPS_PROXY",
    ];
    names.map(|name| (name, SECRET.to_owned())).to_vec()
}

fn run_first(yard: &Yard, with: &[(&'static str, String)]) {
    let with = with.iter().map(|(name, value)| (*name, Path::new(value))).collect::<Vec<_>>();
    assert_eq!(yard.ask_with(RUN, &with).code, 0);
}

#[test]
fn no_secret_is_in_anything_printed_or_written() {
    let wrong = super::in_parallel(&SCENARIOS, |(name, prepare, command)| {
        let yard = Yard::new();
        let mut with = prepare(&yard);
        with.push(("SEGWATCH_LOG", "trace".to_owned()));
        with.push(("RUST_BACKTRACE", "full".to_owned()));
        let with = with.iter().map(|(name, value)| (*name, Path::new(value))).collect::<Vec<_>>();
        let answer = yard.ask_with(command, &with);
        if answer.out.contains(SECRET) || answer.err.contains(SECRET) {
            return Some(format!("{name} prints the secret: {}{}", answer.out, answer.err));
        }
        if !yard.path("out").exists() {
            return None;
        }
        let holds = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
        let written = files(&yard.path("out"), &[]);
        let holding = written.iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name).collect::<Vec<_>>();
        (!holding.is_empty()).then(|| format!("{name} writes the secret into {holding:?}"))
    });
    let wrong = wrong.into_iter().flatten().collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), SCENARIOS.len(), wrong.join("\n"));
}
