//! Variables of the environment: `${NAME}` and `${NAME:-default}`.

/// A text with variables in it, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// Text that stands for itself.
    Text(&'t str),
    /// A variable, and what stands for it when it is unset or empty.
    Variable {
        /// Its name.
        name: &'t str,
        /// Its default, after `:-`.
        default: Option<&'t str>,
    },
}

/// Takes `text` apart.
///
/// # Errors
/// What is wrong with a `${`, as a message that shows it.
pub fn parts(text: &str) -> Result<Vec<Part<'_>>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (inner, after) =
            after.split_once('}').ok_or_else(|| format!("found no `}}` for the variable in \"${{{after}\""))?;
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        parts.push(variable(inner)?);
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    Ok(parts)
}

fn variable(inner: &str) -> Result<Part<'_>, String> {
    let (name, default) = match inner.split_once(":-") {
        Some((name, default)) => (name, Some(default)),
        None => (inner, None),
    };
    let first = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_name = name.starts_with(first) && name.chars().all(|c| first(c) || c.is_ascii_digit());
    if !is_name || default.is_some_and(|default| default.contains("${")) {
        return Err(format!("found \"${{{inner}}}\"; expected ${{NAME}} or ${{NAME:-default}}"));
    }
    Ok(Part::Variable { name, default })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_apart_at_their_variables() {
        let variable = |name, default| Part::Variable { name, default };
        assert_eq!(parts("a/b.csv"), Ok(vec![Part::Text("a/b.csv")]));
        assert_eq!(
            parts("${A}/${B_2:-x y}.csv").unwrap(),
            [variable("A", None), Part::Text("/"), variable("B_2", Some("x y")), Part::Text(".csv"),]
        );
        assert_eq!(parts("${A:-}").unwrap(), [variable("A", Some(""))]);
        assert_eq!(parts("cost_$1.csv").unwrap(), [Part::Text("cost_$1.csv")]);
        assert_eq!(parts(""), Ok(vec![]));
    }

    #[test]
    fn what_only_looks_like_a_variable_is_refused() {
        for text in ["${", "${A", "${}", "${1A}", "${A B}", "${A-b}", "${A:-${B}}", "${A:?unset}"] {
            assert!(parts(text).is_err(), "{text}");
        }
    }
}
