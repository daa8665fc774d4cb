//! `segwatch completions` and `segwatch man`: made from the definition of the command line.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::args::Cli;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::{Output, raw};

/// Prints the completions of a shell.
pub fn completions(shell: Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "segwatch", &mut script);
    raw(&script)?;
    Ok(Exit::Done)
}

/// Writes the man pages into `dir`.
pub fn man(dir: &Path, output: Output<'_>) -> Result<Exit, Failure> {
    std::fs::create_dir_all(dir).map_err(|error| Failure::io(dir, "cannot be made", &error))?;
    clap_mangen::generate_to(Cli::command(), dir).map_err(|error| Failure::io(dir, "cannot be written to", &error))?;
    output.result(&serde_json::json!({ "man": dir }), || format!("Man pages: {}", dir.display()))?;
    Ok(Exit::Done)
}
