//! One word of a few.

use toml::de::DeValue;

use super::{Item, Reported, Value, list, nearest};

/// A choice, written as one word of a few.
pub trait Word: Copy + 'static {
    /// All choices, in the order that messages list them.
    const ALL: &'static [Self];

    /// How the choice is written.
    fn word(self) -> &'static str;
}

impl<T: Word> Value for T {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let words = || T::ALL.iter().map(|choice| choice.word());
        if let DeValue::String(text) = item.value
            && let Some(choice) = T::ALL.iter().find(|choice| choice.word() == text)
        {
            return Ok(*choice);
        }
        let expected: Vec<String> = words().map(|word| format!("\"{word}\"")).collect();
        let mut problem = item.mismatch(list(&expected, "or"));
        if let DeValue::String(text) = item.value
            && let Some(word) = nearest(text, words())
        {
            problem = problem.help(format!("did you mean \"{word}\"?"));
        }
        Err(item.report(problem))
    }
}
