//! "Did you mean …?"

use strsim::damerau_levenshtein;

/// The candidate that `found` is most likely a slip of: at most a third of its letters away, the first on a tie.
/// Case, and `-` for `_`, are no difference.
pub fn nearest<'c>(found: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = fold(found);
    let allowed = (folded.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (damerau_levenshtein(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn fold(text: &str) -> String {
    text.to_lowercase().replace('-', "_")
}

/// "a, b or c", as an English sentence has it.
pub fn list<S: AsRef<str>>(items: &[S], conjunction: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} {conjunction} {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let keys = ["kind", "length", "step", "first_end", "population"];
        assert_eq!(nearest("lenght", keys), Some("length"));
        assert_eq!(nearest("first-end", keys), Some("first_end"));
        assert_eq!(nearest("Population", keys), Some("population"));
        assert_eq!(nearest("size", keys), None);
        assert_eq!(nearest("x", keys), None);
        assert_eq!(nearest("l", ["k"]), None);
    }

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(list::<&str>(&[], "or"), "");
        assert_eq!(list(&["a"], "or"), "a");
        assert_eq!(list(&["a", "b", "c"], "or"), "a, b or c");
    }
}
