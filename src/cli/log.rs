//! What is said on standard error while a command runs, as lines of text or of JSON, and why it failed.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{FilterExt as _, filter_fn};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use super::args::{Cli, Format};
use super::failure::Failure;
use super::output::Names;
use super::traces::Traces;
use super::watch;

/// Crates whose logs of less than warnings are never shown, whatever is asked for: at their finest levels these tell the
/// headers and addresses of requests, in which secrets are.
const QUIET: [&str; 7] = ["h2", "hyper", "object_store", "opentelemetry", "reqwest", "rustls", "tower"];

/// Begins the logs, of which `SEGWATCH_LOG` says which, in the syntax of `RUST_LOG`; and the traces.
pub fn start(cli: &Cli) -> Traces {
    let level = match (cli.quiet, cli.verbose) {
        (true, _) => "error",
        (false, 0) => "warn",
        (false, 1) => "segwatch=info,warn",
        (false, _) => "segwatch=debug,info",
    };
    let filter = EnvFilter::try_from_env("SEGWATCH_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let shown = filter.and(filter_fn(may_be_shown));
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(|| watch::Above)
        .with_target(false)
        // Where standard error cannot be written to, saying so there would panic.
        .log_internal_errors(false);
    if cli.quiet || cli.log_format == Format::Json {
        watch::hide();
    }
    let lines = match cli.log_format {
        Format::Text => lines.with_ansi(colour).with_filter(shown).boxed(),
        Format::Json => {
            panic::set_hook(Box::new(|panic| tracing::error!(%panic, "a fault of segwatch; please report it")));
            lines.json().flatten_event(true).with_filter(shown).boxed()
        }
    };
    let mut listeners = vec![lines];
    let traces = Traces::begin(&mut listeners);
    tracing_subscriber::registry().with(listeners).init();
    traces
}

/// Whether a line may be shown: spans are for traces.
fn may_be_shown(metadata: &Metadata<'_>) -> bool {
    metadata.is_event()
        && (*metadata.level() <= Level::WARN || !QUIET.iter().any(|name| metadata.target().starts_with(name)))
}

/// Whether logs are wanted as JSON by arguments that cannot be understood as a whole.
pub fn wanted_as_json(arguments: impl IntoIterator<Item = String>) -> bool {
    let mut before = String::new();
    arguments.into_iter().any(|argument| {
        let wanted = argument == "--log-format=json" || (before == "--log-format" && argument == "json");
        before = argument;
        wanted
    })
}

/// Writes why a command failed as one line of JSON, with the keys of a line of the log, whatever is logged.
pub fn failure(failure: &Failure, names: &Names) {
    let line = json!({
        "timestamp": DateTime::<Utc>::from(SystemTime::now()).to_rfc3339_opts(SecondsFormat::Micros, true),
        "level": "ERROR",
        "message": "failed",
        "exit_code": failure.exit().code(),
        "problems": failure.problems(),
    });
    // With nowhere left to write to, the exit code has to say it.
    drop(writeln!(io::stderr(), "{}", names.put(&line.to_string())));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(arguments: &[&str]) -> bool {
        wanted_as_json(arguments.iter().map(|&argument| argument.to_owned()))
    }

    #[test]
    fn json_is_told_from_arguments_that_make_no_command() {
        assert!(wanted(&["segwatch", "rum", "--log-format", "json"]));
        assert!(wanted(&["segwatch", "--log-format=json", "--nonsense"]));
        assert!(!wanted(&["segwatch", "--log-format", "text", "json"]));
        assert!(!wanted(&["segwatch", "run", "--format", "json"]));
    }
}
