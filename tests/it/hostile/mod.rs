//! Input by those who mean harm and from machines that fail: nothing is read or written but what was declared, and
//! nothing is worse than an error.

#![allow(
    clippy::cast_possible_wrap,
    clippy::format_collect,
    clippy::naive_bytecount,
    clippy::needless_pass_by_value,
    clippy::too_many_lines,
    clippy::unnecessary_wraps,
    reason = "small data, and lists of cases"
)]

mod damage;
mod files;
mod paths;
mod secrets;
mod sql;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command_line::small_pipeline;
use crate::support::{Answer, files as bytes_of, segwatch_with};

/// Stands in every file beside the pipeline; nothing segwatch writes may hold it.
const CANARY: &str = "canary-5f1d7c9e";

/// A pipeline, and beside it what is none of its business.
struct Yard {
    folder: tempfile::TempDir,
    before: BTreeMap<String, Vec<u8>>,
}

impl Yard {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for made in ["pipeline", "canary/templates", "canary/runs/2024-01-01-0123456789ab"] {
            fs::create_dir_all(path(made)).unwrap();
        }
        small_pipeline(&path("pipeline"));
        for (name, text) in [
            ("canary/secret.csv", format!("customer_id,order_id,ordered_at,amount\n{CANARY},1,2024-01-01,5\n")),
            ("canary/secret.sql", format!("SELECT customer_id, order_id, ordered_at, amount FROM sales -- {CANARY}\n")),
            ("canary/pipeline.toml", format!("name = \"{CANARY}\"\n")),
            ("canary/templates/report.html", format!("{CANARY}\n")),
            ("canary/runs/2024-01-01-0123456789ab/run.json", format!("{{\"pipeline\": \"{CANARY}\"}}\n")),
        ] {
            fs::write(path(name), text).unwrap();
        }
        let mut yard = Self { folder, before: BTreeMap::new() };
        // Whole runs are not about their numbers here.
        yard.edit("[model]\nk = 3", "[stability]\ndraws = 100\nnoise_replicates = 10\n[model]\nrestarts = 1\nk = 3");
        yard.before = yard.outside();
        yard
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path("pipeline").join(name), bytes).unwrap();
    }

    fn edit(&self, from: &str, to: &str) {
        let file = self.path("pipeline/pipeline.toml");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(file, text.replacen(from, to, 1)).unwrap();
    }

    /// Everything but the pipeline and its outputs.
    fn outside(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = bytes_of(self.folder.path(), &[]);
        found.retain(|name, _| !name.starts_with("pipeline/") && !name.starts_with("out/small/"));
        found
    }

    /// What segwatch answers, the yard's own place as `[YARD]`.
    fn ask(&self, arguments: &[&str]) -> Answer {
        self.ask_with(arguments, &[])
    }

    fn ask_with(&self, arguments: &[&str], environment: &[(&str, &Path)]) -> Answer {
        let place = self.folder.path().to_str().unwrap();
        let answer = segwatch_with(arguments.iter().map(|argument| argument.replace("[YARD]", place)), environment);
        Answer { out: answer.out.replace(place, "[YARD]"), err: answer.err.replace(place, "[YARD]"), ..answer }
    }

    /// What is wrong after a command that had no business outside of the pipeline.
    fn trespass(&self, answer: &Answer) -> Option<String> {
        if answer.out.contains(CANARY) || answer.err.contains(CANARY) {
            return Some(format!("shows what it had no business to read:\n{}{}", answer.out, answer.err));
        }
        let written = bytes_of(self.folder.path(), &[]).into_iter();
        let written = written.filter(|(name, _)| !name.starts_with("canary/") && !name.starts_with("pipeline/link/"));
        let copied = written.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(CANARY));
        let copied = copied.map(|(name, _)| name).collect::<Vec<_>>();
        if !copied.is_empty() {
            return Some(format!("wrote what it had no business to read into {copied:?}"));
        }
        let after = self.outside();
        (after != self.before).then(|| format!("changed what is beside the pipeline: {:?}", after.keys()))
    }
}

/// The cases of a file of `tests/hostile`: lines, each followed by what it gets, indented.
fn cases(file: &Path) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in fs::read_to_string(file).unwrap().lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("    "), found.last_mut()) {
            (Some(expected), Some((_, so_far))) => {
                if !so_far.is_empty() {
                    so_far.push('\n');
                }
                so_far.push_str(expected);
            }
            _ => found.push((line.to_owned(), String::new())),
        }
    }
    found
}

/// Asks each case of a file of `tests/hostile`, on all cores, and compares what it gets. `UPDATE_EXPECT=1` writes that
/// instead; read it before it is committed.
fn check_cases(name: &str, at_least: usize, ask: impl Fn(&Yard, &str) -> Result<String, String> + Sync) {
    let file = crate::support::repository(&format!("tests/hostile/{name}"));
    let cases = cases(&file);
    assert!(cases.len() >= at_least, "{} cases", cases.len());
    let got = in_parallel(&cases, |(input, _)| ask(&Yard::new(), input));
    let refused =
        got.iter().zip(&cases).filter_map(|(got, (input, _))| Some(format!("{input}: {}", got.as_ref().err()?)));
    let refused = refused.collect::<Vec<_>>();
    assert!(refused.is_empty(), "{} of {} cases:\n{}", refused.len(), cases.len(), refused.join("\n"));
    let got = got.into_iter().map(Result::unwrap).collect::<Vec<_>>();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let comments = fs::read_to_string(&file).unwrap();
        let comments = comments.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n"));
        let blocks = cases.iter().zip(&got).map(|((input, _), got)| {
            let got = got.lines().map(|line| format!("    {line}\n")).collect::<String>();
            format!("\n{input}\n{got}")
        });
        fs::write(&file, comments.chain(blocks).collect::<String>()).unwrap();
        return;
    }
    let wrong = cases.iter().zip(&got).filter(|((_, expected), got)| expected != *got);
    let wrong = wrong.map(|((input, expected), got)| format!("{input}\n  got {got}\n  instead of {expected}"));
    let wrong = wrong.collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// What `work` makes of each item, in their order.
fn in_parallel<T: Sync, U: Send>(items: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let size = items.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let chunks = items.chunks(size).map(|chunk| scope.spawn(|| chunk.iter().map(&work).collect::<Vec<_>>()));
        let chunks = chunks.collect::<Vec<_>>();
        chunks.into_iter().flat_map(|chunk| chunk.join().unwrap()).collect()
    })
}

/// The first line of a message, without its help.
fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}
