//! `segwatch diff`

use std::fmt::Display;

use serde_json::Value;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::outputs::open_run;
use crate::plan::Place;
use crate::record::{Agreement, Difference, InputDifference, Interval, Pair, RunDifference, Served};
use crate::sink::Wanted;
use crate::stability::CadenceOutcome;

/// Texts longer than this, or of several lines, are not shown.
const SHOWN: usize = 60;

/// Says what changed from one run to another.
pub fn diff(before: &Place, after: &Place, output: Output<'_>) -> Result<Exit, Failure> {
    let record = |place| open_run(place, |_| Wanted::Records, output)?.folder.record().map_err(Failure::from);
    let (before, after) = (record(before)?, record(after)?);
    let difference = RunDifference::between(&before, &after);
    output.result(&difference, || text(&difference))?;
    Ok(Exit::Done)
}

fn text(difference: &RunDifference) -> String {
    let RunDifference { pipeline, run_id, as_of, .. } = difference;
    let of = if pipeline.before == pipeline.after { format!(" of {}", pipeline.before) } else { String::new() };
    let mut lines = vec![format!("From {} to {}{of}", run_id.before, run_id.after)];
    if of.is_empty() {
        lines.push(changed("Pipeline", pipeline, String::clone));
    }
    lines.push(changed("As of", as_of, ToString::to_string));
    lines.push(changed("Verdict", &difference.verdict, |verdict| verdict.name().replace('_', " ")));
    lines.push(changed("Agreement (ARI)", &difference.ari, |ari| agreement(ari.as_ref())));
    lines.push(changed("Re-fit", &difference.retrain, interval));
    lines.push(changed("Label again", &difference.rescore, interval));
    lines.push(changed("Model in service", &difference.reference, served));
    lines.push(changed("Orders used", &difference.orders_used, u64::to_string));
    lines.push("Segments, shares of the customers:".to_owned());
    let share =
        |share: Option<f64>| share.map_or_else(|| "not there".to_owned(), |share| format!("{:.1} %", 100.0 * share));
    lines.extend(difference.segments.iter().map(|segment| {
        let shares = Pair { before: segment.before, after: segment.after };
        changed(&format!("  {}", segment.name), &shares, |value| share(*value))
    }));
    group(&mut lines, "Configuration", difference.configuration.iter().map(key));
    group(&mut lines, "Inputs", difference.inputs.iter().map(input));
    group(&mut lines, "Software", difference.software.iter().map(key));
    lines.join("\n")
}

/// "Verdict: keep, then retrain", or "Verdict: keep, as before".
fn changed<T>(what: &str, pair: &Pair<T>, tell: impl Fn(&T) -> String) -> String {
    let (before, after) = (tell(&pair.before), tell(&pair.after));
    if before == after { format!("{what}: {after}, as before") } else { format!("{what}: {before}, then {after}") }
}

fn group(lines: &mut Vec<String>, what: &str, changes: impl Iterator<Item = String>) {
    let changes = changes.collect::<Vec<_>>();
    if changes.is_empty() {
        lines.push(format!("{what}: as before"));
        return;
    }
    lines.push(format!("{what}:"));
    lines.extend(changes.into_iter().map(|change| format!("  {change}")));
}

fn agreement(agreement: Option<&Agreement>) -> String {
    match agreement {
        None => "not measured".to_owned(),
        Some(Agreement { ari, low: Some(low), high: Some(high) }) => format!("{ari:.2} [{low:.2}, {high:.2}]"),
        Some(Agreement { ari, .. }) => format!("{ari:.2}"),
    }
}

fn interval(Interval { outcome, months }: &Interval) -> String {
    let every = |months: Option<f64>| {
        months.map_or_else(|| "at no interval".to_owned(), |months| format!("every {} months", number(months)))
    };
    match outcome {
        CadenceOutcome::Found => every(*months),
        CadenceOutcome::ShorterThanStep => "more often than once a step".to_owned(),
        CadenceOutcome::NotReached => format!("{} (no end seen)", every(*months)),
        CadenceOutcome::InsufficientHistory if months.is_none() => "insufficient history".to_owned(),
        CadenceOutcome::InsufficientHistory => format!("{} provisionally (insufficient history)", every(*months)),
        CadenceOutcome::Unmonitorable => "unmonitorable".to_owned(),
    }
}

/// With one decimal, and none where it is 0.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

fn served(Served { window_end, promoted }: &Served) -> String {
    match promoted {
        None => format!("that of {window_end}"),
        Some(promoted) => format!("that of {window_end}, promoted as entry {}", promoted.entry),
    }
}

fn key(difference: &Difference) -> String {
    let Difference { key, before, after } = difference;
    match (before, after) {
        (Some(before), Some(after)) => match (shown(before), shown(after)) {
            (Some(before), Some(after)) => format!("{key}: {before}, then {after}"),
            _ => format!("{key}: changed"),
        },
        (None, Some(after)) => format!("{key}: new{}", in_brackets(shown(after))),
        (Some(before), None) => format!("{key}: gone{}", in_brackets(shown(before))),
        (None, None) => key.clone(),
    }
}

fn in_brackets(text: Option<impl Display>) -> String {
    text.map_or_else(String::new, |text| format!(" ({text})"))
}

/// A value that fits into a line.
fn shown(value: &Value) -> Option<String> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    (text.chars().count() <= SHOWN && !text.contains('\n')).then_some(text)
}

fn input(InputDifference { source, path, before, after }: &InputDifference) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{source}: {path}: {before} bytes, then {after}"),
        (None, Some(after)) => format!("{source}: {path}: new, {after} bytes"),
        (_, None) => format!("{source}: {path}: gone"),
    }
}
