//! The templates of the report: the program's own, some of them perhaps replaced by the user's.
//!
//! `docs/templates.md` says what each is given. Templates are checked when the configuration is read, long before
//! there is a run to render: that they can be parsed, and ask for nothing that no page has.

use std::collections::{BTreeMap, BTreeSet};

use tera::{ErrorKind, Tera};

use crate::problem::Problem;

/// The template that a page begins with.
pub const PAGE: &str = "report.html";

/// The style sheet that pages are given.
pub const STYLE: &str = include_str!("../../reports/style.css");

/// Everything the page is made of is in the program: tera escapes by the templates' names, so all end in `.html`.
const OWN: [(&str, &str); 15] = [
    ("components.html", include_str!("../../reports/components.html")),
    (PAGE, include_str!("../../reports/report.html")),
    ("sections/ageing.html", include_str!("../../reports/sections/ageing.html")),
    ("sections/data.html", include_str!("../../reports/sections/data.html")),
    ("sections/method.html", include_str!("../../reports/sections/method.html")),
    ("sections/moved.html", include_str!("../../reports/sections/moved.html")),
    ("sections/notices.html", include_str!("../../reports/sections/notices.html")),
    ("sections/optimum.html", include_str!("../../reports/sections/optimum.html")),
    ("sections/origins.html", include_str!("../../reports/sections/origins.html")),
    ("sections/paths.html", include_str!("../../reports/sections/paths.html")),
    ("sections/policies.html", include_str!("../../reports/sections/policies.html")),
    ("sections/segments.html", include_str!("../../reports/sections/segments.html")),
    ("sections/trust.html", include_str!("../../reports/sections/trust.html")),
    ("sections/verdict.html", include_str!("../../reports/sections/verdict.html")),
    ("sections/windows.html", include_str!("../../reports/sections/windows.html")),
];

/// What a page is given, by name.
pub const GIVEN: [&str; 18] = [
    "ageing",
    "data",
    "header",
    "language",
    "languages",
    "method",
    "moved",
    "notices",
    "optimum",
    "origins",
    "paths",
    "policies",
    "segments",
    "style",
    "t",
    "trust",
    "verdict",
    "windows",
];

/// The templates of a report: texts of the user's by the names of the program's that they replace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Templates(pub BTreeMap<String, String>);

/// The names of the program's templates.
pub fn names() -> impl Iterator<Item = &'static str> {
    OWN.into_iter().map(|(name, _)| name)
}

/// The texts of the program's templates, one after the other.
#[cfg(test)]
pub(crate) fn own_texts() -> String {
    OWN.iter().map(|(_, text)| *text).collect()
}

impl Templates {
    /// What renders them.
    ///
    /// # Errors
    /// When one cannot be parsed, or includes what is not there.
    pub fn engine(&self) -> Result<Tera, tera::Error> {
        let text = |(name, own): (&'static str, &'static str)| (name, self.0.get(name).map_or(own, String::as_str));
        let mut tera = Tera::new();
        tera.add_raw_templates(OWN.map(text))?;
        Ok(tera)
    }

    /// What is wrong with the user's templates, each problem with its file and line.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        self.0.iter().flat_map(|(name, text)| problems(name, text)).collect()
    }
}

/// What is wrong with one template beside the program's own.
fn problems(name: &str, text: &str) -> Vec<Problem> {
    let alone = Templates(BTreeMap::from([(name.to_owned(), text.to_owned())]));
    let tera = match alone.engine() {
        Ok(tera) => tera,
        Err(error) => return vec![problem(&error, name)],
    };
    let Ok(asked) = tera.get_template_variables(name) else { return Vec::new() };
    let unknown: BTreeSet<&str> = asked.into_iter().filter(|variable| !GIVEN.contains(variable)).collect();
    let unknown = unknown.into_iter().map(|variable| {
        let problem = Problem::new(format!("found the variable {variable}, which no page has"));
        let line = text.lines().zip(1..).find(|(line, _)| names_variable(line, variable)).map(|(_, number)| number);
        let placed = line.into_iter().fold(problem.in_file(name), |problem, line| problem.at(line, None));
        placed.help(format!("a page has {}", GIVEN.join(", ")))
    });
    unknown.collect()
}

/// Whether a line has this name as a word of its own.
fn names_variable(line: &str, variable: &str) -> bool {
    line.split(|next: char| !next.is_alphanumeric() && next != '_').any(|word| word == variable)
}

/// An error of the engine as a problem; `name` is the template where the error does not say which.
#[must_use]
pub fn problem(error: &tera::Error, name: &str) -> Problem {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let column = u64::try_from(span.start_col).ok().map(|column| column + 1);
            Problem::new(report.message()).in_file(report.filename()).at(span.start_line as u64, column)
        }
        other => Problem::new(other.to_string()).in_file(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, text: &str) -> Vec<Problem> {
        Templates(BTreeMap::from([(name.to_owned(), text.to_owned())])).problems()
    }

    #[test]
    fn the_programs_own_templates_are_sound() {
        for (name, text) in OWN {
            assert_eq!(of(name, text), [], "{name}");
        }
    }

    #[test]
    fn only_the_style_and_the_drawings_are_safe_html() {
        let safe = OWN.iter().flat_map(|(_, text)| {
            text.match_indices("| safe").map(|(at, _)| text[..at].rsplit("{{").next().unwrap().trim())
        });
        assert_eq!(safe.collect::<Vec<_>>(), ["figure.wide", "figure.narrow", "style"]);
        assert!(names().all(|name| name.rsplit('.').next() == Some("html")));
    }

    #[test]
    fn a_template_that_cannot_be_read_says_where() {
        let [problem] = of("sections/trust.html", "<p>\n{{ trust.measured.lead").try_into().unwrap();
        assert_eq!((problem.file.as_deref(), problem.line), (Some("sections/trust.html"), Some(2)));
        let [problem] = of(PAGE, "{% include \"sections/none.html\" %}").try_into().unwrap();
        assert!(problem.message.contains("sections/none.html"), "{problem:?}");
    }

    #[test]
    fn a_variable_that_no_page_has_is_found_before_there_is_one() {
        let [problem] = of(PAGE, "<h1>\n{{ heading }} {{ header.pipeline }}").try_into().unwrap();
        assert_eq!((problem.line, problem.message.contains("heading")), (Some(2), true));
        assert_eq!(of(PAGE, "{% set heading = t.page.title %}{% for row in notices %}{{ row.code }}{% endfor %}"), []);
    }

    #[test]
    fn every_template_of_the_program_is_in_the_list() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("reports");
        let read = |folder: &std::path::Path| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = read(&folder).chain(read(&folder.join("sections")));
        let html = files.filter(|path| path.extension().is_some_and(|extension| extension == "html"));
        let names: BTreeSet<&str> = names().collect();
        let found: BTreeSet<String> =
            html.map(|path| path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/")).collect();
        assert!(found.iter().map(String::as_str).eq(names));
    }
}
