//! The files of every language: all say the same.

pub(crate) mod files;

use super::Language;

#[test]
fn tags_are_found_again() {
    for language in Language::ALL {
        assert_eq!(Language::of_tag(language.tag()), Some(language));
    }
    assert_eq!(Language::of_tag("pt"), None);
    // Formatters and bundles are looked up by position.
    assert_eq!(Language::ALL.map(|language| language as usize), [0, 1, 2]);
}
