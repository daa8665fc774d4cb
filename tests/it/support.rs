//! Running the program, and the folders it runs in.

use std::path::{Path, PathBuf};
use std::process::Command;

use segwatch::memory::Memory;
use segwatch::plan::Plan;
use segwatch::run::ReadOptions;
use segwatch::source::{Inputs, OrdersRead, Profiling};
use tokio::runtime::Runtime;

/// What the program answered.
pub struct Answer {
    /// Its exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs segwatch.
pub fn segwatch<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Answer {
    segwatch_with(arguments, &[])
}

/// Runs segwatch with further environment variables.
pub fn segwatch_with<S: AsRef<std::ffi::OsStr>>(
    arguments: impl IntoIterator<Item = S>,
    environment: &[(&str, &Path)],
) -> Answer {
    let mut command = command(arguments);
    command.envs(environment.iter().copied());
    answer(command)
}

/// Runs segwatch without an environment variable.
pub fn segwatch_without<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>, variable: &str) -> Answer {
    let mut command = command(arguments);
    command.env_remove(variable);
    answer(command)
}

fn command<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_segwatch"));
    command.args(arguments).env_remove("SEGWATCH_LOG");
    command
}

fn answer(mut command: Command) -> Answer {
    let output = command.output().expect("segwatch starts");
    let text = |bytes| String::from_utf8(bytes).expect("segwatch writes UTF-8");
    Answer { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A path of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Where Olist's CSV files are: `$OLIST_DIR`, else beside the repository.
pub fn olist() -> PathBuf {
    std::env::var_os("OLIST_DIR").map_or_else(|| repository("../shared/data/olist"), PathBuf::from)
}

/// All files below a folder with their bytes, by path, but for `left_out`.
pub fn files(folder: &Path, left_out: &[&str]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(next) = pending.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder that can be listed") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(folder).expect("below the folder").to_string_lossy().into_owned();
            if path.is_dir() {
                pending.push(path);
            } else if !left_out.contains(&name.as_str()) {
                found.insert(name, std::fs::read(&path).expect("a file that can be read"));
            }
        }
    }
    found
}

/// The only run of a pipeline below `out`.
pub fn only_run(out: &Path, pipeline: &str) -> PathBuf {
    let runs = std::fs::read_dir(out.join(pipeline).join("runs")).expect("runs");
    let mut runs = runs.map(|entry| entry.expect("an entry").path()).collect::<Vec<_>>();
    assert_eq!(runs.len(), 1, "{runs:?}");
    runs.remove(0)
}

/// The orders of a pipeline with nothing kept; or what is said.
pub fn read_orders(plan: &Plan, runtime: &Runtime) -> Result<OrdersRead, String> {
    let inputs = Inputs::find(plan).map_err(|problems| problems.to_string())?;
    let files = inputs.digest().map_err(|problems| problems.to_string())?;
    let memory = Memory::default();
    let options = ReadOptions { kept: None, profiling: Profiling::None, partitions: 2, memory: &memory };
    let read = segwatch::run::read_orders(plan, &inputs, &files, options, runtime);
    read.map(|(read, _)| read).map_err(|error| error.to_string())
}
