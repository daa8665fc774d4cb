//! The command line: what is asked for, what is answered, and how it ends.

mod args;
#[cfg(feature = "otlp")]
mod collector;
mod commands;
mod environment;
pub mod exit;
mod failure;
mod log;
mod output;
mod outputs;
mod signals;
mod traces;
mod watch;

use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use args::{Cli, Command};
use exit::Exit;
use failure::Failure;
use output::{Names, Output};

use crate::source;

/// Runs the program on the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let parsed = Cli::command().try_get_matches().and_then(|mut matches| {
        let command = matches.subcommand_name().unwrap_or_default().to_owned();
        Ok((command, Cli::from_arg_matches_mut(&mut matches)?))
    });
    let (command, cli) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help and version are results; anything else is a mistake, with clap's own code of 2.
            let exit = if error.use_stderr() { Exit::Configuration } else { Exit::Done };
            let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
            if error.use_stderr() && log::wanted_as_json(arguments) {
                let message = error.render().to_string();
                let failure = Failure::usage(message.trim_end(), "segwatch --help lists what there is");
                log::failure(&failure, &Names::default());
            } else {
                drop(error.print());
            }
            return ExitCode::from(exit.code());
        }
    };
    let traces = log::start(&cli);
    source::silence_guarded_panics();
    if let Err(error) = signals::watch() {
        tracing::warn!(%error, "signals are left to the system");
    }
    let names = Names::default();
    let output = Output { format: cli.format, logs: cli.log_format, names: &names };
    let command = traces.command(&command);
    let done = panic::catch_unwind(AssertUnwindSafe(|| command.in_scope(|| dispatch(&cli, output))));
    // The panic itself has been printed.
    let done = done.unwrap_or_else(|_| Err(Failure::Internal("a panic, as printed above".to_owned())));
    let failed = done.is_err();
    let exit = match done {
        Ok(exit) => exit,
        Err(failure) => {
            output.failure(&failure);
            failure.exit()
        }
    };
    command.record("exit_code", i64::from(exit.code()));
    command.record("otel.status_code", if failed { "ERROR" } else { "OK" });
    drop(command);
    traces.end();
    tracing::info!(exit_code = exit.code(), "ended");
    ExitCode::from(exit.code())
}

fn dispatch(cli: &Cli, output: Output<'_>) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Demo(args) => commands::demo(args, cli.quiet, output),
        Command::Init { dir } => commands::init(dir, output),
        Command::Validate { pipeline, out } => commands::validate(pipeline, out, output),
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
