//! Standard output and standard error.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde_json::json;

use super::args::Format;
use super::failure::Failure;
use super::log;

/// Writes results to standard output, as text or as JSON.
#[derive(Debug, Clone, Copy)]
pub struct Output<'a> {
    /// How results are written.
    pub format: Format,
    /// How it is said on standard error that there is none.
    pub logs: Format,
    /// What is called otherwise than it is here.
    pub names: &'a Names,
}

/// A folder of this machine that mirrors a place elsewhere: people know it by that one's name.
#[derive(Debug, Default)]
pub struct Names(RefCell<Vec<(String, String)>>);

impl Names {
    /// From now on, `folder` is called `name`.
    pub fn set(&self, folder: &Path, name: String) {
        let folder = folder.display().to_string().trim_end_matches('/').to_owned();
        self.0.borrow_mut().push((folder, name));
    }

    /// `text` with the names that people know.
    pub fn put(&self, text: &str) -> String {
        self.0.borrow().iter().fold(text.to_owned(), |text, (folder, name)| text.replace(folder, name))
    }
}

impl Output<'_> {
    /// Writes a result: `text` for people, `value` as one JSON document.
    pub fn result(self, value: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), Failure> {
        let text = match self.format {
            Format::Text => printable(&text()),
            Format::Json => {
                serde_json::to_string_pretty(value).map_err(|error| Failure::Internal(error.to_string()))?
            }
        };
        let text = self.names.put(text.trim_end_matches('\n')) + "\n";
        raw(text.as_bytes())
    }

    /// Writes why a command failed: to standard error for people or as a line of JSON, and to standard output where results
    /// are JSON.
    pub fn failure(self, failure: &Failure) {
        let written = match self.format {
            Format::Text => Ok(()),
            Format::Json => {
                let error = json!({ "exit_code": failure.exit().code(), "problems": failure.problems() });
                let error = json!({ "error": error });
                writeln!(io::stdout(), "{}", self.names.put(&format!("{error:#}")))
            }
        };
        let said = match (self.logs, self.format) {
            (Format::Json, _) => {
                log::failure(failure, self.names);
                Ok(())
            }
            (Format::Text, Format::Text) => writeln!(io::stderr(), "{}", printable(&self.names.put(&failure.text()))),
            (Format::Text, Format::Json) => Ok(()),
        };
        // With nowhere left to write to, the exit code has to say it.
        drop((written, said));
    }
}

/// Writes bytes as they are.
pub fn raw(bytes: &[u8]) -> Result<(), Failure> {
    match io::stdout().write_all(bytes).and_then(|()| io::stdout().flush()) {
        // A reader that has seen enough, such as `head`, is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::io(Path::new("standard output"), "cannot be written to", &error)),
        Ok(()) => Ok(()),
    }
}

/// `text` with its control characters spelt out: names and cells of data are in it, and a terminal obeys what they hold.
fn printable(text: &str) -> String {
    let spelt = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
    text.chars().fold(String::with_capacity(text.len()), |mut printable, letter| {
        if spelt(letter) {
            printable.extend(letter.escape_default());
        } else {
            printable.push(letter);
        }
        printable
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_of_data_gives_orders_to_a_terminal() {
        assert_eq!(printable("a\u{1b}[2J\0b\r\n\tc é"), "a\\u{1b}[2J\\u{0}b\\r\n\tc é");
    }
}
