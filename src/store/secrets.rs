//! Texts without secrets: answers of stores and errors of clients quote addresses and headers.

/// What the names of variables that hold secrets have in them.
const SECRET: [&str; 7] = ["KEY", "SECRET", "TOKEN", "PASSWORD", "SIGNATURE", "CREDENTIAL", "SAS"];
/// Shorter values are words, and stand in texts for other reasons.
const SHORTEST: usize = 8;

/// `text` without what follows `?` in an address, and without the values of variables of the environment that are secrets
/// by their names.
pub(super) fn without(text: &str) -> String {
    let secret = |name: &str| SECRET.iter().any(|part| name.to_ascii_uppercase().contains(part));
    let values = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, value)| secret(name) && value.len() >= SHORTEST);
    let text = values.fold(text.to_owned(), |text, (_, value)| text.replace(&value, "…"));
    text.split_inclusive(char::is_whitespace).map(without_query).collect()
}

fn without_query(word: &str) -> String {
    match word.split_once("://").and_then(|_| word.split_once('?')) {
        Some((address, query)) => {
            let end =
                query.find(|letter: char| letter.is_whitespace() || matches!(letter, ')' | '"' | '\'' | ',' | '>'));
            format!("{address}?…{}", end.and_then(|end| query.get(end..)).unwrap_or_default())
        }
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_question_mark_in_an_address_goes() {
        let text = "error sending request for url (https://host/a.csv?sig=secret&x=1): why? because";
        assert_eq!(without(text), "error sending request for url (https://host/a.csv?…): why? because");
    }
}
