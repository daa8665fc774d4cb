//! The command line: what is asked for, what is answered, and how it ends.

mod args;
mod commands;
pub mod exit;
mod failure;
mod output;
mod outputs;
mod signals;
mod watch;

use std::io::{self, IsTerminal};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use args::{Cli, Command};
use exit::Exit;
use failure::Failure;
use output::{Names, Output};

use crate::source;

/// Crates whose logs of less than warnings are never shown.
const QUIET: [&str; 8] = [
    "h2=warn",
    "hyper=warn",
    "hyper_util=warn",
    "hyper_rustls=warn",
    "object_store=warn",
    "reqwest=warn",
    "rustls=warn",
    "tower=warn",
];

/// Runs the program on the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results; anything else is a mistake, with clap's own code of 2.
            let exit = if error.use_stderr() { Exit::Configuration } else { Exit::Done };
            drop(error.print());
            return ExitCode::from(exit.code());
        }
    };
    log(&cli);
    source::silence_guarded_panics();
    if let Err(error) = signals::watch() {
        tracing::warn!(%error, "signals are left to the system");
    }
    let names = Names::default();
    let output = Output { format: cli.format, names: &names };
    let done = panic::catch_unwind(AssertUnwindSafe(|| dispatch(&cli, output)));
    // The panic itself has been printed.
    let exit = match done.unwrap_or_else(|_| Err(Failure::Internal("a panic, as printed above".to_owned()))) {
        Ok(exit) => exit,
        Err(failure) => {
            output.failure(&failure);
            failure.exit()
        }
    };
    ExitCode::from(exit.code())
}

fn dispatch(cli: &Cli, output: Output<'_>) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Demo(args) => commands::demo(args, cli.quiet, output),
        Command::Init { dir } => commands::init(dir, output),
        Command::Validate { pipeline } => commands::validate(pipeline, output),
        Command::Run(args) => commands::run(args, cli.quiet, output),
        Command::Assign(args) => commands::assign(args, cli.quiet, output),
        Command::Promote(args) => commands::promote(args, output),
        Command::Models { pipeline, out } => commands::models(pipeline, out, output),
        Command::Calibrate(args) => commands::calibrate(args, cli.quiet, output),
        Command::ChooseK(args) => commands::choose_k(args, cli.quiet, output),
        Command::Report { run } => commands::report(run, output),
        Command::History { pipeline, out } => commands::history(pipeline, out, output),
        Command::Diff { before, after } => commands::diff(before, after, output),
        Command::Verify(args) => commands::verify(args, cli.quiet, output),
        Command::Prune(args) => commands::prune(args, output),
        Command::Completions { shell } => commands::completions(*shell),
        Command::Man { dir } => commands::man(dir, output),
    }
}

/// Logs go to standard error; `SEGWATCH_LOG` says which, in the syntax of `RUST_LOG`.
fn log(cli: &Cli) {
    let level = match (cli.quiet, cli.verbose) {
        (true, _) => "error",
        (false, 0) => "warn",
        (false, 1) => "segwatch=info,warn",
        (false, _) => "segwatch=debug,info",
    };
    let filter = EnvFilter::try_from_env("SEGWATCH_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    // At their finest levels these tell the headers and addresses of requests, in which secrets are.
    let filter = QUIET.iter().filter_map(|directive| directive.parse().ok()).fold(filter, EnvFilter::add_directive);
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(colour)
        .with_target(false)
        // Where standard error cannot be written to, saying so there would panic.
        .log_internal_errors(false)
        .init();
}
