//! The invariants of docs/architecture.md, held against the source.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

/// The modules in the order in which data flow; none names one further down.
const ORDER: [&str; 32] = [
    "problem",
    "progress",
    "memory",
    "numeric",
    "calendar",
    "language",
    "template",
    "plan",
    "config",
    "window",
    "feature",
    "kmeans",
    "validity",
    "agreement",
    "ledger",
    "drift",
    "survival",
    "stability",
    "selection",
    "record",
    "checks",
    "model",
    "persona",
    "store",
    "source",
    "sink",
    "report",
    "run",
    "assignment",
    "synthetic",
    "calibration",
    "cli",
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(next) = pending.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The file without comments and without the tests at its end.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(repository("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_know_nothing_of_those_further_down() {
    let mut wrong = Vec::new();
    for path in rust_files(&repository("src")) {
        let module = module_of(&path);
        let Some(place) = ORDER.iter().position(|name| *name == module) else {
            assert!(["lib", "main"].contains(&module.as_str()), "{module} is not in the order");
            continue;
        };
        let code = code(&path);
        for later in &ORDER[place + 1..] {
            if code.contains(&format!("crate::{later}::")) || code.contains(&format!("crate::{later};")) {
                wrong.push(format!("{} names {later}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_source_and_sink_name_datafusion_and_arrow() {
    let mut wrong = Vec::new();
    for path in rust_files(&repository("src")) {
        let module = module_of(&path);
        let code = code(&path);
        if !["source", "sink"].contains(&module.as_str())
            && ["datafusion::", "serde_arrow", "arrow::", "parquet::"].iter().any(|name| code.contains(name))
        {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn numbers_do_no_input_or_output_and_read_no_clock() {
    const IMPURE: [&str; 8] =
        ["std::fs", "std::io", "std::net", "std::env", "Instant", "SystemTime", "tokio", "thread_rng"];
    // All before the data come in, but for those that are about what the user wrote.
    let before_data = ORDER.iter().take_while(|module| **module != "store");
    let pure = before_data.filter(|module| !["problem", "plan", "config"].contains(module)).collect::<Vec<_>>();
    assert_eq!(pure.len(), 20);
    let mut wrong = Vec::new();
    for path in rust_files(&repository("src")) {
        if pure.contains(&&module_of(&path).as_str()) {
            let code = code(&path);
            wrong.extend(
                IMPURE.iter().filter(|name| code.contains(**name)).map(|name| format!("{}: {name}", path.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn outputs_are_written_through_a_few_doors() {
    const WRITES: [&str; 8] = [
        "fs::write",
        "File::create",
        "File::options",
        "OpenOptions",
        "fs::rename",
        "fs::create_dir",
        "fs::hard_link",
        "fs::copy",
    ];
    const DOORS: [&str; 10] = [
        "src/sink/claim.rs",
        // Appends to a file of the user's.
        "src/sink/lineage.rs",
        "src/sink/moves.rs",
        "src/sink/scratch.rs",
        "src/sink/staging.rs",
        "src/sink/synced.rs",
        // Copies of what is in a store, in a folder that goes with the command.
        "src/sink/mirror.rs",
        "src/store/download.rs",
        // A starter pipeline and the man pages are nobody's outputs.
        "src/cli/commands/init.rs",
        "src/cli/commands/manual.rs",
    ];
    let writing = rust_files(&repository("src"))
        .into_iter()
        .filter(|path| {
            let code = code(path);
            WRITES.iter().any(|name| code.contains(name)) && !path.components().any(|part| part.as_os_str() == "tests")
        })
        .map(|path| path.strip_prefix(repository("")).unwrap().display().to_string())
        // The one is a test of docs/outputs.md.
        .filter(|path| !path.ends_with("tests.rs") && path != "src/sink/columns/outputs.rs")
        .collect::<Vec<_>>();
    let mut doors = DOORS.to_vec();
    doors.sort_unstable();
    assert_eq!(writing, doors);
}

#[test]
fn charts_are_drawn_behind_one_module() {
    let outside = rust_files(&repository("src"))
        .into_iter()
        .filter(|path| !path.starts_with(repository("src/report/chart")) && code(path).contains("kuva"))
        .collect::<Vec<_>>();
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn files_are_short() {
    let mut lengths =
        rust_files(&repository("src")).into_iter().map(|path| (code(&path).lines().count(), path)).collect::<Vec<_>>();
    lengths.sort();
    let (longest, path) = lengths.last().unwrap();
    assert!(*longest <= 400, "{} has {longest} lines", path.display());
    let (median, _) = &lengths[lengths.len() / 2];
    assert!(*median <= 150, "the median file has {median} lines");
}
