//! The page: every section handed to the templates.

use tera::{Context, Tera};

use super::ReportError;
use super::edition::Edition;
use super::phrases::texts;
use super::section;

/// Everything the page is made of is in the program: tera escapes by the templates' names, so all end in `.html`.
const TEMPLATES: [(&str, &str); 15] = [
    ("components.html", include_str!("../../reports/components.html")),
    ("sections/verdict.html", include_str!("../../reports/sections/verdict.html")),
    ("sections/notices.html", include_str!("../../reports/sections/notices.html")),
    ("sections/moved.html", include_str!("../../reports/sections/moved.html")),
    ("sections/ageing.html", include_str!("../../reports/sections/ageing.html")),
    ("sections/origins.html", include_str!("../../reports/sections/origins.html")),
    ("sections/policies.html", include_str!("../../reports/sections/policies.html")),
    ("sections/segments.html", include_str!("../../reports/sections/segments.html")),
    ("sections/paths.html", include_str!("../../reports/sections/paths.html")),
    ("sections/windows.html", include_str!("../../reports/sections/windows.html")),
    ("sections/optimum.html", include_str!("../../reports/sections/optimum.html")),
    ("sections/data.html", include_str!("../../reports/sections/data.html")),
    ("sections/trust.html", include_str!("../../reports/sections/trust.html")),
    ("sections/method.html", include_str!("../../reports/sections/method.html")),
    ("report.html", include_str!("../../reports/report.html")),
];

const STYLE: &str = include_str!("../../reports/style.css");

/// The page of an edition.
///
/// # Errors
/// [`ReportError::Template`] when a template is wrong or asks for what is not there.
pub(super) fn render(edition: &Edition<'_>) -> Result<String, ReportError> {
    let mut tera = Tera::new();
    tera.add_raw_templates(TEMPLATES)?;
    let mut context = Context::new();
    context.insert("language", edition.language.tag());
    context.insert("style", STYLE);
    context.insert("t", &texts(edition.language));
    context.insert("header", &section::header(edition));
    context.insert("verdict", &section::verdict(edition));
    context.insert("notices", &section::notices(edition));
    context.insert("moved", &section::moved(edition));
    context.insert("ageing", &section::ageing(edition));
    context.insert("origins", &section::origins(edition));
    context.insert("policies", &section::policies(edition));
    context.insert("segments", &section::segments(edition));
    context.insert("paths", &section::paths(edition));
    context.insert("windows", &section::windows(edition));
    context.insert("optimum", &section::optimum(edition));
    context.insert("data", &section::data(edition));
    context.insert("trust", &section::trust(edition));
    context.insert("method", &section::method(edition));
    Ok(tera.render("report.html", &context)?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::language::Language;

    #[test]
    fn templates_use_every_text_and_no_other() {
        let templates: String = TEMPLATES.iter().map(|(_, text)| *text).collect();
        let used = templates.match_indices("t.").filter(|(at, _)| {
            let before = templates[..*at].chars().next_back();
            before.is_some_and(|before| !before.is_alphanumeric() && !"_.".contains(before))
        });
        let name = |at: usize| {
            let name = templates[at + 2..].split(|next: char| !next.is_alphanumeric() && !"_.".contains(next));
            name.into_iter().next().unwrap().to_owned()
        };
        let used: BTreeSet<String> = used.map(|(at, _)| name(at)).collect();
        let texts = texts(Language::English);
        let known = texts.iter().flat_map(|(part, texts)| texts.keys().map(move |key| format!("{part}.{key}")));
        assert_eq!(used, known.collect());
    }

    #[test]
    fn only_the_style_and_the_drawings_are_safe_html() {
        let safe: Vec<&str> = TEMPLATES
            .iter()
            .flat_map(|(_, text)| {
                text.match_indices("| safe").map(|(at, _)| text[..at].rsplit("{{").next().unwrap().trim())
            })
            .collect();
        assert_eq!(safe, ["figure.wide", "figure.narrow", "style"]);
        assert!(TEMPLATES.iter().all(|(name, _)| name.rsplit('.').next() == Some("html")));
    }
}
