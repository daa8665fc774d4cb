//! Syntax errors, said so that one knows what to do.

use std::ops::Range;

use super::item::quoted;
use super::place::line_around;
use super::syntax::SyntaxError;
use super::twice::Twice;
use crate::problem::Problem;

/// Where the error is, and what to do about it. `value` is the value that it is in, `rest` the errors in that value,
/// and `text` what the user wrote.
pub fn explain<'e>(
    error: &SyntaxError,
    value: Option<Range<usize>>,
    mut rest: impl Iterator<Item = &'e SyntaxError>,
    text: &str,
) -> (usize, Problem) {
    if let Some(value) = value {
        let closing = text.get(value.clone()).and_then(|text| text.chars().next()).and_then(closing);
        if let Some(closing) = closing.filter(|_| rest.any(|error| error.message.starts_with("unclosed"))) {
            let problem = Problem::new(format!("found no `{closing}` for the bracket that opens here"));
            return (value.start, problem.help(format!("close it with `{closing}`")));
        }
        if error.message.starts_with("invalid") && error.message.contains("string") {
            let problem = Problem::new("found no closing quote for the text that starts here");
            return (value.start, problem.help("close it with the same quote, on the same line"));
        }
    }
    let offset = if error.is_without_equals() { start_of_line(error.offset(), text) } else { error.offset() };
    (offset, explain_here(error, text))
}

fn explain_here(error: &SyntaxError, text: &str) -> Problem {
    let found = text.get(error.span.clone()).unwrap_or_default();
    let message = error.message.as_str();
    let is = |start: &str| message.starts_with(start);
    if error.is_duplicate() {
        Twice::at(error.offset(), text).problem()
    } else if is("string values must be quoted") {
        explain_unquoted(found)
    } else if error.is_without_equals() {
        explain_without_equals(text.get(line_around(text, error.offset())).unwrap_or_default().trim())
    } else if is("missing escaped value") {
        let help = "write `\\\\` for a backslash, or put the text in single quotes, where `\\` is an ordinary letter";
        Problem::new("found a `\\` that begins no escape sequence").help(help)
    } else if is("invalid boolean") {
        Problem::new(format!("found {found}; expected true or false")).help("text goes in quotes")
    } else if is("unclosed table") {
        let problem = Problem::new("found no `]` at the end of the header");
        problem.help("write the header as [name], on a line of its own")
    } else if is("invalid unquoted key") {
        let problem =
            Problem::new(format!("found {} in a key; expected letters a to z, digits, - or _", quoted(found)));
        problem.help("keys and names are written without accents, blanks and other signs")
    } else if found.is_empty() {
        Problem::new(format!("not TOML: {message}"))
    } else {
        Problem::new(format!("not TOML: {message}; found {}", quoted(found)))
    }
}

fn explain_without_equals(line: &str) -> Problem {
    match line.split_once(':') {
        Some((key, value)) if !value.is_empty() => {
            let problem = Problem::new(format!("found {}; expected `=` between a key and its value", quoted(line)));
            problem.help(format!("write {} = {}", key.trim(), value.trim()))
        }
        _ => Problem::new(format!("found {}; expected a key, `=` and a value", quoted(line))),
    }
}

fn explain_unquoted(found: &str) -> Problem {
    let bare = found.trim_matches(['“', '”', '„', '‘', '’', '«', '»', '"', '\'']);
    let problem = Problem::new(format!("found {found} without quotes; expected a value"));
    match found {
        "" => Problem::new("found no value after `=`").help("write the value, or remove the line"),
        "null" | "None" | "nil" | "none" => problem.help(format!("write \"{bare}\", or remove the line")),
        _ if bare.len() < found.len() => problem.help(format!("use straight quotes: \"{bare}\"")),
        _ => problem.help(format!("if it is text, write \"{bare}\"")),
    }
}

/// Where the first word of the line begins.
fn start_of_line(offset: usize, text: &str) -> usize {
    let line = line_around(text, offset);
    let words = text.get(line.clone()).unwrap_or_default();
    line.start + words.len() - words.trim_start().len()
}

fn closing(opening: char) -> Option<char> {
    match opening {
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}
