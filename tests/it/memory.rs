//! `run --memory`: the same run, or a message that says what it needs, and nothing written.

use std::collections::BTreeSet;

use crate::command_line::small_pipeline;
use crate::support::{files, only_run, segwatch};

#[test]
fn a_run_that_needs_more_than_it_may_have_says_so_and_any_other_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let run = |name: &str, more: &[&str]| {
        let out = folder.path().join(name);
        let answer =
            segwatch(["run", folder.path().to_str().unwrap(), "--out", out.to_str().unwrap()].iter().chain(more));
        (answer, out)
    };
    let (free, out) = run("free", &[]);
    assert_eq!(free.code, 0, "{}", free.err);
    let expected = files(&only_run(&out, "small"), &["run.json"]);

    let mut refused_for = BTreeSet::new();
    let mut limit = 64_u64;
    let found = loop {
        let (answer, out) = run(&limit.to_string(), &["--memory", &format!("{limit}B")]);
        if answer.code == 0 {
            break files(&only_run(&out, "small"), &["run.json"]);
        }
        assert_eq!(answer.code, 2, "{}", answer.err);
        let (_, needs) = answer.err.split_once("needs at least 1 MB for the ").expect("what it needs");
        assert!(
            needs.contains(&format!("--memory allows {limit} B")) && needs.contains("help: raise --memory"),
            "{needs}"
        );
        refused_for.insert(needs.split_once(' ').unwrap().0.to_owned());
        assert!(!out.join("small/runs").exists(), "a run was begun");
        limit += limit / 16 + 1;
        assert!(limit < 1_000_000, "refused with {limit} bytes");
    };
    assert!(found == expected, "other files with {limit} bytes than without a limit");
    assert!(refused_for.contains("orders") && refused_for.contains("features"), "{refused_for:?}");
}

#[test]
fn a_size_that_is_none_is_refused() {
    for size in ["much", "12 apples", "-1MB", ""] {
        let answer = segwatch(["run", "nowhere", &format!("--memory={size}")]);
        assert_eq!(answer.code, 2, "{}", answer.err);
        assert!(answer.err.contains("--memory"), "{}", answer.err);
    }
}
