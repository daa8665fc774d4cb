//! A key or a section that is written twice.

use std::ops::Range;

use super::place::{line_around, place};
use crate::problem::Problem;

/// The second writing of a key or a section.
pub struct Twice {
    path: String,
    /// The line of the first, from 1.
    first: Option<u64>,
    /// Its own line, if it is a header.
    pub header: Option<Range<usize>>,
    /// The line of the header that it stands below.
    pub below: Option<Range<usize>>,
}

impl Twice {
    /// What the key or the header at `offset` of `text` repeats, by the lines above it.
    pub fn at(offset: usize, text: &str) -> Self {
        let own = line_around(text, offset);
        let line = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        let number = |range: &Range<usize>| place(text, range.start).0;
        if let Some(path) = header(line(&own)) {
            let first = lines_above(text, own.start).filter(|above| header(line(above)) == Some(path)).last();
            let first = first.as_ref().map(number);
            return Self { path: path.to_owned(), first, header: Some(own), below: None };
        }
        let key = key(line(&own)).unwrap_or_default();
        let mut first = None;
        for above in lines_above(text, own.start) {
            if let Some(path) = header(line(&above)) {
                return Self { path: format!("{path}.{key}"), first, header: None, below: Some(above) };
            }
            if self::key(line(&above)) == Some(key) {
                first = Some(number(&above));
            }
        }
        Self { path: key.to_owned(), first, header: None, below: None }
    }

    /// What to say of it.
    pub fn problem(self) -> Problem {
        let first = self.first.map(|line| format!(", first on line {line}")).unwrap_or_default();
        let problem = if self.header.is_some() {
            Problem::new(format!("this section is written twice{first}")).help("put all its keys below one header")
        } else {
            Problem::new(format!("this key is written twice{first}")).help("keep one, and remove the other")
        };
        problem.of(self.path)
    }
}

/// The lines above the one that starts at `start`, nearest first.
fn lines_above(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let above = |start: usize| start.checked_sub(1).map(|newline| line_around(text, newline));
    std::iter::successors(above(start), move |line| above(line.start))
}

/// The path in a header.
fn header(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix('[')?.split(']').next()?;
    Some(inner.trim_start_matches('[').trim())
}

/// The key of a line with a key and a value.
fn key(line: &str) -> Option<&str> {
    line.split_once('=').map(|(key, _)| key.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "name = 1\n[a]\nx = 1\ny = 2\n[b]\nx = 3\n[a]\nz = 1\n";

    #[test]
    fn a_key_is_looked_for_in_its_own_section() {
        let twice = Twice::at(TEXT.find("y = 2").unwrap(), &TEXT.replace("y = 2", "x = 2"));
        assert_eq!((twice.path.as_str(), twice.first), ("a.x", Some(3)));
        let once = Twice::at(TEXT.find("x = 3").unwrap(), TEXT);
        assert_eq!((once.path.as_str(), once.first), ("b.x", None));
        let top = Twice::at(0, TEXT);
        assert_eq!((top.path.as_str(), top.first), ("name", None));
    }

    #[test]
    fn a_header_is_looked_for_everywhere() {
        let twice = Twice::at(TEXT.rfind("[a]").unwrap() + 1, TEXT);
        assert_eq!((twice.path.as_str(), twice.first), ("a", Some(2)));
    }
}
